import type { Choice } from './choices.ts';
import type { WordKey, Words } from './words.ts';

const meanings: Readonly<Record<number, WordKey>> = { 0: 'score.0', 6: 'score.6', 10: 'score.10' };

/** The safety scale as a choice; what 0, 6 and 10 mean stands beside them. */
export function scoreChoices(words: Words): readonly Choice[] {
  return Array.from({ length: 11 }, (_, score) => {
    const meaning = meanings[score];
    return { title: meaning === undefined ? String(score) : words.t(meaning), value: String(score) };
  });
}
