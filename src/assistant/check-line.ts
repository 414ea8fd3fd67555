import type { Language } from '../ports/conversations.ts';
import { isSameWord } from './lexicon.ts';
import { isNeverSaid, linking } from './wording-rules.ts';

/** Besides linking words: how one would see that something helped. */
const around: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set(['zien', 'wie', 'wanneer', 'waar', 'over', 'door', 'tegen', 'als']),
  en: new Set(['seen', 'from', 'who', 'when', 'where', 'against', 'by']),
};

/**
 * Whether a line is another one with open places ("…") in it: all its words in their order, at least one open place, and between them nothing but
 * linking words. Whoever opens a line up fills nothing in.
 * @param line with stand-ins, as the machine got it
 */
export function isOpenedUp(opened: string, line: string, language: Language): boolean {
  const text = opened.replaceAll('...', '…');
  if (!text.includes('…') || !/^[\p{L}\p{M}\d {}.,;:()'’…–-]+$/u.test(text)) return false;
  const wanted = wordsOf(line);
  let next = 0;
  for (const word of wordsOf(text)) {
    const expected = wanted[next];
    if (expected !== undefined && isSameWord(word, expected)) next += 1;
    else if (isNeverSaid(word) || !(linking[language].has(word) || around[language].has(word))) return false;
  }
  return next === wanted.length && !/\{(?!N\d+\})|\d(?!\d*\})/.test(text);
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .match(/\{N\d+\}|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu)
      ?.map(word => (word.startsWith('{') ? word : word.toLowerCase())) ?? []
  );
}
