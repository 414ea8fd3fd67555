import type { ApproachName } from './approaches.ts';
import type {
  ActionId,
  ActionType,
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
  Purpose,
  RatingLevel,
  Repetition,
  RiskId,
  RiskLevel,
} from './values.ts';

/** Somebody as the minutes name them: by function and organisation. */
export interface MinutesPerson {
  readonly name: string;
  readonly organisation: string;
}

/**
 * The minutes of one conference, `rondetafel.minutes/1`. Fields that don't apply are absent, lists are always there. Ratings
 * are those of revealed rounds only: what stayed blind stays out of the minutes.
 */
export interface Minutes {
  readonly schema: 'rondetafel.minutes/1';
  readonly case: { readonly code: CaseCode; readonly approach: ApproachName };
  readonly conference: {
    readonly id: ConferenceId;
    readonly number: number;
    readonly openedAt: Instant;
    readonly closedAt: Instant;
    readonly purpose: Purpose;
    readonly goal?: string;
    readonly chair: MinutesPerson;
    readonly caseDirector?: MinutesPerson;
    readonly caseDirectorReason?: string;
    readonly urgent: boolean;
  };
  readonly attendees: readonly (MinutesPerson & { readonly role?: string; readonly recordedBy?: string })[];
  readonly absentOrganisations: readonly string[];
  readonly lookBack: readonly never[];
  readonly safety: readonly never[];
  readonly risks: readonly {
    readonly id: RiskId;
    readonly what: string;
    readonly severity?: string;
    readonly triggers?: string;
    readonly affected?: string;
    readonly whereWhen?: string;
    readonly ratings: readonly {
      readonly organisation: string;
      readonly level: RatingLevel;
      readonly reason?: string;
      readonly recordedBy?: string;
    }[];
    readonly agreedLevel?: RiskLevel;
    readonly reason?: string;
    readonly by: MinutesPerson & { readonly recordedBy?: string };
  }[];
  readonly factors: readonly {
    readonly id: FactorId;
    readonly kind: FactorKind;
    readonly what: string;
    readonly assessable: boolean;
    readonly domain?: LifeDomain;
    readonly centralEight?: CentralEight;
    readonly source?: FactorSource;
    readonly instrument?: string;
    readonly instrumentDate?: LocalDate;
    readonly risks: readonly RiskId[];
    readonly by: MinutesPerson & { readonly recordedBy?: string };
    /** Organisations that chose it in the last revealed round; 0 when nobody did. */
    readonly votes: number;
    /** Place in the top three, from 1. */
    readonly rank?: number;
  }[];
  readonly topThree: { readonly factors: readonly FactorId[]; readonly reason?: string };
  /** Actions agreed in this conference. */
  readonly actions: readonly {
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
    readonly framework?: Framework;
    readonly reportTo?: MinutesPerson;
    readonly by: MinutesPerson & { readonly recordedBy?: string };
  }[];
  readonly withoutAction: readonly { readonly factor: FactorId; readonly reason: string }[];
  readonly scenarios: readonly never[];
  readonly warnings: readonly never[];
  /** Ids of what the table doesn't know yet, and why it's on the list. */
  readonly unknowns: readonly {
    readonly id: string;
    readonly kind: 'risk' | 'factor' | 'action';
    readonly what: string;
    readonly organisations: readonly string[];
  }[];
  readonly nextDate?: LocalDate;
  readonly reflection?: string;
  readonly adopted?: { readonly at: Instant; readonly by: MinutesPerson };
  /** 0 for a draft, 1 for the first adopted one. */
  readonly version: number;
}
