import type { Due, Instant, LocalDate } from '../domain/values.ts';
import { phrases } from './sentences.ts';

const zone = 'Europe/Amsterdam';
const dayParts = { day: 'numeric', month: 'long', year: 'numeric' } as const;

const dayOfInstant = new Intl.DateTimeFormat('nl-NL', { ...dayParts, timeZone: zone });
const weekdayOfInstant = new Intl.DateTimeFormat('nl-NL', { ...dayParts, weekday: 'long', timeZone: zone });
const shortDayOfInstant = new Intl.DateTimeFormat('nl-NL', { ...dayParts, month: 'short', timeZone: zone });
const timeOfInstant = new Intl.DateTimeFormat('nl-NL', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: zone,
});
// A calendar day has no zone of its own: read and written in UTC it stays the same day.
const dayOfDate = new Intl.DateTimeFormat('nl-NL', { ...dayParts, timeZone: 'UTC' });
const shortDayOfDate = new Intl.DateTimeFormat('nl-NL', { ...dayParts, month: 'short', timeZone: 'UTC' });
const weekdayOfDate = new Intl.DateTimeFormat('nl-NL', { ...dayParts, weekday: 'long', timeZone: 'UTC' });

/** `21 november 2026`, the day in the house's time zone. */
export function dayOf(at: Instant): string {
  return dayOfInstant.format(new Date(at));
}

/** `21 nov 2026`, the day in the house's time zone. */
export function shortDayOf(at: Instant): string {
  return shortDayOfInstant.format(new Date(at));
}

/** `09.31`, as Dutch writes a time, in the house's time zone. */
export function timeOf(at: Instant): string {
  return timeOfInstant.format(new Date(at)).replace(':', '.');
}

/** `zaterdag 21 november 2026, 09.00–09.31 uur`; with both days when it went past midnight. */
export function period(from: Instant, until: Instant): string {
  const start = weekdayOfInstant.format(new Date(from));
  if (dayOf(from) === dayOf(until)) return `${start}, ${phrases.times(timeOf(from), timeOf(until))}`;
  return phrases.until(
    phrases.at(start, timeOf(from)),
    phrases.at(weekdayOfInstant.format(new Date(until)), timeOf(until)),
  );
}

/** `12 december 2026` */
export function dateWords(date: LocalDate): string {
  return dayOfDate.format(new Date(`${date}T00:00:00Z`));
}

/** `zaterdag 12 december 2026` */
export function weekdayWords(date: LocalDate): string {
  return weekdayOfDate.format(new Date(`${date}T00:00:00Z`));
}

/** `12 december 2026`, or `12 december 2026 om 14.30 uur`. The time of a `Due` is wall-clock time already. */
export function dueWords(due: Due): string {
  const { date, time } = partsOf(due);
  return time === undefined ? dateWords(date) : phrases.at(dateWords(date), time);
}

/** For a narrow column: `12 dec 2026`, or `12 dec 2026 14.30 uur`. */
export function shortDueWords(due: Due): string {
  const { date, time } = partsOf(due);
  const day = shortDayOfDate.format(new Date(`${date}T00:00:00Z`));
  return time === undefined ? day : `${day} ${phrases.hour(time)}`;
}

function partsOf(due: Due): { readonly date: LocalDate; readonly time: string | undefined } {
  const [date = due, time] = due.split('T');
  return { date, time: time?.replace(':', '.') };
}

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The moment of a wall-clock time in the house's time zone: the first one when it comes twice, just after when it's skipped. */
export function utcOf(due: Due): Instant {
  const wanted = Date.parse(`${due}:00Z`);
  const shown = (at: number) => Date.parse(`${wallClock.format(at).replace(', ', 'T')}:00Z`);
  // The zone is ahead of UTC; where its clock changes in between, the second guess is measured at the right side of it.
  const first = wanted - (shown(wanted) - wanted);
  const found = first - (shown(first) - wanted);
  const earlier = found - 3_600_000;
  return new Date(shown(earlier) === wanted ? earlier : found).toISOString();
}
