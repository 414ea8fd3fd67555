import type { Due, LocalDate } from './values.ts';
import { addDays, addWorkingDays, publicHolidaysOnly, weekdayOf } from './working-days.ts';

/** What a due date in somebody's own words comes down to. Several days are choices for a person, in order of time. */
export type SpokenDue =
  | { readonly kind: 'due'; readonly due: Due }
  | { readonly kind: 'ambiguous'; readonly choices: readonly Due[] }
  | { readonly kind: 'none' };

type Days = readonly LocalDate[];
/** What a pattern caught, by group; empty when the group took no part. */
type Caught = (group: string) => string;
type PartOfDay = 'morning' | 'afternoon' | 'evening';

const none: SpokenDue = { kind: 'none' };
/** In characters; longer than any day that is said in one breath. */
const longestText = 100;

const weekdayNames = [
  ['zondag', 'sunday'],
  ['maandag', 'monday', 'mon'],
  ['dinsdag', 'tuesday', 'tue', 'tues'],
  ['woensdag', 'wednesday', 'wed'],
  ['donderdag', 'thursday', 'thu', 'thur', 'thurs'],
  ['vrijdag', 'friday', 'fri'],
  ['zaterdag', 'saturday'],
];
/** These are words of their own as well, so they count beside a date only: "zo 6-12", never "zo snel mogelijk". */
const shortWeekdayNames = [['zo', 'sun'], ['ma'], ['di'], ['wo'], ['do'], ['vr'], ['za', 'sat']];
const monthNames = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
const numberNames = [
  [],
  ['een', 'a', 'an', 'one'],
  ['twee', 'two'],
  ['drie', 'three'],
  ['vier', 'four'],
  ['vijf', 'five'],
  ['zes', 'six'],
  ['zeven', 'seven'],
  ['acht', 'eight'],
  ['negen', 'nine'],
  ['tien', 'ten'],
  ['elf', 'eleven'],
  ['twaalf', 'twelve'],
  [],
  ['veertien', 'fourteen'],
];

const anyOf = (names: readonly (readonly string[])[]) => names.flat().join('|');
const weekday = `(?<weekday>${anyOf(weekdayNames)})`;
const beside = `(?:(?<weekday>${anyOf([...weekdayNames, ...shortWeekdayNames])}) )?`;
const month = `(?<month>${anyOf(monthNames)})`;
const year = `(?: (?:van |of )?(?<year>20\\d\\d|'\\d\\d))?`;
const count = `(?<count>\\d{1,3}|${anyOf(numberNames)})`;
const week =
  '(?<week>(?:deze|this|volgende|next|komende|coming) week|(?:week|wk) ?\\d{1,2}(?: (?:van |of )?20\\d\\d)?)';
const edge =
  '(?<edge>begin|beginning of|start of|early|half|midden|medio|mid|middle of|eind|einde|end|end of|late)(?: |-)(?:van )?(?:de |the |het )?';
const exactly = (pattern: string) => new RegExp(`^(?:${pattern})$`);

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

const clockTime =
  '(?:(?<at>om|at|voor|before|by|tegen) )?(?:(?<shift>half past|half|kwart over|quarter past|kwart voor|quarter to) )?(?<hour>\\d{1,2}|' +
  `${anyOf(numberNames)})(?:[:.hu](?<minute>[0-5]\\d))?(?: ?(?<unit>uur|u|h|o'clock))?(?: ?(?<noon>am|pm))?` +
  "(?: (?:'s |in the )(?<part>ochtends|morgens|middags|avonds|morning|afternoon|evening))?";
const timeLast = exactly(`(?:(?<rest>.*?) )??${clockTime}`);
const timeFirst = exactly(`${clockTime} (?<rest>.+)`);
const cue =
  /^(?:(?:uiterlijk|op z(?:ij|')n laatst|ten laatste|voor|op|tegen|before|by|on|no later than|not later than|deadline:?|due:?|de|het|the) |in (?=(?:de|het|deze|volgende|this|next) |week|wk))/;
const endOfDay = /(?:^| )(?:eind|einde|end)(?: van| of)?(?: de| the| business)? (?:werk)?(?:dag|day)$/;

/**
 * Reads when something is due, in Dutch or English, as people type it: "vóór vrijdag", "over twee weken", "eind december", "3-12",
 * "week 50", "morgen om 9 uur". The reading is echoed and confirmed by a person, so each choice here is visible before it counts:
 *
 * - "vóór", "op", "uiterlijk" and "by" a day all mean that day: "vóór vrijdag" is due on that Friday. Before a week or a weekend is
 *   the Friday that comes before it.
 * - "vrijdag" (aanstaande, komende) is the first Friday after today, so on a Friday it's a week later; today is called "vandaag".
 *   "Deze vrijdag" may be today. "Volgende vrijdag" and "next Friday" are the Friday of next week, Monday being its first day.
 * - "Vrijdag over een week" is a week after the first Friday from today on; on a Friday that's the same day next week.
 * - A week is due on its Friday, or on its Sunday when its Friday has passed. Weeks are numbered by ISO 8601.
 * - "Begin", "half" and "eind" of a month are its first, fifteenth and last day; of a week Monday, Wednesday and Friday.
 * - Figures are day first, also in English: 3-12 is 3 December. What has passed this year is next year's; a written year is kept,
 *   also when it has passed, since refusing is a rule of the action.
 * - A time alone is today. An hour of 1 to 6 without a part of the day is ambiguous, unless it's written 02:00.
 * - A weekday that doesn't go with its date may be that date or the nearest such weekday; "dinsdag of woensdag" is either.
 *
 * "Zo snel mogelijk", a month or a name alone ("mei", "Jan"), a day that doesn't exist (31-2) and all other words are `none`.
 *
 * @param today the day in the house's own time zone
 */
export function readSpokenDue(text: string, today: LocalDate): SpokenDue {
  if (text.length > longestText) return none;
  const words = plain(text);
  const whole = readPlain(words, today);
  if (whole.length > 0) return oneOrMore(whole);
  const options = words.split(/ (?:of|or) /).map(option => readPlain(option, today));
  return options.length === 1 || options.some(option => option.length === 0) ? none : oneOrMore(options.flat());
}

function oneOrMore(dues: readonly Due[]): SpokenDue {
  const choices = [...new Set(dues)].sort();
  const [due] = choices;
  if (due === undefined) return none;
  return choices.length === 1 ? { kind: 'due', due } : { kind: 'ambiguous', choices };
}

/** Lower case without accents, dots of abbreviations ("a.s.", "dec.") and marks around it. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’`]/g, "'")
    .replace(/(?<=\p{L})\./gu, '')
    .replace(/(?<=^| )(\d{4}-\d\d-\d\d)t(?=\d)/g, '$1 ')
    .replace(/[\s,;()]+/g, ' ')
    .replace(/^[ .:!?]+|[ .:!?]+$/g, '');
}

function readPlain(words: string, today: LocalDate): readonly Due[] {
  const { rest: said, before } = withoutCues(words.replace(/ (?:op z(?:ij|')n laatst|at the latest|uiterlijk)$/, ''));
  if (said === '') return [];
  const time = readTime(said);
  const { rest: withoutPart, part } = partOfDay(time?.rest ?? said);
  const rest = withoutPart.replace(endOfDay, '');
  const days = rest === '' ? [today] : readDay(rest, today, before);
  if (time === undefined) return days;
  const timed = days.flatMap(day => time.on(part).map(clock => `${day}T${clock}`));
  // "3.12" is a time for one and a day for another.
  const [, day, number] = /^(\d{1,2})\.(\d{1,2})$/.exec(said) ?? [];
  return day === undefined ? timed : [...timed, ...dayThatComes(today, Number(number), Number(day))];
}

function readDay(words: string, today: LocalDate, alreadyBefore: boolean): Days {
  const { rest, before } = withoutCues(words);
  for (const [pattern, read] of waysToSayADay) {
    const found = pattern.exec(rest);
    if (found !== null) return read(group => found.groups?.[group] ?? '', today, alreadyBefore || before);
  }
  return [];
}

function withoutCues(words: string): { readonly rest: string; readonly before: boolean } {
  let rest = words;
  let before = false;
  for (let found = cue.exec(rest); found !== null; found = cue.exec(rest)) {
    before ||= /^(?:voor|before) /.test(found[0]);
    rest = rest.slice(found[0].length);
  }
  return { rest, before };
}

interface SpokenTime {
  readonly rest: string;
  /** `HH:MM`, none when it isn't a time of that part of the day. */
  on(part: PartOfDay | undefined): readonly string[];
}

/** A time at the end or at the start; a number alone isn't one. */
function readTime(words: string): SpokenTime | undefined {
  for (const pattern of [timeLast, timeFirst]) {
    const groups = pattern.exec(words)?.groups;
    if (groups === undefined) continue;
    const { rest = '', at, shift, hour = '', minute, unit, noon, part } = groups;
    const marked = shift ?? minute ?? unit ?? noon ?? /^(?:om|at)$/.exec(at ?? '')?.[0];
    if (marked === undefined || (shift !== undefined && minute !== undefined)) continue;
    return { rest, on: dayPart => clockTimes(hour, minute ?? '00', shift, noon ?? partNames[part ?? ''] ?? dayPart) };
  }
  return undefined;
}

const partNames: Readonly<Record<string, PartOfDay>> = {
  ochtend: 'morning',
  ochtends: 'morning',
  morgen: 'morning',
  morgens: 'morning',
  morning: 'morning',
  middag: 'afternoon',
  middags: 'afternoon',
  afternoon: 'afternoon',
  avond: 'evening',
  avonds: 'evening',
  evening: 'evening',
  night: 'evening',
};

/** "vanavond", "vrijdagmiddag", "tomorrow morning": the day that is left, and the part. */
function partOfDay(words: string): { readonly rest: string; readonly part: PartOfDay | undefined } {
  const today = /^(?:van|this |to)(ochtend|morgen|middag|avond|morning|afternoon|evening|night)$/.exec(words);
  if (today !== null) return { rest: 'vandaag', part: partNames[today[1] ?? ''] };
  const [, day, name] =
    /^(.+?) ?(?:in (?:de|the) |'s )?((?:ochtend|middag|avond)s?|morning|afternoon|evening|night|(?<=dag ?)morgen)$/.exec(
      words,
    ) ?? [];
  return { rest: day ?? words, part: partNames[name ?? ''] };
}

function clockTimes(
  hour: string,
  minute: string,
  shift: string | undefined,
  part: string | undefined,
): readonly string[] {
  const said = indexIn(numberNames, hour) ?? Number(hour);
  // Dutch counts the half hour to come: "half tien" is 9:30.
  const back = shift === 'half' || shift === 'kwart voor' || shift === 'quarter to';
  const at = back ? (said === 1 ? 12 : said - 1) : said;
  if (at > 23 || (shift !== undefined && (said < 1 || said > 12))) return [];
  const minutes = shift === undefined ? minute : shift.startsWith('half') ? '30' : back ? '45' : '15';
  return hoursIn(at, part, hour.startsWith('0')).map(one => `${padded(one)}:${minutes}`);
}

function hoursIn(hour: number, part: string | undefined, padded: boolean): readonly number[] {
  switch (part) {
    case 'am':
      return hour > 12 ? [] : [hour % 12];
    case 'pm':
      return hour > 12 ? [] : [(hour % 12) + 12];
    case 'morning':
      return hour < 12 ? [hour] : [];
    case 'afternoon':
      return hour >= 12 && hour <= 18 ? [hour] : hour >= 1 && hour <= 6 ? [hour + 12] : [];
    case 'evening':
      return hour >= 17 ? [hour] : hour >= 5 && hour <= 11 ? [hour + 12] : [];
    default:
      return hour >= 1 && hour <= 6 && !padded ? [hour, hour + 12] : [hour];
  }
}

function indexIn(names: readonly (readonly string[])[], name: string): number | undefined {
  const index = names.findIndex(same => same.includes(name));
  return index < 0 ? undefined : index;
}

const padded = (number: number) => String(number).padStart(2, '0');
const weekdayIn = (caught: Caught) =>
  indexIn(weekdayNames, caught('weekday')) ?? indexIn(shortWeekdayNames, caught('weekday')) ?? 0;
const numberIn = (caught: Caught) => indexIn(numberNames, caught('count')) ?? Number(caught('count'));

/** The first such weekday from that day on, the day itself included. */
const onOrAfter = (day: LocalDate, number: number) => addDays(day, (number - weekdayOf(day) + 7) % 7);
const coming = (today: LocalDate, number: number) => onOrAfter(addDays(today, 1), number);
const mondayOf = (day: LocalDate) => addDays(day, -((weekdayOf(day) + 6) % 7));
const inWeek = (monday: LocalDate, number: number) => onOrAfter(monday, number);

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
  if (months === 0) return [];
  const first = monthsLater(today, months);
  const last = lastOfMonth(first);
  const same = `${first.slice(0, 8)}${today.slice(8)}`;
  return [same < last ? same : last];
}

/** The first day of the month so many months later. */
function monthsLater(day: LocalDate, months: number): LocalDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${padded((index % 12) + 1)}-01`;
}

const lastOfMonth = (day: LocalDate) => addDays(monthsLater(day, 1), -1);

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

/** By ISO 8601 a week belongs to the year of its Thursday. */
const yearOfWeek = (monday: LocalDate) => addDays(monday, 3).slice(0, 4);

function endOfWeek(monday: LocalDate, today: LocalDate): LocalDate {
  const inItsWeekend = addDays(monday, 4) < today && addDays(monday, 6) >= today;
  return addDays(monday, inItsWeekend ? 6 : 4);
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
    edgeIn(caught, `${year}-${padded((indexIn(monthNames, caught('month')) ?? 0) + 1)}-01`);
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

function dayThatComes(today: LocalDate, month: number, day: number): Days {
  const passed = `${padded(month)}-${padded(day)}` < today.slice(5);
  return existing(Number(today.slice(0, 4)) + (passed ? 1 : 0), month, day);
}

/** "De 15e": of this month, or of the next when it has passed. */
function dayOfTheMonth(caught: Caught, today: LocalDate): Days {
  const day = Number(caught('day'));
  const first = monthsLater(today, day < Number(today.slice(8)) ? 1 : 0);
  return existing(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day);
}

/** No day at all for 31-2. */
function existing(year: number, month: number, day: number): Days {
  if (month < 1 || month > 12 || day < 1) return [];
  const first = `${year}-${padded(month)}-01`;
  return day > Number(lastOfMonth(first).slice(8)) ? [] : [addDays(first, day - 1)];
}
