import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../src/domain/working-days.ts';

const days = fc.integer({ min: -20_000, max: 40_000 }).map(offset => addDays('2026-01-01', offset));

describe('calendar days', () => {
  it('count over months, years, leap days and the changes of the clock', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('come back when as many are taken off', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2000, max: 2000 }), (day, n) => addDays(addDays(day, n), -n) === day),
    );
  });

  it('drop the time of a due date', () => {
    expect([dayOf('2026-12-04'), dayOf('2026-12-04T23:59')]).toEqual(['2026-12-04', '2026-12-04']);
  });
});

describe('working days', () => {
  it('are Monday to Friday', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map(n => addDays('2026-11-16', n));
    expect(week.map(isWorkingDay)).toEqual([true, true, true, true, true, false, false]);
  });

  it('on or before a day are at most two days earlier, and the day itself when it is one', () => {
    fc.assert(
      fc.property(days, day => {
        const found = workingDayOnOrBefore(day);
        expect(isWorkingDay(found)).toBe(true);
        expect([day, addDays(day, -1), addDays(day, -2)]).toContain(found);
        if (isWorkingDay(day)) expect(found).toBe(day);
      }),
    );
  });

  it('on or after a day are at most two days later, and the day itself when it is one', () => {
    fc.assert(
      fc.property(days, day => {
        const found = workingDayOnOrAfter(day);
        expect(isWorkingDay(found)).toBe(true);
        expect([day, addDays(day, 1), addDays(day, 2)]).toContain(found);
        if (isWorkingDay(day)) expect(found).toBe(day);
      }),
    );
  });
});
