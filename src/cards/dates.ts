import type { Due, Instant, LocalDate } from '../domain/values.ts';
import type { Language } from '../ports/conversations.ts';

/** Days and times as people read them, formatted in code so that every client shows the same. */
export interface Dates {
  /** "12 december", with the year when it isn't this one. Anything that isn't a day comes back as it was. */
  day(date: LocalDate): string;
  /** A day, with "om 14.30" when it has a time. */
  due(due: Due): string;
  shortDue(due: Due): string;
  /** "vrijdag 12 december 2026", with "om 14.30" when it has a time: to check that a day was understood. */
  inFull(due: Due): string;
  /** "14.30"; undefined when it's a day. */
  time(due: Due): string | undefined;
  /** The calendar day of a moment in the house's zone. */
  dayOf(at: Instant): LocalDate;
}

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** Making a formatter costs more than using it a hundred times, and there are only a few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** No zone begins a day at another moment than on a quarter of an hour. */
const quarterMs = 15 * 60_000;
let lately = { zone: '', quarter: Number.NaN, day: '' };

/** The day of the last quarter of an hour that was asked for is remembered: nearly every card asks for that of now. */
function dayIn(zone: string, at: Instant): LocalDate {
  const quarter = Math.floor(Date.parse(at) / quarterMs);
  if (lately.quarter === quarter && lately.zone === zone) return lately.day;
  // en-CA writes a day as ISO 8601 does.
  const iso = formatter('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  lately = { zone, quarter, day: iso.format(new Date(at)) };
  return lately.day;
}

/** `now` decides which year goes without saying. `zone` is an IANA name (`Europe/Amsterdam`). */
export function createDates(language: Language, zone: string, now: Instant): Dates {
  const locale = locales[language];
  const dayOf = (at: Instant) => dayIn(zone, at);
  const thisYear = dayOf(now).slice(0, 4);
  const format = (date: LocalDate, month: 'long' | 'short') => {
    if (!isDay(date)) return date;
    const year = date.startsWith(thisYear) ? {} : { year: 'numeric' as const };
    return formatter(locale, { timeZone: 'UTC', day: 'numeric', month, ...year }).format(new Date(`${date}T00:00:00Z`));
  };
  const clock = (time: string) => (language === 'nl' ? time.slice(0, 5).replace(':', '.') : time.slice(0, 5));
  const withTime = (due: Due, month: 'long' | 'short') => {
    const [date = '', time] = due.split('T');
    if (time === undefined) return format(date, month);
    return `${format(date, month)} ${language === 'nl' ? 'om' : 'at'} ${clock(time)}`;
  };
  return {
    day: date => format(date, 'long'),
    due: due => withTime(due, 'long'),
    shortDue: due => withTime(due, 'short'),
    inFull: due => {
      const [date = '', time] = due.split('T');
      if (!isDay(date)) return due;
      const options = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
      const day = formatter(locale, options)
        .format(new Date(`${date}T00:00:00Z`))
        .replace(',', '');
      return time === undefined ? day : `${day} ${language === 'nl' ? 'om' : 'at'} ${clock(time)}`;
    },
    time: due => {
      const [, time] = due.split('T');
      return time && clock(time);
    },
    dayOf,
  };
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
