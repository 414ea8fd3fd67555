import { fileURLToPath } from 'node:url';
import { loadWords, type WordKey } from '../../../src/cards/words.ts';
import type { BotRecord, EffectOnRecord } from './record.ts';

/** One message that came into a chat. */
export interface Send {
  readonly chat: string;
  /** In somebody's own chat. */
  readonly own: boolean;
  /** Which life of the bot sent it, counted from 0. */
  readonly life: number;
  /** On the clock of the bot, where the house is. */
  readonly day: string;
  /** The form tokens on its card, in order, each once. */
  readonly tokens: readonly string[];
  readonly isCard: boolean;
  /** What a reader sees. */
  readonly words: string;
}

export interface SendVerdict {
  /** Cards with a reminder, a question or news in somebody's own chat. */
  readonly toPersons: number;
  /** The same reminder, question or news came twice. */
  readonly remindersTwice: readonly string[];
  /** It was said twice that the same minutes are filed, or that they can't be. */
  readonly filingsToldTwice: readonly string[];
  /** The same prompt or board came again in a later life: nobody knew whether it had been posted. */
  readonly postedAgain: number;
  /** The same, without a kill in between. */
  readonly postedTwice: readonly string[];
  /** Marked "possibly sent": not sent again. */
  readonly possiblySent: number;
}

/** Not the line with which a typed question is answered elsewhere because the minutes are filed. */
const aboutFiling = /^Het verslag .*opgeslagen(?!\. Daarom staat dit)/;

/** Holds what came into the chats against what was to be sent. */
export function judgeSends(sends: readonly Send[], { tokens, effects }: BotRecord): SendVerdict {
  const persons = sends.filter(({ own }) => own);
  const meeting = sends.filter(({ own }) => !own);
  const lines = expectedLines(effects);
  const posted = groups(meeting.flatMap(send => send.tokens.slice(0, 1).map(token => [token, send] as const)));
  const filed = groups(
    meeting.filter(({ words }) => aboutFiling.test(words)).map(send => [`${send.chat}: ${send.words}`, send] as const),
  );
  const again = [...posted.values()].filter(same => same.length > 1);
  return {
    toPersons: persons.length,
    remindersTwice: [...groups(persons.flatMap(send => keysOf(send).map(key => [key, send] as const)))]
      .filter(([, same]) => same.length > allowed(same))
      .map(([key, same]) => described(key, same)),
    filingsToldTwice: [...filed]
      .filter(([, same]) => same.length > allowed(same))
      .map(([key, same]) => described(key, same)),
    postedAgain: again.reduce((sum, same) => sum + same.length - 1, 0),
    postedTwice: again
      .filter(same => new Set(same.map(({ life }) => life)).size < same.length)
      .map(same => described('card', same)),
    possiblySent: effects.filter(({ state }) => state === 'possiblySent').length,
  };

  /** What is about the same thing on the same day is the same, in whatever card it came. */
  function keysOf(send: Send): readonly string[] {
    const { chat, day, words } = send;
    if (isLine(send)) return send.isCard || lines.has(words) ? [`${chat} ${day}: ${words}`] : [];
    return send.tokens.flatMap(token => {
      const about = tokens[token];
      if (about === undefined || (about.form !== 'reminder' && about.form !== 'morning')) return [`${chat} ${token}`];
      return [`${chat} ${token}`, `${chat} ${day}: reminder of ${about.action} of ${about.case}`];
    });
  }

  /** Some lines hold no number: as many as there was reason for. */
  function allowed([first]: readonly Send[]): number {
    if (first === undefined || !isLine(first)) return 1;
    return Math.max(1, lines.get(first.words) ?? 0);
  }
}

function isLine({ tokens }: Send): boolean {
  return tokens.length === 0;
}

function groups(keyed: readonly (readonly [string, Send])[]): ReadonlyMap<string, readonly Send[]> {
  const found = new Map<string, Send[]>();
  for (const [key, send] of keyed) found.set(key, [...(found.get(key) ?? []), send]);
  return found;
}

function described(what: string, same: readonly Send[]): string {
  return `${what.slice(0, 200)} came ${same.length} times, in the lives ${same.map(({ life }) => life).join(', ')}`;
}

/** How often each line may have been said: once for each effect that says it and was begun. */
function expectedLines(effects: readonly EffectOnRecord[]): ReadonlyMap<string, number> {
  const words = loadWords(fileURLToPath(new URL('../../../cards/locales', import.meta.url))).nl;
  const counts = new Map<string, number>();
  for (const one of effects) {
    if (one.attempts === 0) continue;
    for (const key of lineKeys(one)) {
      const said = words.t(key, valuesOf(one));
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
  }
  return counts;

  function valuesOf({ case: code, effect }: EffectOnRecord): Readonly<Record<string, string>> {
    if (effect.kind === 'tellBudgetSpent') return { step: words.find(`step.${effect.step}`) ?? '' };
    return 'action' in effect ? { action: effect.action, case: code } : {};
  }
}

/** What an effect may come to say, by how its case stands then. */
function lineKeys({ effect }: EffectOnRecord): readonly WordKey[] {
  switch (effect.kind) {
    case 'tellBudgetSpent':
      return ['chat.budgetSpent'];
    case 'tellFilingFails':
      return ['chat.filingFails'];
    case 'tellOverdue':
      return ['chat.overdue', 'chat.overdueSafety', 'chat.overdueBlocked', 'chat.overdueSafetyBlocked'];
    case 'tellBlocked':
      return ['chat.blocked'];
    case 'tellStillYours':
      return ['chat.stillYours'];
    case 'tellUnreached':
      return ['chat.unreached'];
    default:
      return [];
  }
}
