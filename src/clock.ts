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
    instantAt: (day, time) => DateTime.fromISO(`${day}T${time}`, { zone: houseZone }).toUTC().toJSDate().toISOString(),
  };
}
