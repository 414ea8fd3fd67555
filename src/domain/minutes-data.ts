import type { StepName } from './agenda.ts';
import type { ApproachName } from './approaches.ts';
import type { WarningCode } from './items.ts';
import type {
  MinutesAction,
  MinutesDirectionStep,
  MinutesFactor,
  MinutesLookBack,
  MinutesMonitor,
  MinutesPerson,
  MinutesPreparation,
  MinutesRisk,
  MinutesSafety,
  MinutesScenario,
  MinutesSignal,
} from './minutes-parts.ts';
import type {
  CarePhase,
  CaseCode,
  ConferenceId,
  ConsiderationKind,
  FactorId,
  Instant,
  LocalDate,
  ProcessPhase,
  Purpose,
  SubjectId,
  WarningId,
} from './values.ts';

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
    readonly caseDirectorUntil?: LocalDate;
    /** Tasks of the case director that lie with somebody else. */
    readonly caseDirectorElsewhere?: string;
    /** Was it spoed at any moment? */
    readonly urgent: boolean;
    readonly meetingKind?: string;
    /** Steps that the chair opened besides those of the approach, with the reason when one was given. */
    readonly openedSteps: readonly { readonly step: StepName; readonly reason?: string }[];
    /** Spoed: the steps that were skipped, which are the agenda of the next conference. */
    readonly skippedSteps: readonly StepName[];
    /** Whole minutes that each step took. */
    readonly time: readonly { readonly step: StepName; readonly minutes: number; readonly budget?: number }[];
  };
  readonly attendees: readonly (MinutesPerson & { readonly role?: string; readonly recordedBy?: string })[];
  readonly absentOrganisations: readonly string[];
  readonly lookBack: readonly MinutesLookBack[];
  /** What was told beforehand, in the order of answering; absent when nobody answered. */
  readonly preparation?: readonly MinutesPreparation[];
  /** Persons at risk, by role. */
  readonly subjects: readonly { readonly id: SubjectId; readonly name: string }[];
  readonly safety: readonly MinutesSafety[];
  /** Levels of the life domains that this conference gave, with the level before it. */
  readonly monitor: readonly MinutesMonitor[];
  readonly person: {
    readonly processPhase: ProcessPhase;
    readonly carePhase?: CarePhase;
    /** Why care went on before a 6 was secured. */
    readonly carePhaseReason?: string;
    readonly considerations?: { readonly kinds: readonly ConsiderationKind[]; readonly text?: string };
    readonly voice?: {
      readonly invited?: boolean;
      readonly invitedReason?: string;
      readonly agreesTo?: string;
      readonly letterSent?: boolean;
      readonly letterReason?: string;
      readonly zsmAdvice?: string;
      readonly zsmDate?: LocalDate;
    };
  };
  readonly risks: readonly MinutesRisk[];
  readonly factors: readonly MinutesFactor[];
  readonly topThree: { readonly factors: readonly FactorId[]; readonly reason?: string };
  /** Actions agreed in this conference. */
  readonly actions: readonly MinutesAction[];
  readonly withoutAction: readonly { readonly factor: FactorId; readonly reason: string }[];
  readonly scenarios: readonly MinutesScenario[];
  /** Absent when there were none. */
  readonly signals?: readonly MinutesSignal[];
  /** The steps of the escalation of case direction; absent when none was taken. */
  readonly direction?: readonly MinutesDirectionStep[];
  /** Warnings of this conference that held at closing or were set aside. */
  readonly warnings: readonly {
    readonly id: WarningId;
    readonly code: WarningCode;
    readonly item?: string;
    readonly overrideReason: string | null;
  }[];
  /** Spoed: what else was agreed. */
  readonly urgentAgreements?: {
    readonly ifItGoesWrong?: string;
    readonly follower?: MinutesPerson;
    readonly followUntil?: LocalDate;
  };
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
  /** What was wrong in an earlier version, the first one first. */
  readonly corrections: readonly {
    readonly version: number;
    readonly at: Instant;
    readonly by: MinutesPerson;
    readonly item?: string;
    readonly text: string;
  }[];
  /** 0 for a draft, 1 for the first adopted one, one more for each correction. */
  readonly version: number;
}
