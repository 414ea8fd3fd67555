import { readFileSync } from 'node:fs';

/** Ordinary words of both languages: people type in either, whatever the language of the house. */
const ordinary = new Set(['nl', 'en'].flatMap(readWords));

function readWords(language: string): readonly string[] {
  const text = readFileSync(new URL(`./lexicon/ordinary.${language}.txt`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .flatMap(line => line.split(' '))
    .filter(word => word !== '');
}

const endings = ['', 'e', 'en', 's', 't', 'n', 'd', 'de', 'te', 'er', 'es', 'ed', 'ing', '’s', "'s"];
/** Too much like names for a word that is to leave the house (`maar` and Maarten). */
const pastEndings = ['den', 'ten'];
/** Shorter stems with an ending are names too often (`bar` and Bart). */
const shortestStem = 4;

/** Whether a word in lower case is an ordinary one, or an ending of one. Names aren't. */
export function isOrdinary(word: string): boolean {
  if (ordinary.has(word)) return true;
  const parts = word.split('-');
  if (parts.length > 1) return parts.every(isOrdinary);
  return endings.some(ending => {
    if (ending === '' || !word.endsWith(ending)) return false;
    const stem = word.slice(0, -ending.length);
    return stem.length >= shortestStem && ordinary.has(stem);
  });
}

/**
 * Whether two words in lower case are forms of one: equal, or the same beginning of at least four letters with nothing but an ending
 * behind it. "dreigt" and "dreigen" are; "behandeld" and "behandelaar", "veilig" and "onveilig" aren't.
 */
export function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  // "schreeuw" and "schreeuwt" share all of the first; "maken" and "maakt" share too little to be sure.
  for (let stem = shared; stem >= shortestStem; stem--)
    if (isEnding(one.slice(stem)) && isEnding(other.slice(stem))) return true;
  return false;
}

function isEnding(rest: string): boolean {
  return endings.includes(rest) || pastEndings.includes(rest);
}
