import { withoutPersonalNumbers } from '../domain/number-guard.ts';
import type { Refusal } from '../domain/refusal.ts';
import { withoutUnseen } from '../domain/unseen.ts';

/** Inputs of our cards have ids like `what`, `level:R1`, `level:housing`, `factors:2`, `level:R1:2`. */
const inputId = /^[A-Za-z]{1,40}(:([A-Z]\d{1,6}|[A-Za-z]{1,40}))?(:\d{1,3})?$/;
/** What the card itself puts in its data, and what every object has of its own; never an input. */
const reserved: ReadonlySet<string> = new Set([
  ...['token', 'verb', 'msteams'],
  ...Object.getOwnPropertyNames(Object.prototype),
]);
/** More inputs than our largest card has. */
const inputsLimit = 200;
/** What a form is filled in with again: room for the longest input and for seeing that it was too long. */
const echoLimit = 2000;

export interface ReadValues {
  /** Input id → what was sent, as text. Without the card's own `token`, `verb` and `msteams`. */
  readonly values: Readonly<Record<string, string>>;
  /** One `notUnderstood` per input that held something else than text, a number or a yes/no. */
  readonly refusals: readonly Refusal[];
}

/**
 * Reads the data of a button as the client sent it, which is anybody's JSON. Never throws. Ids that no card of ours has are
 * left out, which keeps `__proto__` and its friends out too.
 */
export function readValues(data: unknown): ReadValues {
  if (data === null || data === undefined) return { values: {}, refusals: [] };
  if (typeof data !== 'object' || Array.isArray(data)) return { values: {}, refusals: [{ code: 'notUnderstood' }] };
  const values: Record<string, string> = {};
  const refusals: Refusal[] = [];
  for (const [id, value] of Object.entries(data).slice(0, inputsLimit)) {
    if (!isInputId(id) || value === null || value === undefined) continue;
    if (typeof value === 'string') values[id] = value;
    else if (typeof value === 'number' || typeof value === 'boolean') values[id] = String(value);
    else refusals.push({ code: 'notUnderstood', item: id });
  }
  return { values, refusals };
}

/** Everything else was not made by a card of ours. */
function isInputId(id: string): boolean {
  return inputId.test(id) && !reserved.has(id);
}

/** The same values, each cut to a length that a card can be filled in with again. */
export function forFillingInAgain(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, cut(value)]));
}

function cut(value: string): string {
  if (value.length <= echoLimit) return value;
  return [...value.slice(0, 2 * echoLimit)].slice(0, echoLimit).join('').toWellFormed();
}

/**
 * What counts as answered: trimmed, control characters out, halves of characters replaced; what is empty or shows nothing is
 * absent.
 */
export function present(values: Readonly<Record<string, string>>): Map<string, string> {
  const given = new Map<string, string>();
  for (const [id, value] of Object.entries(values)) {
    if (!isInputId(id)) continue;
    const tidy = tidied(value);
    if (/\S/.test(withoutUnseen(tidy))) given.set(id, tidy);
  }
  return given;
}

/**
 * What somebody is called, as Teams has it, where guests call themselves what they like: on one line, of a length that fits, and
 * without numbers that lead to a person, because names come into minutes.
 */
export function readName(name: string): string {
  return [...withoutPersonalNumbers(tidied(name).replace(/\s+/g, ' '))].slice(0, nameLimit).join('');
}
const nameLimit = 200;

function tidied(value: string): string {
  return value
    .toWellFormed()
    .replace(/(?![\t\r\n])\p{Cc}/gu, '')
    .trim();
}
