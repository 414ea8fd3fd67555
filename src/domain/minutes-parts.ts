import type {
  ActionId,
  ActionType,
  CentralEight,
  DirectionStepName,
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
  Mark,
  MonitorLevel,
  RatingLevel,
  Repetition,
  ReviewStatus,
  RiskId,
  RiskLevel,
  ScaleUpWay,
  ScenarioId,
  ScenarioKind,
  Score,
  SignalId,
  SignalKind,
  SubjectId,
} from './values.ts';

/** Somebody as the minutes name them: by function and organisation. */
export interface MinutesPerson {
  readonly name: string;
  readonly organisation: string;
}

/** What somebody told before the conference; nothing but the organisation when there was nothing to tell. */
export interface MinutesPreparation {
  readonly organisation: string;
  /** What changed since the last time. */
  readonly changes?: string;
  /** Dynamic factors from a current assessment, in their words. */
  readonly factors: readonly string[];
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
}

/** What became of an action of an earlier conference. */
export interface MinutesLookBack {
  readonly action: ActionId;
  readonly type: ActionType;
  readonly what: string;
  readonly owner: MinutesPerson;
  readonly due: Due;
  readonly effect?: string;
  readonly factors: readonly FactorId[];
  readonly risks: readonly RiskId[];
  readonly subjects: readonly SubjectId[];
  readonly status: ReviewStatus | 'unanswered';
  /** Of an action that repeats: how often it happened, of the times that were answered. */
  readonly times?: { readonly done: number; readonly answered: number };
  readonly note?: string;
  readonly recordedBy?: string;
}

/** One person at risk on the safety scale. */
export interface MinutesSafety {
  readonly subject: SubjectId;
  readonly name: string;
  /** Revealed rounds only, the first one first. */
  readonly rounds: readonly {
    readonly scores: readonly {
      readonly organisation: string;
      readonly score: Score;
      readonly explanation?: string;
      readonly onePointUp?: string;
      readonly recordedBy?: string;
    }[];
    readonly lowest: Score;
    readonly median: number;
    readonly highest: Score;
  }[];
  readonly agreed?: Score;
  readonly requirements?: string;
  /** What each conference agreed on so far, this one last. */
  readonly line: readonly Score[];
  /** A 7 or more in three conferences running. */
  readonly stable: boolean;
  readonly scalingUp?: { readonly scaleUp: boolean; readonly how?: ScaleUpWay; readonly reason?: string };
}

/** A life domain that this conference gave a level, with the level before it. */
export interface MinutesMonitor {
  readonly domain: LifeDomain;
  readonly level: MonitorLevel;
  readonly note?: string;
  readonly before?: MonitorLevel;
}

/** A risk with every rating of the last revealed round. */
export interface MinutesRisk {
  readonly id: RiskId;
  readonly what: string;
  readonly severity?: string;
  readonly triggers?: string;
  readonly affected?: string;
  readonly whereWhen?: string;
  readonly mark?: Mark;
  readonly ratings: readonly {
    readonly organisation: string;
    readonly level: RatingLevel;
    readonly reason?: string;
    readonly recordedBy?: string;
  }[];
  readonly agreedLevel?: RiskLevel;
  /** The level that the latest earlier conference agreed on. */
  readonly levelBefore?: RiskLevel;
  readonly reason?: string;
  readonly by: MinutesPerson & { readonly recordedBy?: string };
}

/** A factor with the organisations' votes for it. */
export interface MinutesFactor {
  readonly id: FactorId;
  readonly kind: FactorKind;
  readonly what: string;
  readonly assessable: boolean;
  readonly domain?: LifeDomain;
  readonly centralEight?: CentralEight;
  readonly source?: FactorSource;
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
  /** False when the assessment was older than a year at closing. */
  readonly current?: boolean;
  readonly mark?: Mark;
  readonly risks: readonly RiskId[];
  readonly by: MinutesPerson & { readonly recordedBy?: string };
  /** Organisations that chose it in the last revealed round; 0 when nobody did. */
  readonly votes: number;
  /** Place in the top three, from 1. */
  readonly rank?: number;
}

/** An action that was agreed in this conference. */
export interface MinutesAction {
  readonly id: ActionId;
  readonly type: ActionType;
  readonly what: string;
  readonly owner: MinutesPerson;
  readonly due: Due;
  readonly horizon: Horizon;
  readonly intensity?: Intensity;
  readonly fit?: string;
  readonly effect?: string;
  readonly factors: readonly FactorId[];
  readonly risks: readonly RiskId[];
  readonly every?: Repetition;
  readonly mandate?: Mandate;
  readonly mandateBy?: LocalDate;
  /** Asked of an owner who wasn't at the table; `asked` while there's no answer. */
  readonly acceptance?: 'asked' | 'accepted' | 'declined';
  readonly acceptanceReason?: string;
  readonly subjects: readonly SubjectId[];
  readonly framework?: Framework;
  readonly reportTo?: MinutesPerson;
  readonly by: MinutesPerson & { readonly recordedBy?: string };
}

/** A sign of rising risk or a broken condition that came since the conference before. */
export interface MinutesSignal {
  readonly id: SignalId;
  readonly what: string;
  readonly kind: SignalKind;
  readonly scenario?: ScenarioId;
  readonly by: MinutesPerson;
  readonly at: Instant;
}

/** What was done, since the conference before, about it that nobody directs the case. */
export interface MinutesDirectionStep {
  readonly step: DirectionStepName;
  readonly note: string;
  readonly at: Instant;
  readonly until?: LocalDate;
  readonly by: MinutesPerson;
}

/** If this is seen, then who does what by when. */
export interface MinutesScenario {
  readonly id: ScenarioId;
  readonly kind: ScenarioKind;
  readonly signals: string;
  readonly response: string;
  readonly who?: MinutesPerson;
  readonly byWhen?: string;
  readonly actions: readonly ActionId[];
  readonly by: MinutesPerson & { readonly recordedBy?: string };
}
