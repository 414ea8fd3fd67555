import { anyOf, exactly, indexIn, numberNames, twoFigures } from './spoken-words.ts';

/** The time of day in somebody's own words: "om 9 uur", "half tien", "vrijdagmiddag". */

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

const clockTime =
  '(?:(?<at>om|at|voor|before|by|tegen) )?(?:(?<shift>half past|half|kwart over|quarter past|kwart voor|quarter to) )?(?<hour>\\d{1,2}|' +
  `${anyOf(numberNames)})(?:[:.hu](?<minute>[0-5]\\d))?(?: ?(?<unit>uur|u|h|o'clock))?(?: ?(?<noon>am|pm))?` +
  "(?: (?:'s |in the )(?<part>ochtends|morgens|middags|avonds|morning|afternoon|evening))?";
const timeLast = exactly(`(?:(?<rest>.*?) )??${clockTime}`);
const timeFirst = exactly(`${clockTime} (?<rest>.+)`);

export interface SpokenTime {
  readonly rest: string;
  /** `HH:MM`, none when it isn't a time of that part of the day. */
  on(part: PartOfDay | undefined): readonly string[];
}

/** A time at the end or at the start; a number alone isn't one. */
export function readTime(words: string): SpokenTime | undefined {
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
export function partOfDay(words: string): { readonly rest: string; readonly part: PartOfDay | undefined } {
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
  return hoursIn(at, part, hour.startsWith('0')).map(one => `${twoFigures(one)}:${minutes}`);
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
