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

  it('holds what later steps record', () => {
    const owner = { name: 'wijkagent', organisation: 'Politie' };
    expect(
      accepted({
        ...sampleMinutes('casus-x'),
        lookBack: [
          { action: 'A1', what: 'Controle', owner, due: '2026-12-12', status: 'partly', note: 'Drie van vier' },
        ],
        safety: [
          {
            subject: 'P1',
            name: 'moeder',
            rounds: [
              {
                scores: [
                  { organisation: 'Politie', score: 4 },
                  { organisation: 'GGZ', score: 5 },
                ],
                lowest: 4,
                median: 4.5,
                highest: 5,
              },
            ],
            agreed: 4,
          },
        ],
        scenarios: [
          { id: 'S1', signals: 'Weer op straat', response: 'belt de wijkagent', who: owner, kind: 'escalation' },
        ],
        warnings: [{ code: 'rnr.intensity', item: 'A3', overrideReason: null }],
      }),
    ).toEqual([true, true]);
  });

  it.each([
    ['another schema', { schema: 'rondetafel.minutes/2' }],
    ['a list that is absent', { risks: undefined }],
    ['a level nobody offers', { risks: [{ ...sampleMinutes('casus-x').risks[0], agreedLevel: 'unknown' }] }],
    ['a date of another form', { nextDate: '12-12-2026' }],
    ['a code that leads elsewhere', { case: { code: '../x', approach: 'Top X' } }],
    ['half a version', { version: 1.5 }],
    ['a conference without a chair', { conference: { ...sampleMinutes('casus-x').conference, chair: undefined } }],
  ])('refuses %s', (_, change) => {
    const minutes: unknown = JSON.parse(JSON.stringify({ ...sampleMinutes('casus-x'), ...change }));
    expect(accepted(minutes)).toEqual([false, false]);
  });
});
