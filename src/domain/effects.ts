import type { Phase, StepName } from './agenda.ts';
import type { OverdueStage, PlannedFor, ReminderStage } from './reminder-policy.ts';
import type {
  ActionId,
  ConferenceId,
  DirectionStepName,
  Instant,
  ItemId,
  LocalDate,
  PersonId,
  SignalId,
} from './values.ts';

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
      readonly form: PostedForm | AskedCard;
      readonly phase: Phase;
      readonly token: string;
      /** Closing was refused: the form says which factors aren't covered. */
      readonly withUncovered?: true;
      /** A summary in a machine's words that the chair read and wants in the meeting; else by rule. */
      readonly worded?: string;
    }
  /** A card that was posted as the answer to typed text stands in the chat: it's tidied like the others. */
  | {
      readonly kind: 'cardStands';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly form: string;
      readonly phase: Phase;
      readonly token: string;
      readonly messageId: string;
    }
  /** The cards of a phase that is over shrink to one line. */
  | { readonly kind: 'shrinkForms'; readonly lane: string; readonly conference: ConferenceId; readonly phase: Phase }
  /** Boards that a newer one took the place of shrink too. */
  | { readonly kind: 'shrinkBoards'; readonly lane: string; readonly conference: ConferenceId }
  | { readonly kind: 'fileMinutes'; readonly lane: string; readonly conference: ConferenceId; readonly version: number }
  /** After filing: where the minutes are; then every card of ours becomes one line. */
  | { readonly kind: 'announceFiled'; readonly lane: string; readonly conference: ConferenceId }
  | { readonly kind: 'tidyCards'; readonly lane: string; readonly conference: ConferenceId }
  /** The case was closed and its retention is over on that day, unless something changed since: everything of it is destroyed. */
  | {
      readonly kind: 'endRetention';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly until: LocalDate;
    }
  /** The chair hears that the minutes can't be filed yet. */
  | { readonly kind: 'tellFilingFails'; readonly lane: string; readonly conference: ConferenceId }
  | {
      readonly kind: 'remindOwner';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
      readonly planned: PlannedFor<ReminderStage>;
      readonly token: string;
      readonly gathered?: Gathered;
    }
  /** Action number and case code only; with a mention when the owner is known in the chat. */
  | {
      readonly kind: 'remindInMeeting';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person?: PersonId;
      readonly planned: PlannedFor<ReminderStage>;
    }
  /** The chair hears that somebody can't be reached about an action; number and code only. */
  | {
      readonly kind: 'tellUnreached';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      /** Absent when it isn't about a reminder: somebody was asked to accept it. */
      readonly planned?: PlannedFor<ReminderStage>;
    }
  /** The chair hears, once, that an action is overdue; of a safety measure the case director hears it too. */
  | {
      readonly kind: 'tellOverdue';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly to: 'chair' | 'caseDirector';
      readonly planned: PlannedFor<OverdueStage>;
    }
  /** The chair hears that an owner can't go on. */
  | {
      readonly kind: 'tellBlocked';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
    }
  /** Nobody took it over: the owner hears that it's still theirs. */
  | {
      readonly kind: 'tellStillYours';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
    }
  /** An owner who wasn't at the table, or whom the owner asked to take it over, is asked to accept the action. */
  | {
      readonly kind: 'askOwner';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
      readonly token: string;
    }
  | {
      readonly kind: 'askInMeeting';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
    }
  /** Chair and case director hear of a signal; by a mention with the code only when they can't be written to. */
  | {
      readonly kind: 'tellSignal';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly signal: SignalId;
      readonly person: PersonId;
      readonly token: string;
    }
  | {
      readonly kind: 'tellSignalInMeeting';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly signal: SignalId;
      readonly person: PersonId;
    }
  /** The form that begins a spoed, in the meeting chat. */
  | { readonly kind: 'offerUrgent'; readonly lane: string; readonly conference: ConferenceId; readonly token: string }
  /** What was found out is brought to whom it was promised: which of the answers about that action, counted from 0. */
  | {
      readonly kind: 'tellAnswer';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      readonly person: PersonId;
      readonly answer: number;
    }
  /** Whoever guards case direction is asked about the step whose day it is. */
  | {
      readonly kind: 'tellDirection';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly step: DirectionStepName;
      /** Steps recorded when it was planned; with one more another day counts. */
      readonly steps: number;
      readonly since: LocalDate;
      readonly token: string;
    }
  /** Before the next conference, on the day `for`: what changed, what came of one's actions, which factors are known. */
  | {
      readonly kind: 'askBeforehand';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly for: LocalDate;
      readonly token: string;
      readonly gathered: Gathered;
    }
  /** Somebody who can't be written to is asked, or told who is missing, by a mention; case code and number only. */
  | {
      readonly kind: 'preparationInMeeting';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly for: LocalDate;
      readonly telling: 'ask' | 'missing';
    }
  /** Whoever sees to the preparation hears who hasn't answered. */
  | {
      readonly kind: 'tellPreparation';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly for: LocalDate;
      readonly gathered: Gathered;
    }
  /** The chair hears, once, that the time for a step is spent. */
  | {
      readonly kind: 'tellBudgetSpent';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly step: StepName;
      /** The moment it was planned for; after an extension, or when the step was left for a while, it's another one. */
      readonly at: Instant;
    }
  /** The language model is asked for words; its answer is kept under `asked`, sealed with the case. */
  | {
      readonly kind: 'askModel';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly about: AskedOfModel;
      readonly asked: string;
      /** The item that a suggestion is about. */
      readonly item?: ItemId;
    }
  /** What came of it, in the own chat of whoever asked. */
  | {
      readonly kind: 'sendWorded';
      readonly lane: string;
      readonly conference: ConferenceId;
      readonly person: PersonId;
      readonly about: AskedOfModel;
      readonly asked: string;
      /** Why there are no words of a model. */
      readonly why?: 'away' | 'unusable' | 'spent';
      /** Which of several, from 0. */
      readonly nth?: number;
      readonly token: string;
    }
  /** Time alone changed what the board says (a minute of blind answering has passed). */
  | { readonly kind: 'refreshBoard'; readonly lane: string; readonly conference: ConferenceId; readonly phase: Phase };

/**
 * What comes in one message with the others of its kind that wait for the same person: a morning brings one card, with everything
 * of that morning in it.
 */
export type Gathered = 'morning';
export type GatheredEffect = WithKey<Effect, 'gathered'>;
type WithKey<One, Key extends string> = One extends unknown ? (Key extends keyof One ? One : never) : never;

/** A summary; something vague made concrete; notes split into what they hold. */
export type AskedOfModel = 'summary' | 'suggestion' | 'notes';

/** Asked for in the chat, without buttons: the conference so far, the plan of the case, its open actions. */
export const askedCards = ['summary', 'plan', 'actions'] as const;
export type AskedCard = (typeof askedCards)[number];

export type PostedForm =
  | 'opening'
  | 'reviewActions'
  | 'scoreSafety'
  | 'agreeSafety'
  | 'monitor'
  | 'draftScenario'
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

/** A reminder in the making: the edge turns day and wall-clock time into a moment. */
export interface PlannedReminder {
  readonly day: LocalDate;
  readonly time: string;
  /** When the moment has passed it's the next working day at that time, if that's still before this day. */
  readonly before?: LocalDate;
  readonly effect: Effect;
}
