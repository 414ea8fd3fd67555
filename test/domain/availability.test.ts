import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Availability,
  dueDuringLeave,
  isThere,
  nextLook,
  type Weekday,
  weekdays,
} from '../../src/domain/availability.ts';
import { addDays, isWorkingDay, publicHolidaysOnly } from '../../src/domain/working-days.ts';

const there = (day: string, availability?: Availability) => isThere(day, availability, publicHolidaysOnly);
const leave = { from: '2026-12-01', until: '2026-12-12' };

describe('somebody is there', () => {
  it('on working days, when nothing was said', () => {
    expect(there('2026-12-11')).toBe(true);
    expect([there('2026-12-12'), there('2026-12-25')]).toEqual([false, false]);
    expect(isThere('2026-12-11', undefined, { daysOff: new Set(['2026-12-11']) })).toBe(false);
  });

  it('not during leave, both days included', () => {
    expect(['2026-11-30', '2026-12-01', '2026-12-11', '2026-12-14'].map(day => there(day, leave))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('on the days they work', () => {
    const days: readonly Weekday[] = ['mo', 'fr'];
    expect(['2026-12-07', '2026-12-08', '2026-12-11'].map(day => there(day, { days }))).toEqual([true, false, true]);
  });
});

describe('what comes up', () => {
  const look = (today: string, now: string, availability?: Availability) =>
    nextLook(today, hour => hour <= now, availability, publicHolidaysOnly);

  it('is told at once from the hour on at which they want it', () => {
    expect(look('2026-12-11', '09:00')).toBeUndefined();
    expect(look('2026-12-11', '08:59')).toEqual({ day: '2026-12-11', time: '09:00' });
    expect(look('2026-12-11', '09:00', { hour: '10:30' })).toEqual({ day: '2026-12-11', time: '10:30' });
    expect(look('2026-12-11', '17:59', { hour: '10:30' })).toBeUndefined();
  });

  it('is looked at again in the morning of the next working day when it is evening', () => {
    expect(look('2026-12-10', '18:00')).toEqual({ day: '2026-12-11', time: '09:00' });
    expect(look('2026-12-11', '23:00', { hour: '10:30' })).toEqual({ day: '2026-12-14', time: '10:30' });
  });

  it('is looked at again on the next working day while they are away', () => {
    expect(look('2026-12-11', '09:00', leave)).toEqual({ day: '2026-12-14', time: '09:00' });
    expect(look('2026-12-12', '12:00')).toEqual({ day: '2026-12-14', time: '09:00' });
    expect(look('2026-12-24', '09:00', { days: ['mo'], hour: '11:00' })).toEqual({ day: '2026-12-28', time: '11:00' });
  });

  it('is told in the end, on a day and at an hour on which they are there, whatever was said', () => {
    const any = fc.record(
      {
        from: fc.integer({ min: 0, max: 60 }).map(days => addDays('2026-11-23', days)),
        length: fc.integer({ min: 0, max: 40 }),
        hour: fc.constantFrom('09:00', '12:30', '17:00'),
        days: fc.subarray([...weekdays], { minLength: 1 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 90 }), ({ from, length = 0, ...rest }, start) => {
        const availability = { ...rest, ...(from !== undefined && { from, until: addDays(from, length) }) };
        let [day, now] = [addDays('2026-11-23', start), '09:00'];
        for (let looks = 0; looks < 80; looks++) {
          const next = look(day, now, availability);
          if (next === undefined) {
            expect(there(day, availability)).toBe(true);
            expect(now >= (availability.hour ?? '09:00')).toBe(true);
            return;
          }
          expect(`${next.day} ${next.time}` > `${day} ${now}`).toBe(true);
          expect(isWorkingDay(next.day, publicHolidaysOnly)).toBe(true);
          [day, now] = [next.day, next.time];
        }
        throw new Error('never told');
      }),
    );
  });
});

it('what falls due in a leave is found, with or without a time', () => {
  const dues = ['2026-11-30', '2026-12-01', '2026-12-12T23:30', '2026-12-13'].map(due => ({ due }));
  expect(dueDuringLeave(dues, leave).map(({ due }) => due)).toEqual(['2026-12-01', '2026-12-12T23:30']);
  expect(dueDuringLeave(dues, {})).toEqual([]);
});
