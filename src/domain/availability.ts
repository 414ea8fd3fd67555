import type { LocalDate } from './values.ts';
import { addDays, type Calendar, dayOf, isWorkingDay, weekdayOf } from './working-days.ts';

/** When somebody is there to be reminded, as they said themselves: their leave, their days, the hour of the card in the morning. */

export const weekdays = ['mo', 'tu', 'we', 'th', 'fr'] as const;
export type Weekday = (typeof weekdays)[number];

export interface Availability {
  /** Leave, both days included; there are both or none. */
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  /** `HH:mm`; nine o'clock when nothing was said. */
  readonly hour?: string;
  /** Absent: every working day. */
  readonly days?: readonly Weekday[];
}

/** Reminders are planned for nine; whoever wants them later says so, in the same working day. */
export const usualHour = '09:00';
export const latestHour = '17:00';
/** Nobody is reminded in the evening: what is late, because the bot was off line, comes the next morning. */
export const eveningHour = '18:00';

/** A working day on which this person works and isn't on leave. */
export function isThere(day: LocalDate, availability: Availability | undefined, calendar: Calendar): boolean {
  if (!isWorkingDay(day, calendar) || isOnLeave(day, availability)) return false;
  const name = weekdays[weekdayOf(day) - 1];
  return availability?.days === undefined || availability.days.some(one => one === name);
}

function isOnLeave(day: LocalDate, { from, until }: Availability = {}): boolean {
  return from !== undefined && until !== undefined && from <= day && day <= until;
}

/**
 * When to look again at what can't be told now, as day and wall-clock time: later this morning, or the next working day, also when
 * it's evening. Not the end of the leave: leave that ends earlier than was said counts too.
 * @param hasCome says whether that hour of today has come
 * @returns undefined when it can be told now
 */
export function nextLook(
  today: LocalDate,
  hasCome: (hour: string) => boolean,
  availability: Availability | undefined,
  calendar: Calendar,
): { readonly day: LocalDate; readonly time: string } | undefined {
  const time = availability?.hour ?? usualHour;
  if (isThere(today, availability, calendar) && !hasCome(eveningHour))
    return hasCome(time) ? undefined : { day: today, time };
  let day = addDays(today, 1);
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return { day, time };
}

/** What falls due while this person is away: to be given to somebody else, or to another day. */
export function dueDuringLeave<Item extends { readonly due: string }>(
  items: readonly Item[],
  availability: Availability,
): readonly Item[] {
  return items.filter(({ due }) => isOnLeave(dayOf(due), availability));
}
