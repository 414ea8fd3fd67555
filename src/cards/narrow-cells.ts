/** Shows as a hyphen where a line breaks at it, and not at all elsewhere. */
const softHyphen = '\u00AD';
/** A third of a side panel holds about this many small letters. */
const fits = 12;
/** More than this in one piece, and it's broken wherever that comes out. */
const mostLetters = 12;
const longWord = new RegExp(`[^\\s${softHyphen}]{${fits + 1},}`, 'gu');
const onlyLetters = /^["'(‘“]?\p{L}+["',.;:)’”…]*$/u;
const vowel = '[aeiouyàáâäèéêëìíîïòóôöùúûü]';
/** What a syllable begins with: `sch`, `ch`, `br`, one consonant; never from the middle of these. */
const onset = `(?:sch|ch|[bcdfgkptv][lr]|(?!${vowel})\\p{L})${vowel}`;
const middle = '(?<!s(?=ch))(?<!c(?=h))(?<![bcdfgkptv](?=[lr]))';
const syllable = new RegExp(`(?<=${vowel}\\p{L}{0,2})${middle}(?=${onset})`, 'giu');
/** No line begins or ends with fewer letters of a word than this. */
const least = 3;

/**
 * Words for a cell of a table on a phone or in a side panel, where Dutch compounds are wider than the column and clients let them stand
 * over the next one: long words may break, with a hyphen, about where Dutch breaks them. What has no syllables breaks anywhere.
 */
export function forNarrowCell(text: string): string {
  return text.replace(longWord, word => {
    const pieces: string[] = [];
    let left = word.length;
    for (const part of onlyLetters.test(word) ? word.split(syllable) : [word]) {
      const before = pieces.at(-1);
      if (before === undefined || (before.length >= least && left >= least)) pieces.push(part);
      else pieces.splice(-1, 1, before + part);
      left -= part.length;
    }
    return pieces.flatMap(inPieces).join(softHyphen);
  });
}

/** A pile of letters and signs without syllables; never within what a reader sees as one character. */
function inPieces(part: string): readonly string[] {
  if (part.length <= mostLetters) return [part];
  const pieces: string[] = [''];
  for (const { segment } of graphemes.segment(part)) {
    if ((pieces.at(-1) ?? '').length + segment.length > mostLetters) pieces.push('');
    pieces.push((pieces.pop() ?? '') + segment);
  }
  return pieces.filter(piece => piece !== '');
}
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });
