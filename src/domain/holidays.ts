import type { LocalDate } from './values.ts';

/**
 * Dutch public holidays as the general extension-of-time act has them (Algemene termijnenwet, article 3): New Year's Day, Good
 * Friday (equated in the act itself), Easter Monday, King's Day, 5 May (every year, not only the lustrum years in which most people
 * are off), Ascension Day, Whit Monday, Christmas and Boxing Day. Computed, so that no list runs out. Days that a decree equates
 * (third paragraph) come in as data: see `Calendar`.
 */
export function isPublicHoliday(day: LocalDate): boolean {
  return holidaysOf(Number(day.slice(0, 4))).has(day);
}

/** Computed once a year; the same for everybody. */
const known = new Map<number, ReadonlySet<LocalDate>>();

function holidaysOf(year: number): ReadonlySet<LocalDate> {
  const before = known.get(year);
  if (before !== undefined) return before;
  const [month, date] = easterOf(year);
  const afterEaster = (days: number) => dayOf(year, month, date + days);
  const days = new Set([
    dayOf(year, 1, 1),
    afterEaster(-2),
    afterEaster(1),
    kingsDayOf(year),
    dayOf(year, 5, 5),
    afterEaster(39),
    afterEaster(50),
    dayOf(year, 12, 25),
    dayOf(year, 12, 26),
  ]);
  known.set(year, days);
  return days;
}

/** A date past the end of a month, or before its first, is a day of the month after or before. */
function dayOf(year: number, month: number, date: number): LocalDate {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

/** 27 April, or the day before when that is a Sunday. */
function kingsDayOf(year: number): LocalDate {
  const isSunday = new Date(Date.UTC(year, 3, 27)).getUTCDay() === 0;
  return dayOf(year, 4, isSunday ? 26 : 27);
}

/** Month and date of Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876). */
function easterOf(year: number): readonly [month: number, date: number] {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return [Math.floor(sum / 31), (sum % 31) + 1];
}
