/** Shows as a hyphen where a line breaks at it, and not at all elsewhere. */
const softHyphen = '\u00AD';
/** A third of a side panel holds about a dozen small letters. */
const longWord = /\p{L}{12,}/gu;
/** More than this in one piece, and it's broken wherever that comes out. */
const mostLetters = 12;
const vowel = '[aeiouyàáâäèéêëìíîïòóôöùúûü]';
/** What a syllable begins with: `sch`, `ch`, `br`, one consonant; never from the middle of these. */
const onset = `(?:sch|ch|[bcdfgkptv][lr]|(?!${vowel})\\p{L})${vowel}`;
const middle = '(?<!s(?=ch))(?<!c(?=h))(?<![bcdfgkptv](?=[lr]))';
const syllable = new RegExp(`(?<=${vowel}\\p{L}{0,2})${middle}(?=${onset})`, 'giu');
/** No line begins or ends with fewer letters of a word than this. */
const least = 3;

/**
 * Words for a cell of a table on a phone or in a side panel, where Dutch compounds are wider than the column and clients let them stand
 * over the next one: long words may break, with a hyphen, about where Dutch breaks them. A pile of letters without syllables breaks
 * anywhere. What isn't letters stays as it is: nothing unseen is put into an address, a code or a number.
 */
export function forNarrowCell(text: string): string {
  return text.replace(longWord, word => {
    const pieces: string[] = [];
    let left = word.length;
    for (const part of word.split(syllable)) {
      const before = pieces.at(-1);
      if (before === undefined || (before.length >= least && left >= least)) pieces.push(part);
      else pieces.splice(-1, 1, before + part);
      left -= part.length;
    }
    return pieces.flatMap(inPieces).join(softHyphen);
  });
}

function inPieces(part: string): readonly string[] {
  const letters = [...part];
  if (letters.length <= mostLetters) return [part];
  const count = Math.ceil(letters.length / mostLetters);
  return Array.from({ length: count }, (_, at) => letters.slice(at * mostLetters, (at + 1) * mostLetters).join(''));
}
