import type { Refusal } from '../domain/refusal.ts';
import { ratingLevels } from '../domain/values.ts';
import type { RecordedLine } from '../ports/card-renderer.ts';
import { type Dates, isDay } from './dates.ts';
import type { ViewData } from './expand.ts';
import { literal, shorten } from './text.ts';
import { fill, fillSentences, type Values, type Words } from './words.ts';

interface Context {
  readonly words: Words;
  readonly dates: Dates;
  /** Looks up labels under `<form>.<input>` before `input.<input>`. */
  readonly form?: string;
}

/** A refused input or rule, on top of the form: what is wrong in bold, then what to do. Every container id once. */
export function refusalNotices(refusals: readonly Refusal[], context: Context): readonly ViewData[] {
  const notices = new Map<string, ViewData>();
  for (const refusal of refusals) {
    const id = ['notice', 'refusal', refusal.code, ...(refusal.item === undefined ? [] : [refusal.item])].join(':');
    if (!notices.has(id)) notices.set(id, { id: id.slice(0, 120), ...sentences(refusal, context) });
  }
  return [...notices.values()].slice(0, mostNotices);
}

/** A form with more than this wrong isn't read but filled in again. */
const mostNotices = 12;

function sentences(refusal: Refusal, context: Context): { lead: string; rest: string } {
  const { words } = context;
  const text = words.find(`refusal.${refusal.code}.${baseOf(refusal.item)}`) ?? words.raw(`refusal.${refusal.code}`);
  const values = readable(refusal, context);
  const { first, rest } = fillSentences(text, values);
  return { lead: first, rest: rest === '' ? '' : ` ${rest}` };
}

/** Codes of the domain become words, days become days as people say them, typed text stays (shortened). */
function readable(refusal: Refusal, context: Context): Values {
  const { words, dates } = context;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal.values ?? {})) {
    if (typeof value === 'number') values[name] = value;
    else if (isDay(value)) values[name] = dates.day(value);
    else values[name] = words.find(`${name}.${value}`) ?? shorten(value, 120);
  }
  const label = labelOf(refusal.item, context);
  if (label !== undefined) values.label = label;
  const item = refusal.item === undefined ? undefined : /(?:^|:)([A-Z]\d+)$/.exec(refusal.item)?.[1];
  if (item !== undefined) values.item = item;
  return values;
}

/** What the input is called, in a sentence: "Uiterlijk", or "Niveau (R1)" for one of several, without what the label explains. */
function labelOf(item: string | undefined, { words, form }: Context): string | undefined {
  const base = baseOf(item);
  const label = (words.find(`${form}.${base}`) ?? words.find(`input.${base}`))?.replace(/(?:[?:]| \().*$/, '');
  if (label === undefined || item === undefined) return undefined;
  const number = item.split(':')[1];
  return number === undefined ? label : `${label} (${number})`;
}

function baseOf(item: string | undefined): string {
  return item?.split(':')[0] ?? '';
}

/** "Vastgelegd: R1 …", in the words of the person who sees it. */
export function recordedLines(recorded: readonly RecordedLine[], context: Context): readonly ViewData[] {
  return recorded.map(line => {
    const key = `recorded.${line.key}`;
    const text = context.words.find(key) ?? context.words.raw('recorded.other');
    const said = spoken(line, context);
    return {
      text: fill(text, { ...present('item', line.item), ...present('text', said), ...present('who', line.who) }),
    };
  });
}

function spoken({ key, item, text }: RecordedLine, { words, dates }: Context): string | undefined {
  if (key === 'phaseEntered') return words.find(`phase.${item}`);
  if (text === undefined) return undefined;
  if (isDay(text)) return dates.day(text);
  if (ratingLevels.some(level => level === text)) return words.find(`level.${text}`) ?? text;
  return shorten(text, 200);
}

function present(name: string, value: string | undefined): Values {
  return value === undefined ? {} : { [name]: value };
}

/** What somebody sent, to copy from: there's no form any more to fill it in again. Empty when nothing was typed. */
export function sentValues(
  values: Readonly<Record<string, string>>,
  context: Context,
  limit: number,
): readonly ViewData[] {
  const rows = Object.entries(values)
    .map(([id, value]) => ({ label: labelOf(id, context), text: shorten(literal(value), limit) }))
    .filter(row => row.label !== undefined && row.text !== '');
  return rows.length === 0 ? [] : [{ rows: rows.slice(0, 20) }];
}
