import type { AdoptMinutes, CorrectMinutes, RecordFiling } from './adoption.ts';
import type { Approaches } from './approaches.ts';
import type { CloseCase, ExtendRetention } from './case-closing.ts';
import type { EditItem, WithdrawItem } from './corrections.ts';
import type { RecordDirection } from './direction.ts';
import type { KeepHint, RaiseFactor } from './factors.ts';
import type { AcceptAction, ReminderDone, ReminderMissed, ReminderSnooze } from './follow-up.ts';
import type { ReminderBlocked, ReminderHandOver } from './hand-over.ts';
import type { MoveStep, OpenStep } from './moving.ts';
import type { AnswerPreparation, SetPreparer } from './preparation.ts';
import type { HandOverChair, SetCaseDirector, SetGoal, SetNoteTaker } from './roles.ts';
import type { RecordRatings, RecordScores, RecordVotes } from './show-of-hands.ts';
import type { RecordSignal, StartUrgent } from './signals.ts';
import type { AgreeAction, LeaveFactorWithoutAction } from './steps/actions.ts';
import type { CloseConference } from './steps/closing.ts';
import type { ReviewActions } from './steps/look-back.ts';
import type { ScoreMonitor } from './steps/monitor.ts';
import type { JoinConference, OpenConference } from './steps/opening.ts';
import type { AgreeRisks, RaiseRisk, RateRisks } from './steps/risks.ts';
import type { AddSubject, AgreeSafety, DecideScalingUp, ScoreSafety } from './steps/safety.ts';
import type { DraftScenario } from './steps/scenarios.ts';
import type { DecideTopThree, VoteTopThree } from './steps/top-three.ts';
import type { RecordWording } from './summary-wording.ts';
import type { SetCarePhase, SetConsiderations, SetProcessPhase, SetVoice } from './the-person.ts';
import type { ExtendStep, SetUrgent } from './urgent.ts';
import type { ConferenceId, Instant, LocalDate, PersonId } from './values.ts';
import type { OverrideWarnings } from './warnings.ts';
import type { Calendar } from './working-days.ts';

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
  | HandOverChair
  | SetUrgent
  | SetConsiderations
  | SetVoice
  | SetProcessPhase
  | SetCarePhase
  | CloseCase
  | ExtendRetention
  | ReviewActions
  | AddSubject
  | ScoreSafety
  | AgreeSafety
  | DecideScalingUp
  | ScoreMonitor
  | RaiseRisk
  | RateRisks
  | AgreeRisks
  | RaiseFactor
  | KeepHint
  | VoteTopThree
  | DecideTopThree
  | AgreeAction
  | LeaveFactorWithoutAction
  | DraftScenario
  | OverrideWarnings
  | RecordRatings
  | RecordScores
  | RecordVotes
  | EditItem
  | WithdrawItem
  | CloseConference
  | AdoptMinutes
  | CorrectMinutes
  | RecordFiling
  | RecordWording
  | MoveStep
  | OpenStep
  | ExtendStep
  | AcceptAction
  | ReminderBlocked
  | ReminderDone
  | ReminderHandOver
  | ReminderMissed
  | ReminderSnooze
  | RecordSignal
  | StartUrgent
  | RecordDirection
  | AnswerPreparation
  | SetPreparer;
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
  /** Members of the chat, to find owners and others by id, and to tell who is new to a case that is opened in it. */
  readonly members: readonly KnownMember[];
  /** The conference that the pressed card or the chat belongs to; absent for `conference.open`. */
  readonly conference?: ConferenceId;
  /** Whom this contribution is recorded for (`for`), when that isn't the actor. */
  readonly onBehalfOf?: PersonChoice;
  /** The phase for which the pressed card was rendered; absent for typed commands. */
  readonly renderedFor?: string;
  /** True when the person saw "staat er al als R1", or to whom the case is new, for these inputs and pressed again. */
  readonly duplicateConfirmed?: boolean;
  /** Filled in for `conference.open` only. */
  readonly opening?: {
    readonly conferenceId: ConferenceId;
    readonly conversation: string;
    readonly processDirectors: readonly PersonId[];
  };
  /** The approaches of this house. */
  readonly approaches: Approaches;
  /** The days off of this house. */
  readonly calendar: Calendar;
  /** The process directors of this house. */
  readonly processDirectors: readonly PersonId[];
}
