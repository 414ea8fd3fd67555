import { isPublicHoliday } from './holidays.ts';
import type { Due, LocalDate } from './values.ts';

/** Arithmetic on calendar days. A day here has no time zone, so UTC is only the ruler. */

/** The day of a due date with or without a time. */
export function dayOf(due: Due): LocalDate {
  return due.slice(0, 10);
}

/** By due date; a day without a time is over at its end: "2026-12-12T14:30" comes before "2026-12-12". */
export function byDue(one: Due, other: Due): number {
  const [first, second] = [endOf(one), endOf(other)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function endOf(due: Due): string {
  return due.includes('T') ? due : `${due}T24:00`;
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

/** The same day so many months on, or the last day of that month when it has no such day. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const wanted = Math.min(date, last.getUTCDate());
  return new Date(Date.UTC(year, month - 1 + months, wanted)).toISOString().slice(0, 10);
}

/** Which days nobody works, besides weekends and the public holidays, which are computed. */
export interface Calendar {
  /** Days equated by decree with a public holiday (Algemene termijnenwet, article 3, third paragraph); the house gives them. */
  readonly daysOff: ReadonlySet<LocalDate>;
}

/** Computed holidays only: where what is reckoned is shown to somebody who may mend it. */
export const publicHolidaysOnly: Calendar = { daysOff: new Set() };

/** Monday to Friday, except public holidays and days equated with them. */
export function isWorkingDay(day: LocalDate, { daysOff }: Calendar): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isPublicHoliday(day) && !daysOff.has(day);
}

/** That day, or the working day before it. */
export function workingDayOnOrBefore(day: LocalDate, calendar: Calendar): LocalDate {
  return isWorkingDay(day, calendar) ? day : workingDayOnOrBefore(addDays(day, -1), calendar);
}

/** That day, or the working day after it. */
export function workingDayOnOrAfter(day: LocalDate, calendar: Calendar): LocalDate {
  return isWorkingDay(day, calendar) ? day : workingDayOnOrAfter(addDays(day, 1), calendar);
}

/** So many working days after a day, or before it when `count` is negative; the day itself, whatever it is, for 0. */
export function addWorkingDays(day: LocalDate, count: number, calendar: Calendar): LocalDate {
  if (count === 0) return day;
  const step = Math.sign(count);
  const next = addDays(day, step);
  return addWorkingDays(next, isWorkingDay(next, calendar) ? count - step : count, calendar);
}
