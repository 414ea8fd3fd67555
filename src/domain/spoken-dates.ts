import { type Days, dayThatComes } from './spoken-calendar.ts';
import { readDayWords } from './spoken-days.ts';
import { partOfDay, readTime } from './spoken-times.ts';
import type { Due, LocalDate } from './values.ts';

/** What a due date in somebody's own words comes down to. Several days are choices for a person, in order of time. */
export type SpokenDue =
  | { readonly kind: 'due'; readonly due: Due }
  | { readonly kind: 'ambiguous'; readonly choices: readonly Due[] }
  | { readonly kind: 'none' };

const none: SpokenDue = { kind: 'none' };
/** In characters; longer than any day that is said in one breath. */
const longestText = 100;

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
  return readDayWords(rest, today, alreadyBefore || before);
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
