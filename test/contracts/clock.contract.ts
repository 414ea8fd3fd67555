import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/ports/clock.ts';

/** @param open a clock that stands at that moment */
export function describeClock(name: string, open: (now: string) => Clock): void {
  describe(`the clock: ${name}`, () => {
    it('tells the time it is', () => {
      expect(open('2026-11-21T08:00:00.000Z').now()).toBe('2026-11-21T08:00:00.000Z');
    });

    it('knows the day of the house, which begins before that of UTC', () => {
      const clock = open('2026-11-21T08:00:00.000Z');
      expect(clock.localDate('2026-11-21T22:59:59.999Z')).toBe('2026-11-21');
      expect(clock.localDate('2026-11-21T23:00:00.000Z')).toBe('2026-11-22');
      expect(clock.localDate('2026-07-01T22:00:00.000Z')).toBe('2026-07-02');
    });

    it('finds nine in the morning in winter and in summer', () => {
      const clock = open('2026-11-21T08:00:00.000Z');
      expect(clock.instantAt('2026-12-11', '09:00')).toBe('2026-12-11T08:00:00.000Z');
      expect(clock.instantAt('2026-07-10', '09:00')).toBe('2026-07-10T07:00:00.000Z');
    });

    it('keeps nine in the morning on the days that the clocks change', () => {
      const clock = open('2026-11-21T08:00:00.000Z');
      expect(clock.instantAt('2027-03-28', '09:00')).toBe('2027-03-28T07:00:00.000Z');
      expect(clock.instantAt('2026-10-25', '09:00')).toBe('2026-10-25T08:00:00.000Z');
    });

    it('moves a time that summer time skips forward by the gap, and takes the first of a time that comes twice', () => {
      const clock = open('2026-11-21T08:00:00.000Z');
      expect(clock.instantAt('2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z');
      expect(clock.instantAt('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    });
  });
}
