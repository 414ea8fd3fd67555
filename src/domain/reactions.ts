import type { Phase } from './agenda.ts';
import type { Action, CaseState, Conference } from './case-state.ts';
import type { EventBody } from './events.ts';
import { reminderDay, reminderTime } from './reminder-policy.ts';
import type { ActionId, ConferenceId, Instant, LocalDate, PersonId } from './values.ts';

/**
 * What has to go out because of events: ids only, no text, no names. Cards are rendered when they're sent, from the state of
 * that moment. Effects of one lane go out in order: the meeting chat (its conversation id), a person's chat, the archive of a case.
 * `token` is the form token of the card.
 */
export type Effect =
  | {
      readonly kind: 'postBoard';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly phase: Phase;
      readonly token: string;
    }
  | {
      readonly kind: 'postForm';
      readonly lane: string;
      readonly conference: ConferenceId;
      /** `summary`: the conference so far, asked for in the chat; it has no buttons. */
      readonly form: PostedForm | 'summary';
      readonly phase: Phase;
      readonly token: string;
      /** Closing was refused: the form says which factors aren't covered. */
      readonly withUncovered?: true;
    }
  /** The cards of a phase that is over shrink to one line. */
  | { readonly kind: 'shrinkForms'; readonly lane: string; readonly conference: ConferenceId; readonly phase: Phase }
  | { readonly kind: 'fileMinutes'; readonly lane: string; readonly conference: ConferenceId; readonly version: number }
  /** After filing: where the minutes are; then every card of ours becomes one line. */
  | { readonly kind: 'announceFiled'; readonly lane: string; readonly conference: ConferenceId }
  | { readonly kind: 'tidyCards'; readonly lane: string; readonly conference: ConferenceId }
  /** The chair hears that the minutes can't be filed yet. */
  | { readonly kind: 'tellFilingFails'; readonly lane: string; readonly conference: ConferenceId }
  | {
      readonly kind: 'remindOwner';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
      readonly day: LocalDate;
      readonly token: string;
    }
  /** Action number and case code only; with a mention when the owner is known in the chat. */
  | {
      readonly kind: 'remindInMeeting';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person?: PersonId;
      readonly day: LocalDate;
    };

export type PostedForm =
  | 'opening'
  | 'raiseRisk'
  | 'rateRisks'
  | 'agreeRisks'
  | 'raiseFactor'
  | 'voteTopThree'
  | 'decideTopThree'
  | 'agreeAction'
  | 'chairActions'
  | 'close'
  | 'minutes';

/** A moment in the future at which an effect goes out. */
export interface DueMoment {
  readonly at: Instant;
  readonly effect: Effect;
}

/** The cards that stand in the chat during a phase, in the order of posting; the prompt comes last, where people look. */
const formsOf: Readonly<Record<Phase, readonly PostedForm[]>> = {
  opening: ['opening'],
  'risks.raise': ['raiseRisk'],
  'risks.rate': ['rateRisks'],
  'risks.revealed': ['agreeRisks'],
  'topThree.raise': ['raiseFactor'],
  'topThree.vote': ['voteTopThree'],
  'topThree.revealed': ['decideTopThree'],
  actions: ['chairActions', 'agreeAction'],
  closing: ['close'],
};

/** The prompt of a phase, as the answer to a press that was for another phase shows it. */
export function promptOf(phase: Phase): PostedForm {
  return formsOf[phase].at(-1) ?? 'opening';
}

/** A reminder in the making: the edge turns day and wall-clock time into a moment. */
export interface PlannedReminder {
  readonly day: LocalDate;
  readonly time: string;
  readonly effect: Effect;
}

export interface Reactions {
  readonly effects: readonly Effect[];
  readonly reminders: readonly PlannedReminder[];
}

/**
 * What follows from events that just happened, in the state after them.
 * @param newToken a new form token for each card; it's stored with the events, before the card is sent
 */
export function reactionsTo(
  events: readonly EventBody[],
  after: CaseState,
  conference: Conference,
  newToken: () => string,
): Reactions {
  const chat = { lane: conference.conversation, conference: conference.id };
  const effects: Effect[] = [];
  const reminders: PlannedReminder[] = [];
  const postForms = (phase: Phase) => {
    for (const form of formsOf[phase]) effects.push({ kind: 'postForm', ...chat, form, phase, token: newToken() });
  };
  for (const event of events) {
    switch (event.type) {
      case 'ConferenceOpened':
        effects.push({ kind: 'postBoard', ...chat, phase: conference.phase, token: newToken() });
        postForms(conference.phase);
        break;
      case 'PhaseEntered':
        // What people have to answer comes first; tidying up can wait.
        postForms(event.phase);
        effects.push({ kind: 'shrinkForms', ...chat, phase: event.from });
        break;
      case 'ConferenceClosed':
        effects.push({ kind: 'postForm', ...chat, form: 'minutes', phase: conference.phase, token: newToken() });
        effects.push({ kind: 'shrinkForms', ...chat, phase: conference.phase });
        for (const action of after.actions)
          if (action.conference === conference.id) reminders.push(reminderOf(action, conference, newToken));
        break;
      case 'MinutesAdopted':
        effects.push({
          kind: 'fileMinutes',
          lane: `archive:${after.code}`,
          conference: event.conference,
          version: event.version,
        });
        break;
      case 'MinutesFiled':
        effects.push({ kind: 'announceFiled', ...chat }, { kind: 'tidyCards', ...chat });
        break;
      case 'ReminderSnoozed': {
        const action = after.actions.find(one => one.id === event.action);
        if (action !== undefined) reminders.push(reminderOf(action, conference, newToken));
        break;
      }
      default:
        break;
    }
  }
  return { effects, reminders };
}

/** To the owner's own chat; without an Entra id there's no such chat and the meeting chat gets the line. */
function reminderOf(action: Action, conference: Conference, newToken: () => string): PlannedReminder {
  const day = reminderDay(action);
  const about = { conference: conference.id, action: action.id, day };
  const person = action.owner.person;
  const effect: Effect =
    person === undefined
      ? { kind: 'remindInMeeting', lane: conference.conversation, ...about }
      : { kind: 'remindOwner', lane: `person:${person}`, ...about, person, token: newToken() };
  return { day, time: reminderTime, effect };
}
