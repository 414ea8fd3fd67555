import { readSpokenDue, type SpokenDue } from './spoken-dates.ts';
import { tidy, withoutMarks } from './spoken-words.ts';
import type { Due, LocalDate } from './values.ts';

/** What has to be done, with its day taken out of it. `what` may be empty. */
export interface SpokenAction {
  readonly what: string;
  readonly due?: Due;
  /** Never together with `due`: the words that were meant as a day and aren't one, with their "vóór", as they were typed. */
  readonly dueWords?: string;
  /** With `dueWords` only: the days that they may mean, in order of time. */
  readonly dueChoices?: readonly Due[];
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

/**
 * Takes the day out of what was typed as an action; how it may be said stands with `readSpokenItem`.
 * @param said the pieces between the mentions of people
 */
export function readSpokenAction(said: readonly string[], today: LocalDate): SpokenAction {
  const pieces = said.map(piece => tidy(piece).split(' ').filter(Boolean));
  const length = said.reduce((sum, piece) => sum + piece.length, said.length - 1);
  const found = length > longestAction ? undefined : (findDay(pieces, today) ?? findNoDay(pieces));
  if (found === undefined) return { what: joined(pieces) };
  const { piece, from, to, read } = found;
  const left = pieces.map((words, i) => (i === piece ? words.toSpliced(from, to - from) : words));
  const what = withoutDangling(joined(left));
  if (read.kind === 'due') return { what, due: read.due };
  const dueWords = withoutDangling((pieces[piece] ?? []).slice(from, to).join(' '));
  return { what, dueWords, ...(read.kind === 'ambiguous' && { dueChoices: read.choices }) };
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

/** What the taking out of words left hanging; brackets and full stops belong to what stays. */
function withoutDangling(text: string): string {
  return text.replace(/^[\s,;:–-]+/, '').replace(/(?<![\s,;:–-])[\s,;:–-]+$/, '');
}

const joined = (pieces: Pieces) => pieces.flat().join(' ');
