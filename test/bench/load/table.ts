import { text } from '../../../src/demo/client-card.ts';
import type { Random } from '../../torture/random.ts';
import { type Conference, createConference } from './conference.ts';
import type { LoadConnector } from './connector.ts';
import type { Group, Somebody } from './country.ts';
import { isForPartners, type PhaseVerb, phaseOf } from './course.ts';
import { fillInLean } from './fill-in-lean.ts';
import type { Deed, Heard } from './sender.ts';

/** Something to send, and what to do with the answer. */
export interface Errand {
  readonly deed: Deed;
  heard(answer: Heard): void;
}

/** People around a case, who go on to the next case when this one is done. */
export interface Table {
  /** What the newest card is about; undefined before the first one of a case. */
  phase(): PhaseVerb | undefined;
  /** What this person does now; undefined when there's nothing to press on. */
  errandOf(who: Somebody): Errand | undefined;
  /** What brings the chair to the next phase. */
  move(): Errand | undefined;
  /** Resolves when a card for another phase has come; rejects when it hasn't in that time. */
  moved(withinMs: number): Promise<void>;
  /** As if that part of the phase were over. */
  pretendSpent(part: number): void;
}

export interface TableOptions {
  readonly group: Group;
  readonly connector: LoadConnector;
  readonly random: Random;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** How long a conference takes, in milliseconds. */
  readonly lengthMs: number;
  /** A code that no other table of this house has. */
  nextCode(): string;
  /** Milliseconds until a board showed what somebody brought in. */
  shown(ms: number): void;
}

/** A start that nothing came of is typed again. */
const startAgainMs = 20_000;
/** What these bring in stands on the board. */
const onBoards: ReadonlySet<string> = new Set(['risk.raise', 'factor.raise', 'action.agree']);

export function createTable(options: TableOptions): Table {
  const { group, connector, random, lengthMs } = options;
  const waiters = new Set<() => void>();
  const joined = new Set<Somebody>();
  let startedAt = Number.NEGATIVE_INFINITY;
  let broughtIn = 0;
  let spentBefore = 0;
  let marked = 0;
  let now = begin();

  function begin(): Conference {
    joined.clear();
    startedAt = Number.NEGATIVE_INFINITY;
    const code = options.nextCode();
    const chat = `19:${group.tenant.slice(-12)}-${code}@thread.v2`;
    const conference = createConference({ chat, code }, { shown: options.shown, moved });
    connector.groupChat(chat, [group.chair, ...group.partners], conference);
    return conference;
  }

  function moved(): void {
    broughtIn = 0;
    spentBefore = 0;
    for (const wake of [...waiters]) wake();
  }

  function start(): Errand | undefined {
    const at = performance.now();
    if (at - startedAt < startAgainMs) return undefined;
    startedAt = at;
    const { chat, code } = now;
    return { deed: { chat, who: group.chair, typed: `start ${code} Top X` }, heard: () => undefined };
  }

  function press(who: Somebody, verb: string, heard: (answer: Heard) => void = () => undefined): Errand | undefined {
    const conference = now;
    const button = conference.button(verb);
    if (button === undefined) return undefined;
    const { message, action } = button;
    const marker = `${random.below(36 ** 4).toString(36)}.${(marked++).toString(36)}.`;
    const organisation = `Organisatie ${who.name}`;
    const inputs = fillInLean(action, { random, today: options.today, organisation, marker, nth: broughtIn });
    if (onBoards.has(verb)) conference.waitFor(marker);
    return {
      deed: { chat: conference.chat, who, verb, message, token: text(action.data.token), inputs },
      heard(answer) {
        if (answer.outcome !== 'recorded') conference.giveUp(marker);
        heard(answer);
      },
    };
  }

  /** Something that only looks: the conference so far, or what else there is to do. */
  function lookUp(who: Somebody): Errand | undefined {
    const button = now.onBoard(random.chance(0.7) ? 'summary.request' : 'form.show');
    if (button === undefined) return undefined;
    const { message, action } = button;
    const { token, verb: _, ...fixed } = action.data;
    const inputs = Object.fromEntries(Object.entries(fixed).map(([id, value]) => [id, text(value)]));
    const deed: Deed = { chat: now.chat, who, verb: action.verb, message, token: text(token), inputs };
    return { deed, heard: () => undefined };
  }

  /** A chair doesn't move on before there's something to talk about, or an action for each factor. */
  function isSpent(phase: PhaseVerb): boolean {
    const { share, enough = 0 } = phaseOf(phase);
    const spent = performance.now() - now.phaseSince() + spentBefore;
    return broughtIn >= enough && spent >= share * lengthMs;
  }

  function move(): Errand | undefined {
    const conference = now;
    const phase = conference.phase();
    if (phase === undefined) return start();
    return press(group.chair, phaseOf(phase).move ?? phase, ({ outcome }) => {
      // Adopted: on to the next case.
      if (phase === 'minutes.adopt' && outcome === 'recorded' && now === conference) now = begin();
    });
  }

  function chair(): Errand | undefined {
    const phase = now.phase();
    return phase === undefined || isSpent(phase) ? move() : lookUp(group.chair);
  }

  function partner(who: Somebody): Errand | undefined {
    const conference = now;
    const phase = conference.phase();
    if (phase === undefined || phase === 'minutes.adopt') return undefined;
    if (phase === 'conference.join' && !joined.has(who))
      return press(who, phase, ({ outcome }) => {
        if (outcome === 'recorded' && now === conference) joined.add(who);
      });
    const { enough = Number.POSITIVE_INFINITY } = phaseOf(phase);
    const hasWork = phase !== 'conference.join' && isForPartners(phase) && joined.has(who) && broughtIn < enough;
    if (!hasWork) return lookUp(who);
    const errand = press(who, phase, ({ outcome }) => {
      if (outcome !== 'recorded' && now === conference && conference.phase() === phase) broughtIn -= 1;
    });
    broughtIn += 1;
    return errand;
  }

  return {
    phase: () => now.phase(),
    errandOf: who => (who === group.chair ? chair() : partner(who)),
    move,
    moved: withinMs =>
      new Promise((resolve, reject) => {
        const wake = () => {
          clearTimeout(timer);
          waiters.delete(wake);
          resolve();
        };
        const timer = setTimeout(() => {
          waiters.delete(wake);
          reject(new Error(`no card came within ${withinMs / 1_000} s after ${now.phase() ?? 'the start'}`));
        }, withinMs);
        waiters.add(wake);
      }),
    pretendSpent(part) {
      const phase = now.phase();
      spentBefore = phase === undefined ? 0 : part * phaseOf(phase).share * lengthMs;
    },
  };
}
