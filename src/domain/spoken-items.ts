import { readSpokenDue, type SpokenDue } from './spoken-dates.ts';
import type { Due, FactorId, FactorKind, LocalDate, RatingLevel, RiskId, Score, SubjectId } from './values.ts';

/**
 * Stands in a text where the owner was mentioned. It can't be typed: the caller takes control characters out of the text before it
 * puts this in.
 */
export const ownerPlaceholder = '\u0001';

/** An item that was typed in the chat. `what` may be empty. `mentioned` tells that a placeholder was taken out of it. */
export type SpokenItem =
  | { readonly kind: 'risk'; readonly what: string; readonly mentioned: boolean }
  | { readonly kind: 'factor'; readonly factorKind: FactorKind; readonly what: string; readonly mentioned: boolean }
  | SpokenAction;

export interface SpokenAction {
  readonly kind: 'action';
  readonly what: string;
  readonly mentioned: boolean;
  readonly due?: Due;
  /** Never together with `due`: the words that were meant as a day and aren't one, with their "vóór", as they were typed. */
  readonly dueWords?: string;
  /** With `dueWords` only: the days that they may mean, in order of time. */
  readonly dueChoices?: readonly Due[];
}

const labels: Readonly<Record<string, 'risk' | 'action' | FactorKind>> = {
  risico: 'risk',
  risk: 'risk',
  factor: 'dynamic',
  dynamisch: 'dynamic',
  dynamic: 'dynamic',
  beschermend: 'protective',
  'beschermende factor': 'protective',
  protective: 'protective',
  'protective factor': 'protective',
  statisch: 'static',
  'statische factor': 'static',
  static: 'static',
  'static factor': 'static',
  actie: 'action',
  action: 'action',
};

/**
 * Reads an item that starts with its kind and a colon: `risico:`, `factor:`, `beschermend:`, `statisch:`, `actie:` or their English
 * twins, in any case. Undefined for any other text.
 *
 * An action may say when it's due at the end, at the start, or beside the mention of its owner: "gesprek over dagbesteding @… vóór
 * vrijdag". Elsewhere only "vóór", "uiterlijk", "before" and "by" mark a day ("bellen vóór vrijdag met school"). Words that look
 * like a day but aren't said as one stay in `what`: "gesprek op school", "verslag van vrijdag", "elke vrijdag bellen". Nothing typed
 * gets lost: each word is in `what` or in `dueWords`, or was read as the due date; only spaces become single ones, and a comma,
 * colon or dash that a date leaves hanging goes with it.
 *
 * @param text without the mention of the bot; `ownerPlaceholder` where a person was mentioned
 * @param today the day in the house's own time zone
 */
export function readSpokenItem(text: string, today: LocalDate): SpokenItem | undefined {
  const colon = text.indexOf(':');
  const label = tidy(withoutOwner(text.slice(0, Math.max(0, colon)))).toLowerCase();
  const kind = Object.hasOwn(labels, label) ? labels[label] : undefined;
  if (kind === undefined) return undefined;
  const mentioned = text.includes(ownerPlaceholder);
  const said = text.slice(colon + 1);
  if (kind === 'action') return readAction(said, mentioned, today);
  const what = tidy(withoutOwner(said));
  return kind === 'risk' ? { kind, what, mentioned } : { kind: 'factor', factorKind: kind, what, mentioned };
}

/** One-line inputs hold less; in a longer text no day is looked for. */
const longestAction = 1000;
/** In words. */
const longestDay = 12;
/** In words. "Uiterlijk" with more behind it belongs to what has to be done. */
const longestNoDay = 5;

const cue = /^(?:uiterlijk|deadline|v[oó]{2}r|op|tegen|om|before|by|on|at|due)$/;
/** Cues that make a day of what follows in the middle of a text as well. */
const deadlineCue = /^(?:uiterlijk|deadline|v[oó]{2}r|before|by|due)$/;
/** Cues that nobody uses for anything but a moment; "voor moeder", "by phone" and "op school" are no moments. */
const onlyDeadlineCue = /^(?:uiterlijk|deadline|v(?:óó|óo|oó)r|before)$/;
/** Behind these a day belongs to what is done ("verslag van vrijdag", "elke vrijdag"), or is half of an enumeration. */
const notBehind =
  /^(?:van|vanaf|na|sinds|tot|t\/m|met|elke|iedere|elk|ieder|rond|tussen|en|of|over|per|vorige|afgelopen|d\.?d\.?|in|from|since|until|till|every|each|around|about|between|and|or|after|last|past|with|for|the|de|het|–|-|&)$/;
const notFollowedBy = /^(?:en|of|and|or|tot|to|t\/m|–|-|&|per|jaar|jarigen?|years?|year-olds?)$/;
/** Figures that may as well be ages, scores or lengths: "8-12", "2 uur", "half tien". */
const bareFigures =
  /^(?:de |the )?(?:(?:half|kwart|quarter) .*|\d{1,2}(?:[-/.:]\d{1,2}|e|de|ste|st|nd|rd|th)?(?: ?(?:uur|u|h|am|pm))?)$/;

const soon =
  /^(?:zo (?:snel|spoedig|gauw) mogelijk|zsm|asap|as soon as possible|binnenkort|op (?:korte )?termijn|per direct|meteen|soon|shortly|immediately|right away)$/;
const months =
  'januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december|january|february|march|june|july|august|october';
/** What is meant as a moment after "voor" or "op" too: a day that doesn't exist, a month, a holiday. */
const occasion = new RegExp(
  `^(?:\\d{1,2}[-/]\\d{1,2}(?:[-/]\\d{2,4})?|\\d{1,2} (?:${months}|mei|may)(?: \\d{4})?|(?:week|wk) ?\\d+|${months}|` +
    '(?:de |the )?(?:kerst(?:vakantie)?|pasen|zomer(?:vakantie)?|vakantie|feestdagen|christmas|easter|summer|holidays?))$',
);

type Pieces = readonly (readonly string[])[];

/** Words of one piece of the text (the pieces lie between the placeholders), from one up to another, and how they read. */
interface Found {
  readonly piece: number;
  readonly from: number;
  readonly to: number;
  readonly read: SpokenDue;
}

function readAction(said: string, mentioned: boolean, today: LocalDate): SpokenAction {
  const pieces = said.split(ownerPlaceholder).map(piece => tidy(piece).split(' ').filter(Boolean));
  const found = said.length > longestAction ? undefined : (findDay(pieces, today) ?? findNoDay(pieces));
  if (found === undefined) return { kind: 'action', what: joined(pieces), mentioned };
  const { piece, from, to, read } = found;
  const left = pieces.map((words, i) => (i === piece ? words.toSpliced(from, to - from) : words));
  const action = { kind: 'action', what: withoutDangling(joined(left)), mentioned } as const;
  if (read.kind === 'due') return { ...action, due: read.due };
  const dueWords = withoutDangling((pieces[piece] ?? []).slice(from, to).join(' '));
  return { ...action, dueWords, ...(read.kind === 'ambiguous' && { dueChoices: read.choices }) };
}

/** A day at the end or at the start of a piece, the last piece first; else one behind a deadline cue in the middle. */
function findDay(pieces: Pieces, today: LocalDate): Found | undefined {
  const lastFirst = [...pieces.keys()].reverse();
  for (const piece of lastFirst) {
    const found = dayAtTheEnd(pieces, piece, today) ?? dayFrom(pieces, piece, 0, today);
    if (found !== undefined) return found;
  }
  for (const piece of lastFirst)
    for (const [from, word] of (pieces[piece] ?? []).entries()) {
      const found = deadlineCue.test(lower(word)) ? dayFrom(pieces, piece, from, today) : undefined;
      if (found !== undefined) return found;
    }
  return undefined;
}

/** The longest that reads as a day; what stands before it decides whether that's what it is. */
function dayAtTheEnd(pieces: Pieces, piece: number, today: LocalDate): Found | undefined {
  const words = pieces[piece] ?? [];
  for (let from = Math.max(0, words.length - longestDay); from < words.length; from++) {
    const read = readSpokenDue(words.slice(from).join(' '), today);
    if (read.kind === 'none') continue;
    const cued = cue.test(lower(words[from]));
    if (!cued && notBehind.test(lower(words[from - 1]))) return undefined;
    return cued || (piece > 0 && from === 0) || !areBareFigures(words.slice(from))
      ? { piece, from, to: words.length, read }
      : undefined;
  }
  return undefined;
}

/** The longest from there that reads as a day; what stands behind it decides whether that's what it is. */
function dayFrom(pieces: Pieces, piece: number, from: number, today: LocalDate): Found | undefined {
  const words = pieces[piece] ?? [];
  for (let to = Math.min(words.length, from + longestDay); to > from; to--) {
    const read = readSpokenDue(words.slice(from, to).join(' '), today);
    if (read.kind === 'none') continue;
    if (notFollowedBy.test(lower(words[to]))) return undefined;
    return cue.test(lower(words[from])) || (piece > 0 && from === 0) || !areBareFigures(words.slice(from, to))
      ? { piece, from, to, read }
      : undefined;
  }
  return undefined;
}

/** Words that were meant as a moment and aren't one. */
function findNoDay(pieces: Pieces): Found | undefined {
  const found = (piece: number, from: number, to: number): Found => ({ piece, from, to, read: { kind: 'none' } });
  for (const piece of [...pieces.keys()].reverse()) {
    const words = pieces[piece] ?? [];
    for (const from of words.keys())
      if (isMoment(words.slice(from)) && !notBehind.test(lower(words[from - 1])))
        return found(piece, from, words.length);
    for (let to = Math.min(words.length, longestNoDay); to > 0; to--)
      if (soon.test(abbreviated(words.slice(0, to)))) return found(piece, 0, to);
  }
  return undefined;
}

function isMoment(words: readonly string[]): boolean {
  if (words.length > longestNoDay) return false;
  const [first, ...rest] = words;
  if (soon.test(abbreviated(words))) return true;
  if (rest.length === 0 || !cue.test(lower(first))) return false;
  const said = abbreviated(rest);
  return onlyDeadlineCue.test(lower(first)) || soon.test(said) || occasion.test(said);
}

function areBareFigures(words: readonly string[]): boolean {
  return bareFigures.test(lower(words.join(' ')));
}

function lower(word = ''): string {
  return withoutMarks(word.normalize('NFC').toLowerCase());
}

/** "z.s.m." as "zsm". */
function abbreviated(words: readonly string[]): string {
  return lower(words.join(' ').replace(/(?<=\p{L})\./gu, ''));
}

function withoutOwner(text: string): string {
  return text.replaceAll(ownerPlaceholder, ' ');
}

function withoutMarks(text: string): string {
  return text.replace(/^[\s,;:(–-]+/, '').replace(/(?<![\s,;:.)–-])[\s,;:.)–-]+$/, '');
}

/** What the taking out of words left hanging; brackets and full stops belong to what stays. */
function withoutDangling(text: string): string {
  return text.replace(/^[\s,;:–-]+/, '').replace(/(?<![\s,;:–-])[\s,;:–-]+$/, '');
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const joined = (pieces: Pieces) => pieces.flat().join(' ');

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
