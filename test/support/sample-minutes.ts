import { readFileSync } from 'node:fs';
import type { Minutes } from '../../src/domain/minutes-data.ts';

export const sampleNames = [
  'smallest',
  'casus-x',
  'janna-1',
  'janna-2',
  'household',
  'spoed',
  'information',
  'largest',
  'hostile',
] as const;
export type SampleName = (typeof sampleNames)[number];

/**
 * Minutes from `test/fixtures/minutes`: nothing recorded, an ordinary conference, both conferences of a case under 6 and back at
 * it, every part of the method in one household, a spoed, a conference that only shared information, every text at its limit,
 * hostile text.
 */
export function sampleMinutes(name: SampleName): Minutes {
  return JSON.parse(readFileSync(new URL(`../fixtures/minutes/${name}.json`, import.meta.url), 'utf8'));
}
