import { tidy, withoutMarks } from './spoken-words.ts';
import type { FactorId, RatingLevel, RiskId, Score, SubjectId } from './values.ts';

/** A level for a risk, in the personal chat. */
export interface SpokenRating {
  readonly risk: RiskId;
  readonly level: RatingLevel;
  readonly reason?: string;
}

const levelNames: Readonly<Record<string, RatingLevel>> = {
  'zeer hoog': 'veryHigh',
  'heel hoog': 'veryHigh',
  'very high': 'veryHigh',
  hoog: 'high',
  high: 'high',
  matig: 'moderate',
  gemiddeld: 'moderate',
  moderate: 'moderate',
  medium: 'moderate',
  laag: 'low',
  low: 'low',
  'geen zicht': 'unknown',
  onbekend: 'unknown',
  'weet ik niet': 'unknown',
  'no view': 'unknown',
  unknown: 'unknown',
};
const level = Object.keys(levelNames).join('|');
const end = '(?![\\p{L}\\d])';
const ratingPattern = new RegExp(
  `^(?:r|risico |risk ) ?0*(?<risk>[1-9]\\d{0,2}) ?[:=–-]? ?(?<level>${level})${end}(?<rest>.*)$`,
  'iu',
);
const otherLevel = new RegExp(`^[\\s,;/–-]*(?:(?:of|or|tot|to|en|and) )?(?:r ?\\d+ ?[:=]? ?)?(?:${level})${end}`, 'iu');

/**
 * Reads "R1 hoog", "r2: geen zicht", "R1 zeer hoog omdat…". Undefined for anything else, and for two levels in one line ("matig tot
 * hoog", "R1 hoog, R2 laag") or a level with a question mark: which one counts isn't for us to choose.
 */
export function readSpokenRating(text: string): SpokenRating | undefined {
  const { risk, level = '', rest = '' } = ratingPattern.exec(tidy(text))?.groups ?? {};
  const named = levelNames[level.toLowerCase()];
  if (risk === undefined || named === undefined || otherLevel.test(rest) || rest.startsWith('?')) return undefined;
  const reason = reasonIn(rest);
  return { risk: `R${risk}`, level: named, ...(reason !== '' && { reason }) };
}

/** A number for the safety of one person at risk, in the personal chat. */
export interface SpokenScore {
  readonly subject: SubjectId;
  /** 0 to 10. */
  readonly score: Score;
  readonly explanation?: string;
}

const scorePattern =
  /^p ?0*(?<subject>[1-9]\d{0,2}) ?(?:[:=] ?|[–-] )?(?<!\d)(?<score>10|\d)(?:\/10)?(?![.,/–-]?\d|\p{L})(?<rest>.*)$/iu;
const otherScore = /^[\s,;/–-]*(?:(?:of|or|tot|to|en|and) )?(?:p ?)?\d/i;

/** Reads "P1 6" and "P1: 6 omdat…". Undefined for anything else: halves, two numbers, a number outside the scale. */
export function readSpokenScore(text: string): SpokenScore | undefined {
  const { subject, score, rest = '' } = scorePattern.exec(tidy(text))?.groups ?? {};
  if (subject === undefined || otherScore.test(rest) || rest.startsWith('?')) return undefined;
  const explanation = reasonIn(rest);
  return { subject: `P${subject}`, score: Number(score), ...(explanation !== '' && { explanation }) };
}

/** Without the word that leads to it. */
function reasonIn(rest: string): string {
  const reason = withoutMarks(rest.replace(/^[\s,;:.!–-]*(?:(?:omdat|want|because|reden:?|reason:?) )?/i, ''));
  return /[\p{L}\d]/u.test(reason) ? reason : '';
}

/** Reads "F1 F3", "stem F1, F3" and "vote F1 and F3", each factor once. How many are allowed is a rule of the vote. */
export function readSpokenVote(text: string): { readonly factors: readonly FactorId[] } | undefined {
  const said = tidy(text).replace(/^(?:mijn stem|(?:ik )?stem(?: op)?|my vote|(?:i )?vote(?: for)?) ?:? ?/i, '');
  if (!/^f[1-9]\d{0,2}(?: ?(?:[,;+& ]|en |and ) ?f[1-9]\d{0,2})*\.?$/i.test(said)) return undefined;
  return { factors: [...new Set(said.toUpperCase().match(/F\d+/g))] };
}
