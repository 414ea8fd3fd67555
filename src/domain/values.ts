/** The words of the field as types. Everything here is plain data, so that events and snapshots are JSON as they stand. */

/** A moment, ISO 8601 in UTC: `2026-11-21T08:00:00.000Z`. */
export type Instant = string;
/** A calendar day in the house's own time zone: `2026-12-12`. */
export type LocalDate = string;
/** When an action is due: a day, or a day with a wall-clock time (`2026-12-12T14:30`) in the house's own time zone. */
export type Due = string;
/** A person's Entra object id, unique within the tenant of the deployment. */
export type PersonId = string;
/** `ZVH-2026-014`: how a case is known; never a name. */
export type CaseCode = string;
export type ConferenceId = string;
/** Numbered per case and never used again: `R1`, `F1`, `A1`. */
export type RiskId = string;
export type FactorId = string;
export type ActionId = string;
/** `S1` a scenario, `P1` a person at risk, `W1` a warning; numbered like the others. */
export type ScenarioId = string;
export type SubjectId = string;
export type WarningId = string;
/** `G1` a signal between conferences. */
export type SignalId = string;
/** What `item.edit` and `item.withdraw` name: a risk, factor, action, scenario or subject. */
export type ItemId = RiskId | FactorId | ActionId | ScenarioId | SubjectId;

/** Somebody in the chat (with an Entra id) or somebody outside it (known by function and organisation only). */
export interface PersonRef {
  readonly person?: PersonId;
  readonly name: string;
  readonly organisation: string;
}

/** Who said it, for which organisation, and who typed it when that was somebody else ("opgetekend door"). */
export interface Attribution {
  readonly person: PersonId;
  readonly organisation: string;
  readonly recordedBy?: PersonId;
}

export interface Participant {
  readonly person: PersonId;
  /** The name that Teams shows. */
  readonly name: string;
  readonly organisation: string;
  readonly role?: string;
}

export const riskLevels = ['low', 'moderate', 'high', 'veryHigh'] as const;
export type RiskLevel = (typeof riskLevels)[number];
/** What one organisation may answer: `unknown` is "geen zicht"; it counts as answered and never as a level. */
export const ratingLevels = [...riskLevels, 'unknown'] as const;
export type RatingLevel = (typeof ratingLevels)[number];

export const factorKinds = ['dynamic', 'static', 'protective'] as const;
export type FactorKind = (typeof factorKinds)[number];

export const purposes = ['riskManagement', 'shareInformation'] as const;
export type Purpose = (typeof purposes)[number];

/** The twelve life domains of the PGA monitor. */
export const lifeDomains = [
  'justiceAndPolice',
  'socialNetwork',
  'substanceUse',
  'physicalHealth',
  'mentalHealth',
  'domesticRelations',
  'housing',
  'useOfTime',
  'workAndEducation',
  'attitudeBehaviourSkills',
  'identity',
  'finances',
] as const;
export type LifeDomain = (typeof lifeDomains)[number];

/** Andrews & Bonta (2010). `history` is treated as static: it can inform, never be voted for. */
export const centralEight = [
  'attitudes',
  'associates',
  'personality',
  'history',
  'familyMarital',
  'schoolWork',
  'leisure',
  'substanceAbuse',
] as const;
export type CentralEight = (typeof centralEight)[number];

export const factorSources = ['observation', 'instrument'] as const;
export type FactorSource = (typeof factorSources)[number];

export const actionTypes = ['intervention', 'information', 'safetyMeasure'] as const;
export type ActionType = (typeof actionTypes)[number];
export const horizons = ['short', 'long'] as const;
export type Horizon = (typeof horizons)[number];
export const intensities = ['light', 'medium', 'intensive'] as const;
export type Intensity = (typeof intensities)[number];
export const repetitions = ['week', 'twoWeeks', 'month'] as const;
export type Repetition = (typeof repetitions)[number];
export const mandates = ['given', 'toConfirm'] as const;
export type Mandate = (typeof mandates)[number];
export const frameworks = ['voluntary', 'pressure', 'administrative', 'civil', 'criminal'] as const;
export type Framework = (typeof frameworks)[number];

/** Facts and opinions apart: what was seen or heard, or what somebody makes of it. */
export const marks = ['fact', 'judgement'] as const;
export type Mark = (typeof marks)[number];

/** What became of an action. "Not possible, circumstances changed" is something else than "not done". */
export const reviewStatuses = ['done', 'partly', 'notDone', 'notPossible'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** 0 is direct danger, 10 is guaranteed safety; whole numbers. */
export type Score = number;
/** Agreement on a 6 is direct safety (vision paper on phased work). */
export const directSafety: Score = 6;
/** Several times a 7 is stable. */
export const stableSafety: Score = 7;

/** What scaling up may be, when investing in safety doesn't help (vision paper on phased work). */
export const scaleUpWays = ['adviceVeiligThuis', 'childProtection', 'criminalLaw', 'expertise', 'coercion'] as const;
export type ScaleUpWay = (typeof scaleUpWays)[number];

/** The five levels of the PGA monitor, from worst to best. */
export const monitorLevels = ['acute', 'notAble', 'limited', 'sufficient', 'full'] as const;
export type MonitorLevel = (typeof monitorLevels)[number];

export const scenarioKinds = ['escalation', 'stabilisation', 'recovery'] as const;
export type ScenarioKind = (typeof scenarioKinds)[number];

/** A sign that the risk rises, or that somebody broke a condition. */
export const signalKinds = ['rising', 'condition'] as const;
export type SignalKind = (typeof signalKinds)[number];

/**
 * What is done when nobody directs the case: reported to the process director, talk with the candidates, a proposal, the house for
 * the time being, the directors, the municipal administration (evaluation report).
 */
export const directionSteps = ['report', 'talk', 'proposal', 'temporary', 'directors', 'administration'] as const;
export type DirectionStepName = (typeof directionSteps)[number];

/** Where the case is in the process: aanmelding, triage, inlichten, analyse, uitvoering, evalueren, afschalen of afsluiten. */
export const processPhases = [
  'registration',
  'triage',
  'informing',
  'analysis',
  'execution',
  'evaluation',
  'scalingDown',
] as const;
export type ProcessPhase = (typeof processPhases)[number];

/** Phases of care for violence at home; `investigation` where facts are missing (vision paper on phased work). */
export const carePhases = [
  'safetyPlan',
  'investigation',
  'carePlan',
  'recoveryPlan',
  'stabilisation',
  'futurePlan',
] as const;
export type CarePhase = (typeof carePhases)[number];

/** What to take into account with this person; responsivity in RNR. A mild intellectual disability (LVB) is a fixed question. */
export const considerationKinds = ['intellectualDisability', 'language', 'motivation', 'mentalHealth'] as const;
export type ConsiderationKind = (typeof considerationKinds)[number];
