import { isOrdinary } from './lexicon.ts';

/** Stand-ins for whatever could name somebody or something, for one request. The same words get the same stand-in. */
export interface Pseudonyms {
  /** The text with stand-ins (`{N1}`): what is left of it are ordinary words and punctuation. */
  hide(text: string): string;
  /** The stand-ins replaced by what they stand for. */
  restore(text: string): string;
}

/** Longer than any line that somebody types; of a longer text only the beginning is sent. */
const longest = 4_000;
/** Between two words that are hidden they belong to the name: "de", "van der". */
const particles = new Set(['de', 'der', 'den', 'van', 'het', 'ter', 'ten', 'te', "'t", '’t', 'la', 'el', 'von']);

/**
 * Nothing is sent because it looks harmless: a word is sent only when it's in the list of ordinary words (`lexicon/`), so that
 * names, places, streets, firms, codes, numbers, dates and addresses stay inside however they're spelled, in lower case too. A capital
 * in the middle of a sentence hides an ordinary word as well ("De Boer", "Ter Apel").
 * @param names of people and organisations that are known: hidden even where they're ordinary words
 */
export function createPseudonyms(names: readonly string[]): Pseudonyms {
  const known = new Set(names.flatMap(name => wordsIn(name).filter(word => word.length > 2 && !particles.has(word))));
  const standIns = new Map<string, string>();
  const originals = new Map<string, string>();

  function standInFor(original: string): string {
    const key = original.toLowerCase();
    const before = standIns.get(key);
    if (before !== undefined) return before;
    const made = `{N${standIns.size + 1}}`;
    standIns.set(key, made);
    originals.set(made, original);
    return made;
  }

  return {
    hide(text) {
      const pieces = piecesOf(text, known);
      return joined(pieces, standInFor);
    },
    restore: text => text.replace(/\{N\d+\}/g, standIn => originals.get(standIn) ?? ''),
  };
}

interface Piece {
  readonly before: string;
  readonly core: string;
  readonly after: string;
  hidden: boolean;
}

/** Words with the punctuation around them. */
function piecesOf(text: string, known: ReadonlySet<string>): readonly Piece[] {
  // Nobody types a stand-in, or a place that the record fills in.
  const plain = text.slice(0, longest).toWellFormed().normalize('NFC').replaceAll('{', '(').replaceAll('}', ')');
  let starts = true;
  const pieces = plain
    .split(/[\s\p{Cc}\p{Cf}\p{Z}]+/u)
    .flatMap(chunk => (/^[\p{L}/]+$/u.test(chunk) ? chunk.split(/(?<=\/)/) : [chunk]))
    .filter(chunk => chunk !== '')
    .map((chunk): Piece => {
      const [, before = '', core = '', after = ''] =
        /^([(\-–,.;:'’"“‘]*)(.*?)([)\-–,.;:!?'’"”/…]*)$/su.exec(chunk) ?? [];
      const piece = {
        before: harmless(before),
        core,
        after: harmless(after),
        hidden: core !== '' && !isSent(core, starts, known),
      };
      starts = /[.!?:]/.test(after);
      return piece;
    });
  hideParticles(pieces);
  return pieces;
}

function isSent(core: string, starts: boolean, known: ReadonlySet<string>): boolean {
  if (!/^\p{L}+(?:['’-]\p{L}+)*$/u.test(core)) return false;
  const lower = core.toLowerCase();
  if (wordsIn(lower).some(word => known.has(word)) || !isOrdinary(lower)) return false;
  if (core === lower) return true;
  return starts && core.slice(1) === lower.slice(1);
}

/** "Jan van der Berg" is one name, and so is "De Boer" where a sentence starts. */
function hideParticles(pieces: readonly Piece[]): void {
  for (const [at, piece] of pieces.entries())
    if (particles.has(piece.core.toLowerCase()) && piece.core !== piece.core.toLowerCase() && pieces[at + 1]?.hidden)
      piece.hidden = true;
  for (let at = 1; at < pieces.length; at++) {
    if (pieces[at]?.hidden || !pieces[at - 1]?.hidden) continue;
    let end = at;
    while (end - at < 3 && particles.has(pieces[end]?.core.toLowerCase() ?? '')) end += 1;
    if (end === at || !pieces[end]?.hidden) continue;
    for (const piece of pieces.slice(at, end)) piece.hidden = true;
  }
}

/** What stands next to each other is one stand-in, so that nobody counts the words of a name. */
function joined(pieces: readonly Piece[], standInFor: (original: string) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    if (!piece.hidden) {
      parts.push(piece.before + piece.core + piece.after);
      continue;
    }
    let last = at;
    while (pieces[last]?.after === '' && pieces[last + 1]?.hidden && pieces[last + 1]?.before === '') last += 1;
    const words = pieces.slice(at, last + 1).map(({ core }) => core);
    parts.push(piece.before + standInFor(words.join(' ')) + (pieces[last]?.after ?? ''));
    at = last;
  }
  return parts.join(' ').replace(/\/ /g, '/');
}

function harmless(punctuation: string): string {
  return punctuation.replace(/["“”‘/]/g, one => (one === '/' ? '/' : ''));
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
