import { readFileSync } from 'node:fs';
import path from 'node:path';
import type nl from '../../cards/locales/nl.json';
import type { Language } from '../ports/conversations.ts';
import { literal } from './text.ts';

/** Every key of the locale files, so that a misspelled key is a type error. */
export type WordKey = keyof typeof nl;
export type Values = Readonly<Record<string, string | number>>;

/** The words of one language. */
export interface Words {
  readonly language: Language;
  /** The text of a key with `values` filled in literally. A part in square brackets is left out when one of its values is missing. */
  t(key: WordKey, values?: Values): string;
  /** The text of a key with its values still to fill in. */
  raw(key: WordKey): string;
  /** The same by any key, made of codes and ids; undefined when there are no such words. */
  find(key: string): string | undefined;
}

export const languages: readonly Language[] = ['nl', 'en'];

/**
 * Reads the locale files of `folder`. Throws when the languages don't have the same keys and the same values to fill in, or when
 * a text holds `${`, which a template would evaluate.
 */
export function loadWords(folder: string): Readonly<Record<Language, Words>> {
  const texts = Object.fromEntries(languages.map(language => [language, readLocale(folder, language)])) as Record<
    Language,
    Readonly<Record<string, string>>
  >;
  assertSameKeys(texts);
  return { nl: wordsOf('nl', texts.nl), en: wordsOf('en', texts.en) };
}

function readLocale(folder: string, language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8')) as Record<string, string>;
}

function wordsOf(language: Language, texts: Readonly<Record<string, string>>): Words {
  const find = (key: string) => (Object.hasOwn(texts, key) ? texts[key] : undefined);
  const raw = (key: WordKey) => {
    const text = find(key);
    if (text === undefined) throw new Error(`[cards] [${language}] no words for ${key}`);
    return text;
  };
  return { language, find, raw, t: (key, values = {}) => fill(raw(key), values) };
}

/**
 * `{name}` becomes its value; `[ … {name} … ]` disappears when the value is missing; a missing value outside brackets is "…".
 * `{name#jaar|jaren}` is a word and not the value: the first for one, the second for any other number.
 */
export function fill(text: string, values: Values): string {
  return withValues(withoutMissing(text, values), values);
}

/** The same in two sentences: where the first one ends is decided by the words, never by what was typed. */
export function fillSentences(text: string, values: Values): { readonly first: string; readonly rest: string } {
  const whole = withoutMissing(text, values);
  const end = whole.indexOf('. ');
  return end < 0
    ? { first: withValues(whole, values), rest: '' }
    : { first: withValues(whole.slice(0, end + 1), values), rest: withValues(whole.slice(end + 2), values) };
}

function withoutMissing(text: string, values: Values): string {
  return text.replace(/\[([^\]]*)\]/g, (_all, part: string) =>
    namesIn(part).every(name => known(values, name) !== undefined) ? part : '',
  );
}

function withValues(text: string, values: Values): string {
  return text.replace(place, (_all, name: string, one?: string, many?: string) => {
    if (one === undefined) return known(values, name) ?? '…';
    return (Number(values[name]) === 1 ? one : many) ?? '…';
  });
}

function known(values: Values, name: string): string | undefined {
  const value = values[name];
  return value === undefined || value === '' ? undefined : literal(String(value));
}

/** What is filled in, each once. */
function namesIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(place), match => match[1] ?? ''))];
}

const place = /\{(\w+)(?:#([^{}|]*)\|([^{}|]*))?\}/g;

function assertSameKeys(texts: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  const problems: string[] = [];
  for (const key of new Set([...Object.keys(texts.nl), ...Object.keys(texts.en)])) {
    const [dutch, english] = [texts.nl[key], texts.en[key]];
    if (dutch === undefined || english === undefined) problems.push(`${key} is in one language only`);
    else if ([...namesIn(dutch)].sort().join() !== [...namesIn(english)].sort().join())
      problems.push(`${key} fills in other values per language`);
    if (`${dutch}${english}`.includes('\u0024{')) problems.push(`${key} holds an expression`);
  }
  if (problems.length > 0) throw new Error(`[cards] locale files: ${problems.join('; ')}`);
}
