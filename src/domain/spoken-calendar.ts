import { twoFigures } from './spoken-words.ts';
import type { LocalDate } from './values.ts';
import { addDays, addMonths, weekdayOf } from './working-days.ts';

/** The days that words of a calendar come down to: weekdays, weeks by ISO 8601, months. */

export type Days = readonly LocalDate[];

/** The first such weekday from that day on, the day itself included. */
export const onOrAfter = (day: LocalDate, number: number) => addDays(day, (number - weekdayOf(day) + 7) % 7);
export const coming = (today: LocalDate, number: number) => onOrAfter(addDays(today, 1), number);
export const mondayOf = (day: LocalDate) => addDays(day, -((weekdayOf(day) + 6) % 7));
export const inWeek = (monday: LocalDate, number: number) => onOrAfter(monday, number);

/** The first day of the month so many months later. */
export const monthsLater = (day: LocalDate, months: number) => `${addMonths(day, months).slice(0, 8)}01`;

export const lastOfMonth = (day: LocalDate) => addDays(monthsLater(day, 1), -1);

/** By ISO 8601 a week belongs to the year of its Thursday. */
export const yearOfWeek = (monday: LocalDate) => addDays(monday, 3).slice(0, 4);

/** Its Friday, or its Sunday when that Friday has passed. */
export function endOfWeek(monday: LocalDate, today: LocalDate): LocalDate {
  const inItsWeekend = addDays(monday, 4) < today && addDays(monday, 6) >= today;
  return addDays(monday, inItsWeekend ? 6 : 4);
}

/** This year, or next year when it has passed. */
export function dayThatComes(today: LocalDate, month: number, day: number): Days {
  const passed = `${twoFigures(month)}-${twoFigures(day)}` < today.slice(5);
  return existing(Number(today.slice(0, 4)) + (passed ? 1 : 0), month, day);
}

/** No day at all for 31-2. */
export function existing(year: number, month: number, day: number): Days {
  if (month < 1 || month > 12 || day < 1) return [];
  const first = `${year}-${twoFigures(month)}-01`;
  return day > Number(lastOfMonth(first).slice(8)) ? [] : [addDays(first, day - 1)];
}
