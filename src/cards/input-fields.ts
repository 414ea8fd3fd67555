import { z } from 'zod';
import type { PersonChoice } from '../domain/commands.ts';
import type { RefusalCode } from '../domain/refusal.ts';

/** What an input may hold, in code points, after trimming. */
export const lineLimit = 200;
export const textLimit = 1000;
/** More ids than any form offers; a longer list was not made by a card of ours. */
const manyLimit = 100;

type Context = { addIssue(issue: { code: 'custom'; params: Record<string, unknown> }): void };

/** Turns a field into a refusal of that code; the item is the field's own path. */
export function refuse(ctx: Context, code: RefusalCode, values?: Readonly<Record<string, number>>): never {
  ctx.addIssue({ code: 'custom', params: values === undefined ? { code } : { code, values } });
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

/** An id such as `A3`. Whether it exists is the domain's question. */
export function idOf(letter: 'R' | 'F' | 'A') {
  return z.string().transform((value, ctx): string => {
    const id = value.toUpperCase();
    return isId(id, letter) ? id : refuse(ctx, 'notOffered');
  });
}

/** A multi-choice input: `"F1,F3"`, spaces tolerated, every id once. */
export function idsOf(letter: 'R' | 'F') {
  return z.string().transform((value, ctx): readonly string[] => {
    const ids = value
      .split(',')
      .map(id => id.trim().toUpperCase())
      .filter(id => id !== '');
    if (ids.length === 0) return refuse(ctx, 'required');
    if (ids.length > manyLimit || !ids.every(id => isId(id, letter))) return refuse(ctx, 'notOffered');
    return [...new Set(ids)];
  });
}

function isId(id: string, letter: string): boolean {
  return id.startsWith(letter) && /^[1-9]\d{0,5}$/.test(id.slice(1));
}

export const date = z
  .string()
  .transform((value, ctx): string => (isCalendarDay(value) ? value : refuse(ctx, 'notADate')));

/** `YYYY-MM-DD`, or with a wall-clock time `YYYY-MM-DDTHH:mm`. */
export const due = z.string().transform((value, ctx): string => {
  const [day = '', time, ...rest] = value.split('T');
  const timeHolds = time === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
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
