import type { Instant, LocalDate } from '../domain/values.ts';
import { addWorkingDays, type Calendar, isWorkingDay } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';

/** The first working day on which that wall-clock time (`HH:mm`) is still to come. */
export function nextMorning(clock: Clock, calendar: Calendar, now: Instant, time: string): LocalDate {
  const today = clock.localDate(now);
  const isToCome = isWorkingDay(today, calendar) && clock.instantAt(today, time) > now;
  return isToCome ? today : addWorkingDays(today, 1, calendar);
}
