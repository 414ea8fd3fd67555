import { readFileSync } from 'node:fs';
import type { Minutes } from '../../src/domain/minutes-data.ts';

export const sampleNames = ['smallest', 'casus-x', 'largest', 'hostile'] as const;
export type SampleName = (typeof sampleNames)[number];

/** Minutes from `test/fixtures/minutes`: nothing recorded, an ordinary conference, every text at its limit, hostile text. */
export function sampleMinutes(name: SampleName): Minutes {
  return JSON.parse(readFileSync(new URL(`../fixtures/minutes/${name}.json`, import.meta.url), 'utf8'));
}
