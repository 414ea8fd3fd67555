import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import { proposedNextDate } from '../../src/domain/next-date.ts';
import { addDays, isWorkingDay, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { stateAfter } from '../support/given.ts';
import { table } from '../support/history.ts';

/** A case whose conferences were on these days, the last one running. */
function heldOn(...days: readonly string[]): { state: CaseState; conference: Conference } {
  const [first] = stateAfter(table()).conferences;
  if (first === undefined) throw new Error('a table has a conference');
  const conferences = days.map((day, i) => ({
    ...first,
    id: `c${i}`,
    number: i + 1,
    openedAt: `${day}T09:00:00.000Z`,
  }));
  const conference = conferences.at(-1);
  if (conference === undefined) throw new Error('at least one day');
  return { state: { ...stateAfter(table()), conferences }, conference };
}

function proposed(today: string, ...days: readonly string[]): string {
  const { state, conference } = heldOn(...days, today);
  return proposedNextDate(state, conference, today, publicHolidaysOnly);
}

describe('the day proposed for the next conference', () => {
  it('is three months ahead for a first conference', () => {
    expect(proposed('2026-11-20')).toBe('2027-02-19');
  });

  it('is the working day before when that is in a weekend', () => {
    expect(proposed('2026-11-21')).toBe('2027-02-19');
    expect(proposed('2026-11-22')).toBe('2027-02-22');
  });

  it('is the last day of a month that is shorter', () => {
    expect(proposed('2026-11-30')).toBe('2027-02-26');
    expect(proposed('2027-11-30')).toBe('2028-02-29');
  });

  it('is as far ahead as the last two were apart, when that is less than three months', () => {
    expect(proposed('2026-11-20', '2026-10-30')).toBe('2026-12-11');
    expect(proposed('2026-11-20', '2026-01-09', '2026-11-13')).toBe('2026-11-27');
    expect(proposed('2026-11-20', '2026-01-09')).toBe('2027-02-19');
  });

  it('does not repeat the week after a spoed, nor a conference that was taken up again on the same day', () => {
    const { state, conference } = heldOn('2026-11-16', '2026-11-20');
    const afterSpoed = state.conferences.map(one => (one.number === 1 ? { ...one, wasUrgent: true } : one));
    expect(proposedNextDate({ ...state, conferences: afterSpoed }, conference, '2026-11-20', publicHolidaysOnly)).toBe(
      '2027-02-19',
    );
    expect(proposed('2026-11-20', '2026-11-20')).toBe('2027-02-19');
  });

  it('is within seven days in a spoed', () => {
    const { state, conference } = heldOn('2026-11-21');
    expect(proposedNextDate(state, { ...conference, urgent: true }, '2026-11-21', publicHolidaysOnly)).toBe(
      '2026-11-27',
    );
  });

  it('is always a working day after today and never more than three months ahead', () => {
    const days = fc.integer({ min: 0, max: 1000 }).map(offset => addDays('2026-01-01', offset));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), fc.boolean(), (today, before, urgent) => {
        const { state, conference } = heldOn(addDays(today, -before), today);
        const day = proposedNextDate(state, { ...conference, urgent }, today, publicHolidaysOnly);
        expect(isWorkingDay(day, publicHolidaysOnly)).toBe(true);
        expect(day > today).toBe(true);
        expect(day <= addDays(today, urgent ? 7 : 92)).toBe(true);
      }),
    );
  });
});
