import type { ReminderDone, ReminderSnooze } from './follow-up.ts';
import type { MoveStep } from './moving.ts';
import type { AgreeAction, LeaveFactorWithoutAction } from './steps/actions.ts';
import type { AdoptMinutes, CloseConference, RecordFiling } from './steps/closing.ts';
import type { JoinConference, OpenConference, SetCaseDirector, SetGoal, SetNoteTaker } from './steps/opening.ts';
import type { AgreeRisks, RaiseRisk, RateRisks } from './steps/risks.ts';
import type { DecideTopThree, RaiseFactor, VoteTopThree } from './steps/top-three.ts';
import type { ConferenceId, Instant, LocalDate, PersonId } from './values.ts';

/**
 * What people ask for, by the verbs of the card contract, already parsed: types hold, limits of length are kept. Each command
 * stands beside its rules, in the file of its step.
 */
export type Command =
  | OpenConference
  | JoinConference
  | SetGoal
  | SetCaseDirector
  | SetNoteTaker
  | RaiseRisk
  | RateRisks
  | AgreeRisks
  | RaiseFactor
  | VoteTopThree
  | DecideTopThree
  | AgreeAction
  | LeaveFactorWithoutAction
  | CloseConference
  | AdoptMinutes
  | RecordFiling
  | MoveStep
  | ReminderDone
  | ReminderSnooze;
export type Verb = Command['verb'];

/** Somebody as a form names them: by Entra id, or by function and organisation when they aren't in the chat. */
export type PersonChoice = { readonly person: PersonId } | { readonly name: string; readonly organisation: string };

/** Who presses, as the edge has verified it, and what this person said earlier (or now) about organisation and role. */
export interface Actor {
  readonly person: PersonId;
  readonly name: string;
  readonly organisation?: string;
  readonly role?: string;
}

/** Somebody in the chat, with the organisation they told us earlier. */
export interface KnownMember {
  readonly person: PersonId;
  readonly name: string;
  readonly organisation?: string;
}

/** Everything that isn't in the state and that a decision may depend on; comes in as data, so that deciding is pure. */
export interface DecisionContext {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly actor: Actor;
  /** Members of the chat, to find owners and others by id. */
  readonly members: readonly KnownMember[];
  /** The conference that the pressed card or the chat belongs to; absent for `conference.open`. */
  readonly conference?: ConferenceId;
  /** Whom this contribution is recorded for (`for`), when that isn't the actor. */
  readonly onBehalfOf?: PersonChoice;
  /** The phase for which the pressed card was rendered; absent for typed commands. */
  readonly renderedFor?: string;
  /** True when the person saw "staat er al als R1" for these inputs and pressed again. */
  readonly duplicateConfirmed?: boolean;
  /** Filled in for `conference.open` only. */
  readonly opening?: {
    readonly conferenceId: ConferenceId;
    readonly conversation: string;
    readonly processDirectors: readonly PersonId[];
  };
}
