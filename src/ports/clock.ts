import type { Instant, LocalDate } from '../domain/values.ts';

/** Time as the house lives it. The only source of time in the process; the offset of development and tests hides behind it. */
export interface Clock {
  now(): Instant;
  /** The day in the house's time zone (Europe/Amsterdam) at that moment. */
  localDate(at: Instant): LocalDate;
  /**
   * The moment of a wall-clock time (`HH:mm`) on that day in the house's time zone. A time that summer time skips is moved
   * forward by the gap; a time that happens twice is the first of the two.
   */
  instantAt(day: LocalDate, time: string): Instant;
}
