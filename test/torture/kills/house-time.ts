import { createClock, houseZone } from '../../../src/clock.ts';

export const dayMs = 86_400_000;
const clock = createClock();

/** The day at the house. @param at milliseconds */
export function dayAtHouse(at: number): string {
  return clock.localDate(new Date(at).toISOString());
}

/** How far to put a clock ahead so that it's about ten at the house: what comes at nine comes when days pass. Whole seconds. */
export function untilTenAtHouse(now: number): number {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: houseZone, timeStyle: 'medium' }).format(now);
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const ahead = 10 * 3_600 - (hours * 3_600 + minutes * 60 + seconds);
  return ahead * 1_000 + (ahead < 0 ? dayMs : 0);
}
