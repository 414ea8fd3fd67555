import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  type Calendar,
  dayOf,
  isWorkingDay,
  publicHolidaysOnly,
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
    expect(week.map(day => isWorkingDay(day, publicHolidaysOnly))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('are no public holidays, nor days that the house says are equated with them', () => {
    const bridge: Calendar = { daysOff: new Set(['2027-05-07']) };
    const days = ['2027-05-04', '2027-05-05', '2027-05-06', '2027-05-07', '2027-05-10'];
    expect(days.map(day => isWorkingDay(day, publicHolidaysOnly))).toEqual([true, false, false, true, true]);
    expect(days.map(day => isWorkingDay(day, bridge))).toEqual([true, false, false, false, true]);
    expect(workingDayOnOrBefore('2027-05-09', bridge)).toBe('2027-05-04');
    expect(workingDayOnOrAfter('2027-05-05', bridge)).toBe('2027-05-10');
  });

  it.each([
    ['2026-12-11', -3, '2026-12-08'],
    ['2026-12-14', -3, '2026-12-09'],
    ['2026-12-13', -3, '2026-12-09'],
    ['2026-12-13', 1, '2026-12-14'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 3, '2027-01-06'],
    ['2026-12-13', 0, '2026-12-13'],
  ])('counted from %s by %i lead to %s', (day, count, reached) => {
    expect(addWorkingDays(day, count, publicHolidaysOnly)).toBe(reached);
  });

  it('on or before a day are at most four days earlier, and the day itself when it is one', () => {
    fc.assert(
      fc.property(days, day => {
        const found = workingDayOnOrBefore(day, publicHolidaysOnly);
        expect(isWorkingDay(found, publicHolidaysOnly)).toBe(true);
        expect([0, -1, -2, -3, -4].map(back => addDays(day, back))).toContain(found);
        if (isWorkingDay(day, publicHolidaysOnly)) expect(found).toBe(day);
      }),
    );
  });

  it('on or after a day are at most four days later, and the day itself when it is one', () => {
    fc.assert(
      fc.property(days, day => {
        const found = workingDayOnOrAfter(day, publicHolidaysOnly);
        expect(isWorkingDay(found, publicHolidaysOnly)).toBe(true);
        expect([0, 1, 2, 3, 4].map(on => addDays(day, on))).toContain(found);
        if (isWorkingDay(day, publicHolidaysOnly)) expect(found).toBe(day);
      }),
    );
  });
});
