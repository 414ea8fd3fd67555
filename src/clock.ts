import { DateTime } from 'luxon';
import type { Clock } from './ports/clock.ts';

/** Where the house lives. */
export const houseZone = 'Europe/Amsterdam';

/**
 * The machine's clock, moved by an offset.
 * @param offsetMs milliseconds added to now; 0 in production
 */
export function createClock(offsetMs = 0, machineNow: () => number = Date.now): Clock {
  return {
    now: () => new Date(machineNow() + offsetMs).toISOString(),
    localDate: at => DateTime.fromISO(at, { zone: houseZone }).toFormat('yyyy-MM-dd'),
    instantAt(day, time) {
      // A time that comes twice is either of the two for luxon, by the season it's asked in: take the first.
      const [first, second] = DateTime.fromISO(`${day}T${time}`, { zone: houseZone }).getPossibleOffsets();
      const moments = [first, second].flatMap(moment => moment?.toMillis() ?? []);
      return new Date(Math.min(...moments)).toISOString();
    },
  };
}
