import { expect, it } from 'vitest';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { minutesSchema } from '../../src/minutes/minutes-schema.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { headings, openWordDocument, textUnder } from '../support/word-document.ts';

const told: Minutes = {
  ...sampleMinutes('household'),
  preparation: [
    {
      organisation: 'Wijkteam gemeente',
      changes: 'Moeder heeft een eigen kamer',
      factors: ['Weinig zelfcontrole', 'Foute vrienden'],
      instrument: 'HKT-R',
      instrumentDate: '2026-10-01',
    },
    { organisation: 'GGZ', factors: ['Schulden'] },
    { organisation: 'Politie', factors: [] },
  ],
};

it('tells before the look-back what was told beforehand, and who had nothing to tell', async () => {
  const document = await openWordDocument(await writeDocx(told));
  const order = headings(document);
  expect(order.indexOf('Vooraf gemeld')).toBe(order.indexOf('Terugblik op de acties') - 1);
  expect(textUnder(document, 'Vooraf gemeld')).toEqual([
    'Organisatie | Wat er veranderde | Factoren uit een actuele taxatie',
    'Wijkteam gemeente | Moeder heeft een eigen kamer | Weinig zelfcontrole\nFoute vrienden\nHKT-R, 1 oktober 2026',
    'GGZ | – | Schulden',
    'Politie | Niets te melden | –',
  ]);
});

it('has no such part when nobody was asked', async () => {
  expect(headings(await openWordDocument(await writeDocx(sampleMinutes('household'))))).not.toContain('Vooraf gemeld');
});

it('is part of the format', () => {
  expect(minutesSchema.parse(told)).toEqual(told);
  const [first] = told.preparation ?? [];
  expect(minutesSchema.safeParse({ ...told, preparation: [{ ...first, factors: undefined }] }).success).toBe(false);
});
