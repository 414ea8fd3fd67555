import type { Hint } from '../domain/hints.ts';
import { readSpokenItem, type SpokenItem } from '../domain/spoken-items.ts';
import type { LocalDate, PersonId } from '../domain/values.ts';
import { dayOf } from '../domain/working-days.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { FormName, FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Answers, Asker } from './answers.ts';
import { createCardStands } from './card-stands.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { TypedMessage } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'clock' | 'chat' | 'renderer'>;
  readonly reader: CaseReader;
  readonly answers: Answers;
  readonly enqueue: Enqueue;
}

/** What a chair or partner typed after `risico:`, `factor:`, `actie:`; `owner` is whoever was mentioned in it. */
export interface TypedItem {
  readonly text: string;
  readonly owner?: PersonId;
  /** Somebody was mentioned whom we don't know. */
  readonly ownerUnknown?: true;
}

/**
 * An item typed in the chat comes back as its form, filled in as it was understood, a day echoed in full; one press records it.
 * Nothing is recorded by typing alone, so that a misread date never becomes an agreement.
 */
export function createTypedItems({ deps, reader, answers, enqueue }: Parts) {
  const stands = createCardStands(enqueue);

  /** Puts a form in the chat that counts for whoever asked only. */
  async function putForm(
    message: TypedMessage,
    asker: Asker,
    entry: ConferenceEntry,
    { form, said }: { readonly form: FormName; readonly said: Partial<SaidBack> },
  ): Promise<readonly ChatMessage[]> {
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (state === undefined || conference === undefined) return [];
    const { language } = message.conversation;
    if (conference.closed !== undefined)
      return [{ kind: 'card', card: answers.notice(asker, [], [{ code: 'closed' }]) }];
    const token: FormToken = {
      token: deps.ids.newToken(),
      tenant: message.conversation.tenant,
      form,
      conversation: message.conversation.id,
      case: state.code,
      conference: conference.id,
      phase: conference.phase,
      person: asker.person,
    };
    await deps.tokens.save([token]);
    const card = answers.form({ ...asker, language }, token, state, said);
    const messageId = await deps.chat.post(message.conversation, { kind: 'card', card });
    // It holds words of the case, so it goes when the minutes are filed, like every other card.
    await stands(entry.stream, conference, token, messageId);
    return [];
  }

  return {
    async echo(message: TypedMessage, asker: Asker, entry: ConferenceEntry, typed: TypedItem) {
      const today = deps.clock.localDate(deps.clock.now());
      const read = readSpokenItem(typed.text, today);
      if (read === undefined) return [];
      return putForm(message, asker, entry, { form: formOf(read), said: sayBack(read, typed, today) });
    },

    /** `meer`: what else there is to open, as the board's button of that name shows it. */
    more(message: TypedMessage, asker: Asker, entry: ConferenceEntry) {
      return putForm(message, asker, entry, { form: 'more', said: {} });
    },
  };
}

function formOf({ kind }: SpokenItem): FormName {
  if (kind === 'risk') return 'raiseRisk';
  if (kind === 'factor') return 'raiseFactor';
  return kind === 'scenario' ? 'draftScenario' : 'agreeAction';
}

interface SaidBack {
  readonly values: Readonly<Record<string, string>>;
  readonly hints: readonly Hint[];
}

function sayBack(read: SpokenItem, { owner, ownerUnknown }: TypedItem, today: LocalDate): SaidBack {
  if (read.kind === 'risk') return { values: { what: read.what }, hints: [{ code: 'checkTyped' }] };
  if (read.kind === 'factor')
    return { values: { what: read.what, kind: read.factorKind }, hints: [{ code: 'checkTyped' }] };
  if (read.kind === 'scenario') {
    const { signals, response } = read;
    return {
      values: { signals, response, ...(owner !== undefined && { who: owner }) },
      hints: [{ code: 'checkTyped' }],
    };
  }
  const days = [...new Set((read.due === undefined ? (read.dueChoices ?? []) : [read.due]).map(dayOf))];
  // "Om drie uur" is one day at one of two times: the day is read, the time asked.
  const [day] = days.length === 1 ? days : [];
  const [, time] = (read.due ?? '').split('T');
  const words = read.dueWords;
  return {
    values: {
      what: read.what,
      ...(owner !== undefined && { owner }),
      ...(day !== undefined && { due: day }),
      ...(time !== undefined && { dueTime: time }),
    },
    hints: [
      { code: 'checkTyped' },
      ...(day === undefined || day < today ? [] : [dayRead(read.due ?? day, words)]),
      ...(words !== undefined && day === undefined ? [{ code: 'noDayRead' as const, values: { words } }] : []),
      ...(owner === undefined && (read.mentioned || ownerUnknown) ? [{ code: 'noOwnerRead' as const }] : []),
    ],
  };
}

function dayRead(inFull: string, words: string | undefined): Hint {
  return { code: 'dayRead', values: { inFull, ...(words !== undefined && { words }) } };
}
