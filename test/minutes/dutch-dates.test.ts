import { describe, expect, it } from 'vitest';
import {
  dateWords,
  dayOf,
  dueWords,
  period,
  shortDueWords,
  timeOf,
  weekdayWords,
} from '../../src/minutes/dutch-dates.ts';

describe('dates in Dutch', () => {
  it('reads moments in the time zone of the house, in winter and in summer', () => {
    expect(timeOf('2026-11-21T08:05:00.000Z')).toBe('09.05');
    expect(timeOf('2026-07-01T08:05:00.000Z')).toBe('10.05');
    expect(timeOf('2026-11-20T23:00:00.000Z')).toBe('00.00');
    expect(dayOf('2026-11-20T23:30:00.000Z')).toBe('21 november 2026');
  });

  it('names the day once for a conference within a day, and twice past midnight', () => {
    expect(period('2026-11-21T08:00:00.000Z', '2026-11-21T08:31:00.000Z')).toBe(
      'zaterdag 21 november 2026, 09.00–09.31 uur',
    );
    // Summer time begins in between: from two to three o'clock.
    expect(period('2026-03-28T22:30:00.000Z', '2026-03-29T01:10:00.000Z')).toBe(
      'zaterdag 28 maart 2026 om 23.30 uur tot zondag 29 maart 2026 om 03.10 uur',
    );
  });

  it('leaves calendar days and wall-clock times as they were given', () => {
    expect(dateWords('2026-03-29')).toBe('29 maart 2026');
    expect(weekdayWords('2026-12-12')).toBe('zaterdag 12 december 2026');
    expect(dueWords('2026-12-12')).toBe('12 december 2026');
    expect(dueWords('2026-12-12T14:30')).toBe('12 december 2026 om 14.30 uur');
    expect(shortDueWords('2026-12-12')).toBe('12 dec 2026');
    expect(shortDueWords('2026-12-12T14:30')).toBe('12 dec 2026 14.30 uur');
  });
});
