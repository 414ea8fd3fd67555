import { expect, it } from 'vitest';
import { readSpokenLeave } from '../../src/domain/spoken-leave.ts';

/** A Monday. */
const read = (text: string) => readSpokenLeave(text, '2026-11-23');

it.each([
  ['1-12-2026 t/m 12-12-2026', '2026-12-01', '2026-12-12'],
  ['van 1 december tot en met 12 december', '2026-12-01', '2026-12-12'],
  ['1 t/m 12 december', '2026-12-01', '2026-12-12'],
  ['21 december - 4 januari', '2026-12-21', '2027-01-04'],
  ['from 1 December to 12 December', '2026-12-01', '2026-12-12'],
  ['1 December until 12 December 2026', '2026-12-01', '2026-12-12'],
  ['24 december', '2026-12-24', '2026-12-24'],
  ['morgen', '2026-11-24', '2026-11-24'],
  ['morgen t/m vrijdag', '2026-11-24', '2026-11-27'],
])('%s is a leave', (text, from, until) => {
  expect(read(text)).toEqual({ from, until });
});

it.each(['binnenkort', '31-2-2027 t/m 1-3-2027', 'kerst', '1 t/m 2 t/m 3 december', 'zo snel mogelijk', ''])(
  'of %s at least one day is left to be chosen',
  text => {
    const { from, until } = read(text);
    expect(from === undefined || until === undefined).toBe(true);
  },
);
