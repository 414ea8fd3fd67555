import type { Due, LocalDate } from './values.ts';

/** Arithmetic on calendar days. A day here has no time zone, so UTC is only the ruler. */

/** The day of a due date with or without a time. */
export function dayOf(due: Due): LocalDate {
  return due.slice(0, 10);
}

export function addDays(day: LocalDate, days: number): LocalDate {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when that lies before it. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / 86_400_000;
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: LocalDate): number {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay();
}

/** Monday to Friday. Public holidays come with the reminder policy of a later version. */
export function isWorkingDay(day: LocalDate): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}

/** That day, or the working day before it. */
export function workingDayOnOrBefore(day: LocalDate): LocalDate {
  return isWorkingDay(day) ? day : workingDayOnOrBefore(addDays(day, -1));
}

/** That day, or the working day after it. */
export function workingDayOnOrAfter(day: LocalDate): LocalDate {
  return isWorkingDay(day) ? day : workingDayOnOrAfter(addDays(day, 1));
}
