import type { OpenableStep, Phase, StepName } from './agenda.ts';
import type {
  AgreedLevel,
  AgreedScore,
  MonitorScore,
  Preparation,
  Rating,
  Review,
  Round,
  SafetyScore,
  ScalingUp,
  Vote,
} from './answers.ts';
import type { ApproachName, StepBudgets } from './approaches.ts';
import type { CaseEnd } from './case-closing.ts';
import type { Action, Factor, Risk, Scenario, Signal, Subject, Warning } from './items.ts';
import type {
  ActionId,
  CarePhase,
  CaseCode,
  ConferenceId,
  ConsiderationKind,
  DirectionStepName,
  FactorId,
  Instant,
  LocalDate,
  Participant,
  PersonId,
  PersonRef,
  ProcessPhase,
  Purpose,
  RiskId,
  SubjectId,
} from './values.ts';

/** What to take into account with the person of the case; asked once and filled in again in each action ("past bij de persoon"). */
export interface Considerations {
  readonly kinds: readonly ConsiderationKind[];
  readonly text?: string;
}

/** The person's own voice: each one field with a fixed place in plan and minutes. */
export interface Voice {
  readonly invited?: boolean;
  readonly invitedReason?: string;
  /** What the person agrees to. */
  readonly agreesTo?: string;
  /** The notification letter (notificatiebrief): sent, or why not. */
  readonly letterSent?: boolean;
  readonly letterReason?: string;
  /** Advice to the prosecution (ZSM), with its day. */
  readonly zsmAdvice?: string;
  readonly zsmDate?: LocalDate;
}

export interface Closing {
  readonly at: Instant;
  readonly by: PersonId;
  readonly nextDate?: LocalDate;
  readonly reflection?: string;
  /** Spoed: the one line "als het misgaat", and who follows until when. */
  readonly ifItGoesWrong?: string;
  readonly follower?: PersonRef;
  readonly followUntil?: LocalDate;
  /** Spoed: the steps that were skipped, which are the agenda of the next conference. */
  readonly skippedSteps?: readonly StepName[];
}

/** A correction of adopted minutes: a new version, with what was wrong in it. */
export interface MinutesCorrection {
  readonly version: number;
  readonly at: Instant;
  readonly by: PersonId;
  readonly item?: string;
  readonly text: string;
}

/** Entering a step, for the clock: the time a step took is until the next entry. */
export interface StepEntry {
  readonly step: StepName;
  readonly at: Instant;
  /** Entered on the short path, which has no budget for each step. */
  readonly urgent?: true;
}

export interface FiledMinutes {
  readonly version: number;
  /** Names relative to the archive, with the SHA-256 of each as lower-case hex. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What was done about it that nobody directs the case. */
export interface DirectionStep {
  readonly step: DirectionStepName;
  readonly note: string;
  readonly at: Instant;
  readonly until?: LocalDate;
  readonly by: PersonRef;
}

/** The escalation of case direction: from a closing without a case director, or from the first step, until there is one. */
export interface Direction {
  readonly since: LocalDate;
  readonly steps: readonly DirectionStep[];
  readonly ended?: { readonly at: Instant; readonly director: PersonRef };
}

/** A step that the chair turned on, once for each step. */
export interface OpenedStep {
  readonly step: OpenableStep;
  readonly reason?: string;
  readonly urgent?: true;
}

export interface Conference {
  readonly id: ConferenceId;
  readonly number: number;
  /** The Teams conversation it's held in. */
  readonly conversation: string;
  readonly openedAt: Instant;
  readonly chair: PersonId;
  readonly chairName: string;
  readonly noteTaker?: PersonId;
  readonly noteTakerName?: string;
  /** Time for the whole conference, in minutes; longer after each "+5". */
  readonly minutesAvailable: number;
  /** What it was when the chair switched to spoed; switching back takes it up again. */
  readonly minutesBeforeUrgent?: number;
  /** Minutes that each step is meant to take; a step without one has no budget. */
  readonly budgets: StepBudgets;
  /** In order of time; the last one is the current step. */
  readonly stepEntries: readonly StepEntry[];
  readonly urgent: boolean;
  /** Was it spoed at any moment? Then what was skipped is the agenda of the next conference. */
  readonly wasUrgent: boolean;
  /** The steps of the approach; `stepsOf` says which are on the agenda now. */
  readonly steps: readonly StepName[];
  /** Opened by the chair; a spoed keeps to its short path and has only those that were opened in it (`urgent`). */
  readonly openedSteps: readonly OpenedStep[];
  /** Steps that the spoed before this one skipped. */
  readonly resumedSteps: readonly StepName[];
  /** Open actions of earlier conferences when this one opened, for the look-back. */
  readonly carriedActions: readonly ActionId[];
  /** Of the approach's kind of meeting (MDA++: consultation team, intervention team); absent when the approach has none. */
  readonly meetingKind?: string;
  readonly expectedOrganisations: readonly string[];
  /** How many working days before the next conference people are asked what changed. */
  readonly preparationDays: number;
  /** Risk-assessment instruments to choose from. */
  readonly instruments: readonly string[];
  readonly phase: Phase;
  /** After a minute in a blind phase the board says that results can be shown. */
  readonly phaseEnteredAt: Instant;
  readonly purpose: Purpose;
  readonly goal?: string;
  readonly caseDirector?: PersonRef;
  readonly caseDirectorReason?: string;
  /** Until when, and which of the tasks lie elsewhere. */
  readonly caseDirectorUntil?: LocalDate;
  readonly caseDirectorElsewhere?: string;
  /** In order of joining. `recordedBy` when somebody else put them on the list. */
  readonly attendees: readonly (Participant & { readonly recordedBy?: PersonId })[];
  readonly scoreRounds: readonly Round<SafetyScore>[];
  readonly agreedScores: Readonly<Record<SubjectId, AgreedScore>>;
  readonly scalingUp: Readonly<Record<SubjectId, ScalingUp>>;
  readonly reviews: Readonly<Record<ActionId, Review>>;
  readonly ratingRounds: readonly Round<Rating>[];
  readonly voteRounds: readonly Round<Vote>[];
  readonly agreedLevels: Readonly<Record<RiskId, AgreedLevel>>;
  readonly topThree?: { readonly factors: readonly FactorId[]; readonly reason?: string };
  readonly withoutAction: Readonly<Record<FactorId, string>>;
  /** Blind phases that `step.next` passed without a reveal. */
  readonly skippedReveals: readonly Phase[];
  readonly closed?: Closing;
  /**
   * The case as it stood at closing, which the minutes are made of: they may well be adopted when the next conference has
   * already added to the case.
   */
  readonly atClosing?: Omit<CaseState, 'code' | 'conferences' | 'numbered'>;
  readonly adopted?: { readonly at: Instant; readonly by: PersonId; readonly version: number };
  readonly filed?: FiledMinutes;
  readonly corrections: readonly MinutesCorrection[];
  /** What was told after closing, before the next conference; the last one to answer comes last. */
  readonly preparations: readonly Preparation[];
  /** What owners answered then about their actions. */
  readonly beforehand: Readonly<Record<ActionId, Review>>;
}

/** The state of one case: a fold over its events. */
export interface CaseState {
  readonly code: CaseCode;
  readonly approach: ApproachName;
  /** The highest number given out per letter (`R` → 2), because a number is never used again. */
  readonly numbered: Readonly<Record<string, number>>;
  /** Analysis until a conference was closed or the chair says otherwise. */
  readonly processPhase: ProcessPhase;
  readonly carePhase?: CarePhase;
  readonly carePhaseReason?: string;
  readonly considerations?: Considerations;
  readonly voice?: Voice;
  /** Who sees to it that everybody prepares; nobody in particular when absent. */
  readonly preparer?: PersonRef;
  readonly subjects: readonly Subject[];
  readonly risks: readonly Risk[];
  readonly factors: readonly Factor[];
  readonly actions: readonly Action[];
  readonly scenarios: readonly Scenario[];
  readonly warnings: readonly Warning[];
  readonly signals: readonly Signal[];
  /** The last escalation of case direction; absent when there never was one. */
  readonly direction?: Direction;
  /** Every score given, in order of time. */
  readonly monitor: readonly MonitorScore[];
  /** The case was closed; absent while it's open. */
  readonly ended?: CaseEnd;
  /** In order; the last one is the current or most recent one. */
  readonly conferences: readonly Conference[];
}
