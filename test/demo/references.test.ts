import { describe, expect, it } from 'vitest';
import { resolveReferences, today } from '../../src/demo/references.ts';
import { offsetTo } from '../../src/demo/reminder.ts';

describe('references in a case file', () => {
  it('reckons days from the day of play, over the end of a month and a year', () => {
    expect(resolveReferences('$today+14', '2026-12-20')).toBe('2027-01-03');
    expect(resolveReferences('$today-200', '2026-11-21')).toBe('2026-05-05');
    expect(resolveReferences('$today', '2026-11-21')).toBe('2026-11-21');
  });

  it('takes ids wherever they stand, and leaves other text alone', () => {
    expect(resolveReferences('level:$R1', '2026-11-21')).toBe('level:R1');
    expect(resolveReferences('$F1,$F12', '2026-11-21')).toBe('F1,F12');
    expect(resolveReferences('kost $5 aan R1', '2026-11-21')).toBe('kost $5 aan R1');
  });

  it("takes the day of the house's own time zone", () => {
    expect(today(new Date('2026-11-21T23:30:00Z'))).toBe('2026-11-22');
  });
});

describe('moving the clock to a day', () => {
  it('comes after nine in the morning, on the working day after it in a weekend', () => {
    expect(offsetTo('2026-12-04', '2026-11-21', new Date('2026-11-21T06:00:00Z'))).toBe('P13DT185M');
    expect(offsetTo('2026-12-05', '2026-11-21', new Date('2026-11-21T15:00:00Z'))).toBe('P16DT0M');
    // At eight in the evening: nine hours and 55 minutes less than a whole number of days.
    expect(offsetTo('2026-12-04', '2026-11-21', new Date('2026-11-21T19:00:00Z'))).toBe('P12DT845M');
    expect(offsetTo('2026-11-23', '2026-11-23', new Date('2026-11-23T19:00:00Z'))).toBe('P0DT0M');
  });
});
