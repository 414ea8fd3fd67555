import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { minutesJsonSchema } from '../../src/minutes/minutes-json-schema.ts';
import { minutesSchema } from '../../src/minutes/minutes-schema.ts';
import { sampleMinutes, sampleNames } from '../support/sample-minutes.ts';

const file = new URL('../../docs/schemas/rondetafel.minutes-1.schema.json', import.meta.url);
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));

const household = sampleMinutes('household');

/** A list of the sample with its first item changed; it must have one, or nothing would be tested. */
function withFirst(
  list: 'safety' | 'lookBack' | 'monitor' | 'scenarios' | 'warnings' | 'corrections' | 'factors',
  change: object,
) {
  const [first, ...rest] = household[list];
  if (first === undefined) throw new Error(`the sample has no ${list}`);
  return [{ ...first, ...change }, ...rest];
}

/** Both readers of the format: ours, and anybody's with the JSON Schema. */
function accepted(minutes: unknown): readonly [ours: boolean, anybodys: boolean] {
  return [minutesSchema.safeParse(minutes).success, validate(minutes)];
}

describe('rondetafel.minutes/1', () => {
  it('has a JSON Schema file that says what the zod schema says', () => {
    const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(written, 'write it anew with the command in src/minutes/minutes-json-schema.ts').toEqual(
      minutesJsonSchema(),
    );
  });

  it.each(sampleNames)('holds the sample: %s', sample => {
    expect(accepted(sampleMinutes(sample))).toEqual([true, true]);
    expect(minutesSchema.parse(sampleMinutes(sample))).toEqual(sampleMinutes(sample));
  });

  it('tolerates fields it does not know', () => {
    const minutes = sampleMinutes('casus-x');
    expect(accepted({ ...minutes, later: 1, case: { ...minutes.case, district: 'Noord' } })).toEqual([true, true]);
  });

  it.each([
    ['another schema', { schema: 'rondetafel.minutes/2' }],
    ['a list that is absent', { risks: undefined }],
    ['a level nobody offers', { risks: [{ ...household.risks[0], agreedLevel: 'unknown' }] }],
    ['a date of another form', { nextDate: '12-12-2026' }],
    ['a code that leads elsewhere', { case: { code: '../x', approach: 'Top X' } }],
    ['half a version', { version: 1.5 }],
    ['a score above ten', { safety: withFirst('safety', { agreed: 11 }) }],
    ['a person at risk without a line through time', { safety: withFirst('safety', { line: undefined }) }],
    ['a look-back that says nothing of the outcome', { lookBack: withFirst('lookBack', { status: undefined }) }],
    ['a life domain that is none', { monitor: withFirst('monitor', { domain: 'weather' }) }],
    ['a scenario without its signal', { scenarios: withFirst('scenarios', { signals: undefined }) }],
    ['a warning that was never asked about', { warnings: withFirst('warnings', { overrideReason: undefined }) }],
    ['a correction of no version', { corrections: withFirst('corrections', { version: 0 }) }],
    ['a mark that is neither fact nor judgement', { factors: withFirst('factors', { mark: 'rumour' }) }],
    ['a phase nobody knows', { person: { processPhase: 'elsewhere' } }],
    ['a step that does not exist', { conference: { ...household.conference, skippedSteps: ['coffee'] } }],
    ['a conference without a chair', { conference: { ...household.conference, chair: undefined } }],
  ])('refuses %s', (_, change) => {
    const minutes: unknown = JSON.parse(JSON.stringify({ ...household, ...change }));
    expect(accepted(minutes)).toEqual([false, false]);
  });
});
