/**
 * What somebody should hear once with what they gave; never a refusal, nothing is held back. The words come from the locale
 * key `hint.<code>` with `values` filled in; the card shows it in a Container `notice:hint:<code>[:<item>]`.
 */
export interface Hint {
  readonly code: HintCode;
  readonly item?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const hintCodes = [
  /** A protective factor worded as something that is gone; may be kept with one press (`hint.keep`). */
  'protectiveAbsence',
  /** The assessment behind a factor is older than a year. */
  'notCurrent',
  /** A life domain is low: it may become a factor. */
  'lowLevel',
  /** What somebody went to find out came back: rate the risk again. */
  'rateAgain',
  /** A 7 in three conferences running. */
  'stable',
  /** Under 6 without ground requirements. */
  'requirements',
  /** Nobody directs the case: the steps of the escalation are one press away. */
  'noDirector',
  /** What was typed, read back: press to record it; the day that was read, or that none was; nobody known was mentioned. */
  'checkTyped',
  'dayRead',
  'noDayRead',
  'noOwnerRead',
  /** The method in five lines, to somebody who is here for the first time. */
  'newcomer',
  /** A machine worded it; and why there are no words of one. */
  'wordedByMachine',
  'modelAway',
  'modelUnusable',
  'modelSpent',
] as const;
export type HintCode = (typeof hintCodes)[number];

/**
 * Words that tell of an absence. "He no longer drinks" was called protective; it is a risk factor that decreased (pilot report).
 */
const absences =
  /^geen\b|^no\b|\b(niet meer|geen .+ meer|gestopt|stopt met|stopte met|zonder .+ sinds|al .+ zonder|nooit meer|niet langer|afwezigheid van|verbroken|vrij van|(clean|nuchter|abstinent) (sinds|since)|no longer|(not|\w+n['’]t) .*any ?more|stopped|quit|given up|sober since|free of|absence of)\b/i;
/** Words that already say what or who sees to it: the answer to the question that the hint asks. */
const causes = /\b(zorgt|zorgen|helpt|helpen|dankzij|makes sure|make sure|helps|help|keeps|thanks to)\b/i;

/** Does a protective factor say what is gone instead of what or who helps? */
export function soundsLikeAbsence(what: string): boolean {
  return absences.test(what.trim()) && !causes.test(what);
}
