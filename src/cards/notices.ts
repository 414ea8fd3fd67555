import type { Concern } from '../domain/concerns.ts';
import type { Hint } from '../domain/hints.ts';
import type { Refusal } from '../domain/refusal.ts';
import { ratingLevels } from '../domain/values.ts';
import type { RecordedLine } from '../ports/card-renderer.ts';
import { isDay } from './dates.ts';
import type { ViewData } from './expand.ts';
import { hintNotices, warningNotices } from './gentle-notices.ts';
import { type NoticeContext, spelledOut } from './notice-values.ts';
import { inWords } from './recorded-words.ts';
import { literal, shorten } from './text.ts';
import { fill, fillSentences, type Values } from './words.ts';

/** What stands on top of a card, in this order: what is wrong, what was recorded, what to look at, what may help. */
export interface Messages {
  readonly refusals?: readonly Refusal[] | undefined;
  readonly recorded?: readonly RecordedLine[] | undefined;
  readonly warnings?: readonly Concern[] | undefined;
  readonly hints?: readonly Hint[] | undefined;
  /** Buttons in a notice carry it; without one there are none. */
  readonly token?: string | undefined;
}

/** Everything that the part `notices` of a template asks for. */
export function messagesOf(
  { refusals = [], recorded = [], warnings = [], hints = [], token }: Messages,
  context: NoticeContext,
) {
  return {
    notices: refusalNotices(refusals, context),
    recorded: recordedLines(recorded, context),
    warnings: warningNotices(warnings, token, context),
    hints: hintNotices(hints, token, context),
  };
}

/** A refused input or rule, on top of the form: what is wrong in bold, then what to do. Every container id once. */
function refusalNotices(refusals: readonly Refusal[], context: NoticeContext): readonly ViewData[] {
  const notices = new Map<string, ViewData>();
  for (const refusal of refusals) {
    const id = ['notice', 'refusal', refusal.code, ...(refusal.item === undefined ? [] : [refusal.item])].join(':');
    if (!notices.has(id)) notices.set(id, { id: id.slice(0, 120), ...sentences(refusal, context) });
  }
  return [...notices.values()].slice(0, mostNotices);
}

/** A form with more than this wrong isn't read but filled in again. */
const mostNotices = 12;

function sentences(refusal: Refusal, context: NoticeContext): { lead: string; rest: string } {
  const { words } = context;
  const text =
    words.find(`refusal.${refusal.code}.${refusal.values?.why ?? baseOf(refusal.item)}`) ??
    words.raw(`refusal.${refusal.code}`);
  const values = readable(refusal, context);
  const { first, rest } = fillSentences(text, values);
  return { lead: first, rest: rest === '' ? '' : ` ${rest}` };
}

/** The values of a refusal, with what its input is called and the number of its item. */
function readable(refusal: Refusal, context: NoticeContext): Values {
  const values: Record<string, string | number> = { ...spelledOut(refusal.values, context) };
  const label = labelOf(refusal.item, context);
  if (label !== undefined) values.label = label;
  const item = refusal.item === undefined ? undefined : /(?:^|:)([A-Z]\d+)$/.exec(refusal.item)?.[1];
  if (item !== undefined) values.item = item;
  return values;
}

/** What the input is called, in a sentence: "Uiterlijk", or "Niveau (R1)" for one of several, without what the label explains. */
function labelOf(item: string | undefined, { words, form }: NoticeContext): string | undefined {
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
function recordedLines(recorded: readonly RecordedLine[], context: NoticeContext): readonly ViewData[] {
  return recorded.map(said => {
    const line = inWords(said, context.words);
    const key = `recorded.${line.key}`;
    const text = context.words.find(key) ?? context.words.raw('recorded.other');
    const values = { ...present('item', line.item), ...present('text', spoken(line, context)) };
    return { text: fill(text, { ...values, ...present('who', line.who) }) };
  });
}

function spoken({ key, item, text }: RecordedLine, { words, dates }: NoticeContext): string | undefined {
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
  context: NoticeContext,
  limit: number,
): readonly ViewData[] {
  const rows = Object.entries(values)
    .map(([id, value]) => ({ label: labelOf(id, context), text: shorten(literal(value), limit) }))
    .filter(row => row.label !== undefined && row.text !== '');
  return rows.length === 0 ? [] : [{ rows: rows.slice(0, 20) }];
}
