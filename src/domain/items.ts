import type {
  ActionId,
  ActionType,
  Attribution,
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
  Mark,
  PersonId,
  PersonRef,
  Repetition,
  ReviewStatus,
  RiskId,
  ScenarioId,
  ScenarioKind,
  SignalId,
  SignalKind,
  SubjectId,
  WarningId,
} from './values.ts';

/** What a case is made of: each has a number that is never used again, who said it, and the conference in which it came up. */

/** An event to prevent, in one line, with the four questions of the pilot's short form behind it. */
export interface Risk {
  readonly id: RiskId;
  readonly what: string;
  readonly severity?: string;
  readonly triggers?: string;
  readonly affected?: string;
  readonly whereWhen?: string;
  readonly mark?: Mark;
  readonly by: Attribution;
  /** The conference in which it was raised. */
  readonly conference: ConferenceId;
}

/** A person at risk: by role ("moeder"), never by name. */
export interface Subject {
  readonly id: SubjectId;
  readonly name: string;
  readonly by: Attribution;
  readonly conference: ConferenceId;
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
  readonly mark?: Mark;
  /** Somebody pressed "zo laten" at the hint that a protective factor is worded as an absence. */
  readonly absenceKept?: true;
  readonly by: Attribution;
  /** The conference in which it was raised. */
  readonly conference: ConferenceId;
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
  /** The risks this action works on: those of its factors and those that were named. */
  readonly risks: readonly RiskId[];
  /** Whom a safety measure is for; empty is everybody at risk. */
  readonly subjects: readonly SubjectId[];
  readonly every?: Repetition;
  readonly reportTo?: PersonRef;
  readonly mandate?: Mandate;
  /** With `toConfirm`: the day before which the owner's organisation confirms. */
  readonly mandateBy?: LocalDate;
  readonly framework?: Framework;
  readonly by: Attribution;
  /** The conference in which it was agreed, and the day. */
  readonly conference: ConferenceId;
  readonly agreedOn: LocalDate;
  /** Partly done and not done stay open. */
  readonly status: 'open' | 'done' | 'notPossible';
  readonly note?: string;
  /** An owner who wasn't at the table when it was agreed is asked; absent when nobody has to be asked. */
  readonly acceptance?: 'asked' | 'accepted' | 'declined';
  readonly acceptanceReason?: string;
  /** Set when the owner asked to be reminded later. */
  readonly snoozedUntil?: LocalDate;
  /** How often its reminders were planned anew; those of an earlier plan aren't sent. Absent: never. */
  readonly plan?: number;
  /** When what repeats was done last. */
  readonly lastDone?: LocalDate;
  /** What was answered about it so far, the oldest first; of one occurrence the last word. */
  readonly answers?: readonly ActionAnswer[];
  /** Its owner answered before the next conference, or the table heard that it's late: nobody is reminded until they meet again. */
  readonly silentUntilNext?: true;
  /** The owner can't go on: what is needed, and from whom. The chair was told, and nobody is reminded. */
  readonly blocked?: { readonly reason: string; readonly from?: PersonRef };
  /** Whom the owner asked to take it over, and why; that person hasn't answered yet. */
  readonly handOver?: { readonly to: PersonRef; readonly reason?: string };
  /** Who was asked last and said no. */
  readonly notTakenBy?: PersonId;
}

/** What an owner or the table said became of an action. */
export interface ActionAnswer {
  readonly status: ReviewStatus;
  readonly note?: string;
  /** Of an action that repeats: the day on which this time was asked about. */
  readonly occurrence?: LocalDate;
}

/** A sign of rising risk or a broken condition, told between conferences or during one. */
export interface Signal {
  readonly id: SignalId;
  readonly what: string;
  readonly kind: SignalKind;
  /** The if-then agreement that it touches, when one was chosen. */
  readonly scenario?: ScenarioId;
  readonly by: PersonRef;
  readonly at: Instant;
  /** The conference that was the latest when somebody asked to begin a spoed because of it. */
  readonly urgentAskedAfter?: ConferenceId;
}

/** If this is seen, then who does what by when. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly kind: ScenarioKind;
  readonly signals: string;
  readonly response: string;
  readonly who?: PersonRef;
  /** "binnen een uur": as it was said. */
  readonly byWhen?: string;
  /** The actions it leans on. */
  readonly actions: readonly ActionId[];
  readonly by: Attribution;
  readonly conference: ConferenceId;
}

/** Codes of warnings; each is a rule of `warnings.ts` with its source. */
export type WarningCode =
  | 'rnr.intensity'
  | 'rnr.fit'
  | 'smart.owner'
  | 'smart.due'
  | 'smart.effect'
  | 'need.factor'
  | 'direction'
  | 'safety.scaleUp';

/** A warning that was shown in a conference. It's never a refusal; the chair may set it aside with a reason. */
export interface Warning {
  readonly id: WarningId;
  readonly code: WarningCode;
  /** What it's about: a risk, an action, a subject; absent when it's about the whole. */
  readonly item?: string;
  readonly conference: ConferenceId;
  readonly overrideReason?: string;
}
