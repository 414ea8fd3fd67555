import type { OpenableStep, Phase, StepName } from './agenda.ts';
import type {
  AgreedScore,
  MonitorScore,
  Preparation,
  Rating,
  Review,
  SafetyScore,
  ScalingUp,
  Vote,
} from './answers.ts';
import type { ApproachName, StepBudgets } from './approaches.ts';
import type { CaseClosingReason } from './case-closing.ts';
import type { Considerations, FiledMinutes, Voice } from './case-state.ts';
import type { ItemChanges } from './editable-fields.ts';
import type { Action, Factor, Risk, Scenario, Signal, Subject, Warning } from './items.ts';
import type { SummaryWording } from './summary-wording.ts';
import type {
  ActionId,
  CarePhase,
  CaseCode,
  ConferenceId,
  DirectionStepName,
  FactorId,
  Instant,
  ItemId,
  LocalDate,
  Participant,
  PersonId,
  PersonRef,
  ProcessPhase,
  Purpose,
  ReviewStatus,
  RiskId,
  RiskLevel,
  SignalId,
  SubjectId,
  WarningId,
} from './values.ts';

/** What happened, in the past tense. The only things that are stored; everything else is read from them. */
export type EventBody =
  | { readonly type: 'CaseOpened'; readonly code: CaseCode; readonly approach: ApproachName }
  | {
      readonly type: 'ConferenceOpened';
      readonly conference: ConferenceId;
      readonly number: number;
      readonly conversation: string;
      readonly chair: PersonId;
      readonly chairName: string;
      readonly approach: ApproachName;
      readonly minutesAvailable: number;
      readonly budgets: StepBudgets;
      readonly urgent: boolean;
      readonly steps: readonly StepName[];
      readonly resumedSteps: readonly StepName[];
      readonly carriedActions: readonly ActionId[];
      readonly expectedOrganisations: readonly string[];
      readonly instruments: readonly string[];
      /** Absent in conferences of before people were asked beforehand. */
      readonly preparationDays?: number;
      readonly meetingKind?: string;
    }
  | { readonly type: 'ParticipantJoined'; readonly participant: Participant; readonly recordedBy?: PersonId }
  | { readonly type: 'GoalSet'; readonly purpose: Purpose; readonly goal?: string }
  /** Another kind of meeting expects other organisations. */
  | { readonly type: 'MeetingKindSet'; readonly meetingKind: string; readonly expectedOrganisations: readonly string[] }
  | {
      readonly type: 'CaseDirectorSet';
      readonly director?: PersonRef;
      readonly reason?: string;
      readonly until?: LocalDate;
      /** Tasks of the case director that lie with somebody else. */
      readonly elsewhere?: string;
    }
  | { readonly type: 'ChairSet'; readonly chair: PersonId; readonly name: string }
  | { readonly type: 'NoteTakerSet'; readonly noteTaker: PersonId; readonly name: string }
  | { readonly type: 'PhaseEntered'; readonly phase: Phase; readonly from: Phase; readonly skippedReveal?: true }
  | { readonly type: 'RoundRevealed'; readonly phase: Phase }
  | { readonly type: 'RoundOpenedAgain'; readonly phase: Phase }
  | { readonly type: 'StepOpened'; readonly step: OpenableStep; readonly reason?: string }
  | { readonly type: 'TimeExtended'; readonly step: StepName; readonly minutes: number }
  | { readonly type: 'UrgentSet'; readonly urgent: boolean; readonly minutesAvailable: number }
  | { readonly type: 'ActionReviewed'; readonly review: Review }
  | { readonly type: 'SubjectAdded'; readonly subject: Subject }
  | { readonly type: 'SafetyScored'; readonly score: SafetyScore }
  | ({ readonly type: 'SafetyAgreed'; readonly subject: SubjectId } & AgreedScore)
  | ({ readonly type: 'ScalingUpDecided'; readonly subject: SubjectId } & ScalingUp)
  | { readonly type: 'MonitorScored'; readonly score: MonitorScore }
  | { readonly type: 'ScenarioDrafted'; readonly scenario: Scenario }
  | ({ readonly type: 'ConsiderationsSet' } & Considerations)
  | ({ readonly type: 'VoiceSet' } & Voice)
  | { readonly type: 'ProcessPhaseSet'; readonly phase: ProcessPhase }
  | { readonly type: 'CarePhaseSet'; readonly phase: CarePhase; readonly reason?: string }
  /** From here on the case is only kept, until that day. */
  | { readonly type: 'CaseClosed'; readonly reason: CaseClosingReason; readonly retentionUntil: LocalDate }
  | {
      readonly type: 'RetentionExtended';
      readonly years: number;
      readonly reason: string;
      readonly retentionUntil: LocalDate;
      readonly by: PersonRef;
    }
  /** A conference was opened on a closed case. */
  | { readonly type: 'CaseReopened' }
  | { readonly type: 'WarningRaised'; readonly warning: Warning }
  | { readonly type: 'WarningOverridden'; readonly warning: WarningId; readonly reason: string }
  | { readonly type: 'HintKept'; readonly item: FactorId }
  | { readonly type: 'ItemEdited'; readonly item: ItemId; readonly changes: ItemChanges }
  | { readonly type: 'ItemWithdrawn'; readonly item: ItemId }
  | {
      readonly type: 'ActionAcceptanceGiven';
      readonly action: ActionId;
      readonly accepted: boolean;
      readonly reason?: string;
    }
  | { readonly type: 'RiskRaised'; readonly risk: Risk }
  | { readonly type: 'RiskRated'; readonly rating: Rating }
  | { readonly type: 'RiskLevelAgreed'; readonly risk: RiskId; readonly level: RiskLevel; readonly reason?: string }
  | { readonly type: 'FactorRaised'; readonly factor: Factor }
  | { readonly type: 'TopThreeVoted'; readonly vote: Vote }
  | { readonly type: 'TopThreeDecided'; readonly factors: readonly FactorId[]; readonly reason?: string }
  | { readonly type: 'ActionAgreed'; readonly action: Action }
  | { readonly type: 'FactorLeftWithoutAction'; readonly factor: FactorId; readonly reason: string }
  | {
      readonly type: 'ConferenceClosed';
      readonly nextDate?: LocalDate;
      readonly reflection?: string;
      readonly ifItGoesWrong?: string;
      readonly follower?: PersonRef;
      readonly followUntil?: LocalDate;
      readonly skippedSteps?: readonly StepName[];
    }
  /** Only what is new: reviews and factors that aren't in it stay as they were. */
  | ({
      readonly type: 'PreparationAnswered';
      readonly conference: ConferenceId;
      readonly reviews: readonly { readonly action: ActionId; readonly status: ReviewStatus; readonly note?: string }[];
    } & Preparation)
  | { readonly type: 'PreparerSet'; readonly preparer: PersonRef }
  | { readonly type: 'MinutesAdopted'; readonly conference: ConferenceId; readonly version: number }
  | {
      readonly type: 'MinutesCorrected';
      readonly conference: ConferenceId;
      readonly version: number;
      readonly item?: string;
      readonly text: string;
    }
  | ({ readonly type: 'MinutesFiled'; readonly conference: ConferenceId } & FiledMinutes)
  /** A machine worded a summary for somebody. What it said is no part of the record. */
  | ({ readonly type: 'SummaryWorded'; readonly conference: ConferenceId } & SummaryWording)
  | { readonly type: 'ActionDone'; readonly action: ActionId; readonly note?: string }
  /** What repeats was done this time; the action goes on. */
  | ({ readonly type: 'OccurrenceDone' } & Occurrence)
  | ({ readonly type: 'OccurrenceMissed' } & Occurrence)
  | { readonly type: 'SignalRecorded'; readonly signal: Signal }
  /** Somebody asked to begin a spoed because of it: the form for that stands in the meeting chat. */
  | { readonly type: 'UrgentStartAsked'; readonly signal: SignalId }
  /** A step of the escalation when nobody directs the case; with a director it ends. */
  | {
      readonly type: 'DirectionStepTaken';
      readonly step: DirectionStepName;
      readonly note: string;
      /** By when it must have led to something; nothing is waited for once there's a director. */
      readonly until?: LocalDate;
      readonly by: PersonRef;
      readonly director?: PersonRef;
    }
  | { readonly type: 'ActionBlocked'; readonly action: ActionId; readonly reason: string; readonly from?: PersonRef }
  | { readonly type: 'HandOverAsked'; readonly action: ActionId; readonly to: PersonRef; readonly reason?: string }
  /** Accepted, the action is of the one who was asked; else it stays where it was. */
  | {
      readonly type: 'HandOverAnswered';
      readonly action: ActionId;
      readonly accepted: boolean;
      readonly reason?: string;
    }
  | {
      readonly type: 'ReminderSnoozed';
      readonly action: ActionId;
      readonly until: LocalDate;
      readonly reason?: string;
    };

interface Occurrence {
  readonly action: ActionId;
  /** The day of the answer. */
  readonly day: LocalDate;
  /** The day on which this time was asked about; absent before the first. */
  readonly occurrence?: LocalDate;
  readonly note?: string;
}

/** Who caused it. `organisation` is absent for someone who hasn't joined (a chair before joining) and for the bot itself. */
export interface EventMeta {
  /** Unique; comes in as data. */
  readonly id: string;
  readonly at: Instant;
  readonly actor: { readonly person: PersonId; readonly organisation?: string };
}
export type CaseEvent = EventMeta & EventBody;
/** What the bot itself did (filing, for instance) carries this as the person. */
export const theBot: PersonId = 'rondetafel';

/** The events of one type, for the rules that make them and the folds that read them. */
export type EventOf<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>;
