import { describe, expect, it } from 'vitest';
import { createDates } from '../../src/cards/dates.ts';

const now = '2026-11-21T08:00:00.000Z';
const dutch = createDates('nl', 'Europe/Amsterdam', now);
const english = createDates('en', 'Europe/Amsterdam', now);

describe('days', () => {
  it('are said as people say them, with the year when it is another one', () => {
    expect(dutch.day('2026-12-12')).toBe('12 december');
    expect(english.day('2026-12-12')).toBe('12 December');
    expect(dutch.day('2027-01-04')).toBe('4 januari 2027');
    expect(dutch.shortDue('2026-03-05')).toBe('5 mrt');
  });

  it('have a time when one was agreed', () => {
    expect(dutch.due('2026-12-12T14:30')).toBe('12 december om 14.30');
    expect(english.shortDue('2026-12-12T14:30')).toBe('12 Dec at 14:30');
    expect(dutch.due('2026-12-12')).toBe('12 december');
  });

  it('are said in full, with weekday and year, when somebody checks them', () => {
    expect(dutch.inFull('2026-12-12')).toBe('zaterdag 12 december 2026');
    expect(dutch.inFull('2026-12-12T14:30')).toBe('zaterdag 12 december 2026 om 14.30');
    expect(english.inFull('2026-12-12T14:30')).toBe('Saturday 12 December 2026 at 14:30');
    expect(dutch.inFull('morgen')).toBe('morgen');
  });

  it('come back as they were when they are no days', () => {
    expect(dutch.day('morgen')).toBe('morgen');
  });

  it('are those of the house, not of UTC', () => {
    expect(dutch.dayOf('2026-11-20T22:59:00.000Z')).toBe('2026-11-20');
    expect(dutch.dayOf('2026-11-20T23:01:00.000Z')).toBe('2026-11-21');
    expect(dutch.dayOf('2026-07-20T22:01:00.000Z')).toBe('2026-07-21');
    const kathmandu = createDates('nl', 'Asia/Kathmandu', now);
    expect(kathmandu.dayOf('2026-07-20T18:14:59.999Z')).toBe('2026-07-20');
    expect(kathmandu.dayOf('2026-07-20T18:15:00.000Z')).toBe('2026-07-21');
    expect(dutch.dayOf('2026-07-20T18:15:00.000Z')).toBe('2026-07-20');
  });
});
