import type { Refusal } from '../domain/refusal.ts';
import { type Dates, isDay } from './dates.ts';
import { nameList } from './lists.ts';
import { shorten } from './text.ts';
import type { Values, Words } from './words.ts';

/** What notices are put into words with. */
export interface NoticeContext {
  readonly words: Words;
  readonly dates: Dates;
  /** Looks up labels under `<form>.<input>` before `input.<input>`. */
  readonly form?: string;
}

/** Of a list in a sentence; whoever reads it knows then that there are others. */
const roomForNames = { rows: 8, text: 40 };

/** Codes of the domain become words, days become days as people say them, typed text and names stay (shortened). */
export function spelledOut(values: Refusal['values'], { words, dates }: NoticeContext): Values {
  const say = (name: string, value: string | number | readonly string[]) => {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return nameList(value, { words, room: roomForNames });
    if (name === 'inFull') return dates.inFull(value);
    return isDay(value) ? dates.day(value) : (words.find(`${name}.${value}`) ?? shorten(value, 120));
  };
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, say(name, value)]));
}
