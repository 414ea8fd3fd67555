import { z } from 'zod';
import type { PersonChoice } from '../domain/commands.ts';
import type { RefusalCode } from '../domain/refusal.ts';

/** What an input may hold, in code points, after trimming. */
export const lineLimit = 200;
export const textLimit = 1000;
/** More ids than any form offers; a longer list was not made by a card of ours. */
const manyLimit = 100;

type Context = { addIssue(issue: { code: 'custom'; params: Record<string, unknown>; path?: string[] }): void };

/** Turns a field into a refusal of that code; the item is the field's own path, with `path` behind it. */
export function refuse(
  ctx: Context,
  code: RefusalCode,
  values?: Readonly<Record<string, number>>,
  path: readonly string[] = [],
): never {
  ctx.addIssue({ code: 'custom', params: values === undefined ? { code } : { code, values }, path: [...path] });
  return z.NEVER;
}

function withinLimit(limit: number) {
  return (value: string, ctx: Context): string => {
    const length = [...value].length;
    return length > limit ? refuse(ctx, 'tooLong', { limit, length }) : value;
  };
}

/** One line: a pasted line break becomes a space. */
export const line = z
  .string()
  .transform(value => value.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '))
  .transform(withinLimit(lineLimit));

export const text = z.string().transform(withinLimit(textLimit));

/** Several lines, one thing on each; what people put in front of a line in a list is left out, and so are empty lines. */
export const lines = text.transform((value): readonly string[] =>
  value
    .split(/[\r\n\u2028\u2029]+/)
    .map(one => one.replace(/^\s*(?:[-*•–]\s+)?/, '').trim())
    .filter(one => one !== ''),
);

/** One of the values that the card offers. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.string().transform((value, ctx): Values[number] => {
    const found = values.find(candidate => candidate === value);
    return found ?? refuse(ctx, 'notOffered');
  });
}

const flags: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

export const flag = z.string().transform((value, ctx): boolean => {
  const wanted = value.toLowerCase();
  return (Object.hasOwn(flags, wanted) ? flags[wanted] : undefined) ?? refuse(ctx, 'notOffered');
});

/** An id such as `A3`, of one of these letters. Whether it exists is the domain's question. */
export function idOf(letters: string) {
  return z.string().transform((value, ctx): string => {
    const id = value.toUpperCase();
    return isId(id, letters) ? id : refuse(ctx, 'notOffered');
  });
}

/** A multi-choice input: `"F1,F3"`, spaces tolerated, every id once. */
export function idsOf(letter: 'R' | 'F' | 'A' | 'P') {
  return z.string().transform((value, ctx): readonly string[] => {
    const ids = partsOf(value).map(id => id.toUpperCase());
    if (ids.length === 0) return refuse(ctx, 'required');
    if (ids.length > manyLimit || !ids.every(id => isId(id, letter))) return refuse(ctx, 'notOffered');
    return [...new Set(ids)];
  });
}

/** A multi-choice input of values that the card offers. */
export function manyOf<const Values extends readonly string[]>(values: Values) {
  return z.string().transform((value, ctx): readonly Values[number][] => {
    const chosen = new Set(partsOf(value));
    const known = values.filter(candidate => chosen.has(candidate));
    return known.length === chosen.size ? known : refuse(ctx, 'notOffered');
  });
}

function partsOf(value: string): string[] {
  return value
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function isId(id: string, letters: string): boolean {
  return letters.includes(id.slice(0, 1)) && /^[1-9]\d{0,5}$/.test(id.slice(1));
}

/** On the safety scale: a whole number from 0 to 10. */
export const score = z
  .string()
  .transform((value, ctx): number => (/^(\d|10)$/.test(value) ? Number(value) : refuse(ctx, 'notOffered')));

/** A place at the table, from 1. Whether somebody sits there is the domain's question. */
export const seat = z.string().transform(Number);

export const date = z
  .string()
  .transform((value, ctx): string => (isCalendarDay(value) ? value : refuse(ctx, 'notADate')));

/** `HH:mm` on the wall clock, `9:30` too. */
export const clockTime = z.string().transform((value, ctx): string => {
  const time = value.padStart(5, '0');
  return isClockTime(time) ? time : refuse(ctx, 'notADate');
});

function isClockTime(value: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** `YYYY-MM-DD`, or with a wall-clock time `YYYY-MM-DDTHH:mm`. */
export const due = z.string().transform((value, ctx): string => {
  const [day = '', time, ...rest] = value.split('T');
  const timeHolds = time === undefined || isClockTime(time);
  return isCalendarDay(day) && timeHolds && rest.length === 0 ? value : refuse(ctx, 'notADate');
});

/** A day that exists: 30 February is no date. */
function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(value);
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Entra ids are compared in lower case everywhere in this program. */
export function readEntraId(value: string): string | undefined {
  return guid.test(value) ? value.toLowerCase() : undefined;
}

/** Somebody by Entra id, or "functie, organisatie", "functie · organisatie", "functie (organisatie)". */
export const person = line.transform((value, ctx): PersonChoice => {
  const id = readEntraId(value);
  if (id !== undefined) return { person: id };
  const [name, organisation] = splitPerson(value);
  if (name === '' || organisation === '') return refuse(ctx, 'needPersonAndOrganisation');
  return { name, organisation };
});

function splitPerson(value: string): [name: string, organisation: string] {
  if (value.endsWith(')')) {
    const open = value.lastIndexOf('(');
    if (open > 0) return [value.slice(0, open).trim(), value.slice(open + 1, -1).trim()];
  }
  const cut = Math.max(value.lastIndexOf(','), value.lastIndexOf('·'));
  return cut < 0 ? ['', ''] : [value.slice(0, cut).trim(), value.slice(cut + 1).trim()];
}
