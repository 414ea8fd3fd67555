import {
  coming,
  type Days,
  dayThatComes,
  endOfWeek,
  existing,
  inWeek,
  lastOfMonth,
  mondayOf,
  monthsLater,
  onOrAfter,
  yearOfWeek,
} from './spoken-calendar.ts';
import {
  anyOf,
  exactly,
  indexIn,
  monthNames,
  numberNames,
  shortWeekdayNames,
  twoFigures,
  weekdayNames,
} from './spoken-words.ts';
import type { LocalDate } from './values.ts';
import { addDays, addMonths, addWorkingDays, publicHolidaysOnly, weekdayOf } from './working-days.ts';

/** Days in somebody's own words, Dutch and English; what each way of saying comes down to stands with `readSpokenDue`. */

/** What a pattern caught, by group; empty when the group took no part. */
type Caught = (group: string) => string;

const weekday = `(?<weekday>${anyOf(weekdayNames)})`;
const beside = `(?:(?<weekday>${anyOf([...weekdayNames, ...shortWeekdayNames])}) )?`;
const month = `(?<month>${anyOf(monthNames)})`;
const year = `(?: (?:van |of )?(?<year>20\\d\\d|'\\d\\d))?`;
const count = `(?<count>\\d{1,3}|${anyOf(numberNames)})`;
const week =
  '(?<week>(?:deze|this|volgende|next|komende|coming) week|(?:week|wk) ?\\d{1,2}(?: (?:van |of )?20\\d\\d)?)';
const edge =
  '(?<edge>begin|beginning of|start of|early|half|midden|medio|mid|middle of|eind|einde|end|end of|late)(?: |-)(?:van )?(?:de |the |het )?';

/** Every way to say a day; the first that fits wins. The words are plain: lower case, no accents, no cue in front. */
const waysToSayADay: readonly (readonly [RegExp, (caught: Caught, today: LocalDate, before: boolean) => Days])[] = [
  [exactly('vandaag|today'), (_, today) => [today]],
  [exactly('morgen|tomorrow'), (_, today) => [addDays(today, 1)]],
  [exactly('overmorgen|day after tomorrow'), (_, today) => [addDays(today, 2)]],
  [exactly(`(?:deze|this) ${weekday}`), (caught, today) => [onOrAfter(today, weekdayIn(caught))]],
  [
    exactly(`(?:(?:aanstaande|komende|eerstvolgende|as|coming|this coming) )?${weekday}(?: aanstaande| as)?`),
    (caught, today) => [coming(today, weekdayIn(caught))],
  ],
  [
    exactly(`(?:volgende|next) ${weekday}`),
    (caught, today) => [inWeek(addDays(mondayOf(today), 7), weekdayIn(caught))],
  ],
  [
    exactly(`(?:${weekday}|(?<near>vandaag|today|morgen|tomorrow)) (?:(?:over|in) ${count} (?:weken|weeks|week)|week)`),
    (caught, today) => weeksAfter(caught, today),
  ],
  [exactly(`${count} (?:weeks|week) (?:from|on|after) ${weekday}`), (caught, today) => weeksAfter(caught, today)],
  [
    exactly(`(?:over|binnen|in|within) (?:nu en )?${count} (?<unit>[a-z]+(?: days?)?)(?: from now)?`),
    (caught, today) => later(today, numberIn(caught), caught('unit')),
  ],
  [exactly(`${count} (?<unit>[a-z]+) from now`), (caught, today) => later(today, numberIn(caught), caught('unit'))],
  [exactly('(?:over|binnen|in|within) (?:een half jaar|half a year)'), (_, today) => later(today, 6, 'months')],
  [exactly(`${weekday} (?:(?:in|van) )?${week}`), dayInWeek],
  [exactly(`${week} (?:op |on )?${weekday}`), dayInWeek],
  [exactly(week), (caught, today, before) => wholeWeek(caught('week'), today, before)],
  [exactly(`${edge}(?:${week}|week)`), edgeOfWeek],
  [exactly(`${edge}${month}${year}`), edgeOfMonth],
  [exactly(`${edge}(?<which>deze |this |volgende |next )?(?:maand|month)`), edgeOfThisMonth],
  [exactly('(?<which>deze |this |volgende |next )(?:maand|month)'), edgeOfThisMonth],
  [exactly(`${edge}(?<which>dit |this |volgend |next )?(?:(?<year>20\\d\\d)|jaar|year)`), edgeOfYear],
  [exactly('(?:dit |this |komend )?(?:weekend|weekeinde)'), (_, today, before) => [onOrAfter(today, before ? 5 : 0)]],
  [exactly('(?:na|after) (?:het |the )?(?:weekend|weekeinde)'), (_, today) => [coming(today, 1)]],
  [exactly(`${beside}(?<year>20\\d\\d)-(?<number>\\d{1,2})-(?<day>\\d{1,2})`), writtenDay],
  [exactly(`${beside}(?<day>\\d{1,2})(?<bar>[-/])(?<number>\\d{1,2})(?:\\k<bar>(?<year>(?:20)?\\d\\d))?`), writtenDay],
  [exactly(`${beside}(?<day>\\d{1,2})\\.(?<number>\\d{1,2})\\.(?<year>(?:20)?\\d\\d)`), writtenDay],
  [exactly(`${beside}(?:the )?(?<day>\\d{1,2})(?:e|de|ste|st|nd|rd|th)?(?: of)? ${month}${year}`), writtenDay],
  // "Jan 3" may be a person and a number; "January 3" and "Jan 3rd" can't.
  [exactly(`${beside}(?!jan \\d+$)${month} (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?${year}`), writtenDay],
  [exactly('(?<day>\\d{1,2})(?:e|de|ste|st|nd|rd|th)'), dayOfTheMonth],
];

/**
 * The days that plain words (lower case, no accents, no cue in front) may mean; none when they say no day.
 * @param before said as "before it": of a week or a weekend that is the Friday before
 */
export function readDayWords(words: string, today: LocalDate, before: boolean): Days {
  for (const [pattern, read] of waysToSayADay) {
    const found = pattern.exec(words);
    if (found !== null) return read(group => found.groups?.[group] ?? '', today, before);
  }
  return [];
}

const weekdayIn = (caught: Caught) =>
  indexIn(weekdayNames, caught('weekday')) ?? indexIn(shortWeekdayNames, caught('weekday')) ?? 0;
const numberIn = (caught: Caught) => indexIn(numberNames, caught('count')) ?? Number(caught('count'));

function weeksAfter(caught: Caught, today: LocalDate): Days {
  const near = caught('near');
  const base = near === '' ? onOrAfter(today, weekdayIn(caught)) : addDays(today, /^(?:mor|tom)/.test(near) ? 1 : 0);
  return [addDays(base, 7 * (caught('count') === '' ? 1 : numberIn(caught)))];
}

function later(today: LocalDate, number: number, unit: string): Days {
  if (number === 0) return [];
  if (/^(?:dag|dagen|days?)$/.test(unit)) return [addDays(today, number)];
  if (/^(?:week|weken|weeks)$/.test(unit)) return [addDays(today, 7 * number)];
  if (/^(?:werkdag|werkdagen|working days?|business days?)$/.test(unit))
    return [addWorkingDays(today, number, publicHolidaysOnly)];
  const months = /^(?:maand|maanden|months?)$/.test(unit) ? number : /^(?:jaar|years?)$/.test(unit) ? 12 * number : 0;
  return months === 0 ? [] : [addMonths(today, months)];
}

/** The Mondays that these words may mean; a week number that has passed is next year's. */
function mondaysOf(words: string, today: LocalDate): Days {
  const now = mondayOf(today);
  if (/^(?:deze|this)/.test(words)) return [now];
  if (/^(?:volgende|next)/.test(words)) return [addDays(now, 7)];
  // On a Monday "komende week" is this one to some and the next one to others.
  if (/^(?:komende|coming)/.test(words)) return [now, addDays(now, 7)].filter(monday => addDays(monday, 4) > today);
  const [, number, written] = /(\d{1,2})(?: (?:van |of )?(\d{4}))?$/.exec(words) ?? [];
  const numbered = (year: number) => addDays(mondayOf(`${year}-01-04`), 7 * (Number(number) - 1));
  const thisYear = Number(yearOfWeek(now));
  const year = written === undefined ? thisYear + (addDays(numbered(thisYear), 6) < today ? 1 : 0) : Number(written);
  return yearOfWeek(numbered(year)) === String(year) ? [numbered(year)] : [];
}

function wholeWeek(words: string, today: LocalDate, before: boolean): Days {
  const mondays = mondaysOf(words, today);
  if (!before) return mondays.map(monday => endOfWeek(monday, today));
  return mondays.map(monday => endOfWeek(addDays(monday, -7), today)).filter(day => day >= today);
}

function dayInWeek(caught: Caught, today: LocalDate): Days {
  const days = mondaysOf(caught('week'), today).map(monday => inWeek(monday, weekdayIn(caught)));
  return /20\d\d$/.test(caught('week')) ? days : days.filter(day => day >= today);
}

function edgeOf(caught: Caught): 'begin' | 'half' | 'end' {
  return /^(?:eind|end|late)/.test(caught('edge')) || caught('edge') === ''
    ? 'end'
    : /^(?:begin|start|early)/.test(caught('edge'))
      ? 'begin'
      : 'half';
}

function edgeOfWeek(caught: Caught, today: LocalDate): Days {
  const mondays = caught('week') === '' ? [mondayOf(today)] : mondaysOf(caught('week'), today);
  const offset = { begin: 0, half: 2, end: undefined }[edgeOf(caught)];
  const days = mondays.map(monday => (offset === undefined ? endOfWeek(monday, today) : addDays(monday, offset)));
  return /20\d\d$/.test(caught('week')) ? days : days.filter(day => day >= today);
}

function edgeIn(caught: Caught, first: LocalDate): LocalDate {
  return { begin: first, half: addDays(first, 14), end: lastOfMonth(first) }[edgeOf(caught)];
}

function edgeOfMonth(caught: Caught, today: LocalDate): Days {
  const monthIn = (year: number) =>
    edgeIn(caught, `${year}-${twoFigures((indexIn(monthNames, caught('month')) ?? 0) + 1)}-01`);
  if (caught('year') !== '') return [monthIn(writtenYear(caught('year')))];
  const year = Number(today.slice(0, 4));
  return [monthIn(monthIn(year) < today ? year + 1 : year)];
}

function edgeOfThisMonth(caught: Caught, today: LocalDate, before = false): Days {
  const next = /^(?:volgende|next)/.test(caught('which'));
  // The day before a month begins is the last of the one before it.
  if (before && next && caught('edge') === '') return [lastOfMonth(today)];
  const day = edgeIn(caught, monthsLater(today, next ? 1 : 0));
  if (day >= today) return [day];
  return caught('which') === '' ? [edgeIn(caught, monthsLater(today, 1))] : [];
}

/** "Half jaar" is a length and not a day. */
function edgeOfYear(caught: Caught, today: LocalDate): Days {
  const next = /^(?:volgend|next)/.test(caught('which'));
  const year = caught('year') === '' ? Number(today.slice(0, 4)) + (next ? 1 : 0) : Number(caught('year'));
  const day = { begin: `${year}-01-01`, half: undefined, end: `${year}-12-31` }[edgeOf(caught)];
  return day === undefined || (day < today && caught('year') === '') ? [] : [day];
}

function writtenDay(caught: Caught, today: LocalDate): Days {
  const number = caught('number') === '' ? (indexIn(monthNames, caught('month')) ?? -1) + 1 : Number(caught('number'));
  const day = Number(caught('day'));
  const days =
    caught('year') === '' ? dayThatComes(today, number, day) : existing(writtenYear(caught('year')), number, day);
  const [only] = days;
  if (only === undefined || caught('weekday') === '' || weekdayOf(only) === weekdayIn(caught)) return days;
  return [only, onOrAfter(addDays(only, -3), weekdayIn(caught))];
}

const writtenYear = (year: string) => 2000 + Number(year.slice(-2));

/** "De 15e": of this month, or of the next when it has passed. */
function dayOfTheMonth(caught: Caught, today: LocalDate): Days {
  const day = Number(caught('day'));
  const first = monthsLater(today, day < Number(today.slice(8)) ? 1 : 0);
  return existing(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day);
}
