import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { forNarrowCell } from '../../src/cards/narrow-cells.ts';

const shown = (text: string) => forNarrowCell(text).replaceAll('\u00AD', '·');

it('lets long words of a narrow cell break about where Dutch breaks them', () => {
  expect(shown('Middelengebruik, wekelijks')).toBe('Mid·delen·gebruik, wekelijks');
  expect(shown('Jeugdbescherming')).toBe('Jeugd·bescher·ming');
  expect(shown('A1 bellen met GGZ')).toBe('A1 bellen met GGZ');
});

it('lets letters without syllables break anywhere, and puts nothing into an address or a number', () => {
  expect(shown('x'.repeat(30))).toBe(`${'x'.repeat(12)}·${'x'.repeat(12)}·${'x'.repeat(6)}`);
  for (const text of ['https://evil.example/x', '06-12345678901234', '👩‍👩‍👧‍👦'.repeat(8)])
    expect(shown(text)).toBe(text);
});

it('changes nothing but where a line may break', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
      const plain = text.replaceAll('\u00AD', '');
      expect(forNarrowCell(plain).replaceAll('\u00AD', '')).toBe(plain);
    }),
    { numRuns: 200 },
  );
});
