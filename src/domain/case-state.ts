import type { Phase, StepName } from './agenda.ts';
import type { ApproachName } from './approaches.ts';
import type {
  ActionId,
  ActionType,
  Attribution,
  CaseCode,
  CentralEight,
  ConferenceId,
  Due,
  FactorId,
  FactorKind,
  FactorSource,
  Framework,
  Horizon,
  Instant,
  Intensity,
  LifeDomain,
  LocalDate,
  Mandate,
  Participant,
  PersonId,
  PersonRef,
  Purpose,
  RatingLevel,
  Repetition,
  RiskId,
  RiskLevel,
} from './values.ts';

/** An event to prevent, in one line, with the four questions of the pilot's short form behind it. */
export interface Risk {
  readonly id: RiskId;
  readonly what: string;
  readonly severity?: string;
  readonly triggers?: string;
  readonly affected?: string;
  readonly whereWhen?: string;
  readonly by: Attribution;
}

export interface Factor {
  readonly id: FactorId;
  readonly kind: FactorKind;
  readonly what: string;
  /** `false`: "lastig te zien"; it comes back under "wat we nog niet weten". */
  readonly assessable: boolean;
  readonly domain?: LifeDomain;
  readonly centralEight?: CentralEight;
  readonly source?: FactorSource;
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
  readonly risks: readonly RiskId[];
  readonly by: Attribution;
}

export interface Action {
  readonly id: ActionId;
  readonly type: ActionType;
  readonly what: string;
  readonly owner: PersonRef;
  readonly due: Due;
  readonly horizon: Horizon;
  readonly intensity?: Intensity;
  readonly fit?: string;
  readonly effect?: string;
  readonly factors: readonly FactorId[];
  /** The risks that the factors of this action work on. */
  readonly risks: readonly RiskId[];
  readonly every?: Repetition;
  readonly reportTo?: PersonRef;
  readonly mandate?: Mandate;
  readonly framework?: Framework;
  readonly by: Attribution;
  /** The conference in which it was agreed, and the day. */
  readonly conference: ConferenceId;
  readonly agreedOn: LocalDate;
  readonly status: 'open' | 'done';
  readonly note?: string;
  /** Set when the owner asked to be reminded later. */
  readonly snoozedUntil?: LocalDate;
}

/** What one person answered in a blind phase; the latest answer of a person counts. */
export interface Rating extends Attribution {
  readonly risk: RiskId;
  readonly level: RatingLevel;
  readonly reason?: string;
}
export interface Vote extends Attribution {
  readonly factors: readonly FactorId[];
}
/** One blind round. A round that was skipped without a reveal stays blind for good. */
export interface Round<Answer> {
  readonly revealed: boolean;
  readonly answers: readonly Answer[];
}

export interface AgreedLevel {
  readonly level: RiskLevel;
  readonly reason?: string;
}

export interface Closing {
  readonly at: Instant;
  readonly by: PersonId;
  readonly nextDate?: LocalDate;
  readonly reflection?: string;
}

export interface FiledMinutes {
  readonly version: number;
  /** Names relative to the archive, with the SHA-256 of each as lower-case hex. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
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
  readonly minutesAvailable: 30 | 45;
  readonly urgent: boolean;
  readonly steps: readonly StepName[];
  readonly phase: Phase;
  readonly purpose: Purpose;
  readonly goal?: string;
  readonly caseDirector?: PersonRef;
  readonly caseDirectorReason?: string;
  /** In order of joining. `recordedBy` when somebody else put them on the list. */
  readonly attendees: readonly (Participant & { readonly recordedBy?: PersonId })[];
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
  readonly atClosing?: Pick<CaseState, 'approach' | 'risks' | 'factors' | 'actions'>;
  readonly adopted?: { readonly at: Instant; readonly by: PersonId; readonly version: number };
  readonly filed?: FiledMinutes;
}

/** The state of one case: a fold over its events. */
export interface CaseState {
  readonly code: CaseCode;
  readonly approach: ApproachName;
  readonly risks: readonly Risk[];
  readonly factors: readonly Factor[];
  readonly actions: readonly Action[];
  /** In order; the last one is the current or most recent one. */
  readonly conferences: readonly Conference[];
}
