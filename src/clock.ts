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
    localDate: createLocalDates(),
    instantAt(day, time) {
      // A time that comes twice is either of the two for luxon, by the season it's asked in: take the first.
      const [first, second] = DateTime.fromISO(`${day}T${time}`, { zone: houseZone }).getPossibleOffsets();
      const moments = [first, second].flatMap(moment => moment?.toMillis() ?? []);
      return new Date(Math.min(...moments)).toISOString();
    },
  };
}

/** The day it is, worked out once a day: every press asks for it. */
function createLocalDates(): Clock['localDate'] {
  let known = { from: Number.NaN, until: Number.NaN, day: '' };
  return at => {
    const moment = Date.parse(at);
    if (moment >= known.from && moment < known.until) return known.day;
    const local = DateTime.fromMillis(moment, { zone: houseZone });
    const from = local.startOf('day');
    known = { from: from.toMillis(), until: from.plus({ days: 1 }).toMillis(), day: local.toFormat('yyyy-MM-dd') };
    return known.day;
  };
}
