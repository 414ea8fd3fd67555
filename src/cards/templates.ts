import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Language } from '../ports/conversations.ts';
import { compileTemplate, type Template } from './template-library.ts';
import { languages, type Words } from './words.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** The templates of `/cards`: `templates.nl.get('board')`; undefined for a name that none has. */
export type Templates = Readonly<Record<Language, { get(name: string): Template | undefined }>>;

/**
 * Reads `*.json` of `folder`. Three things are put in at load, so that a mistake stops the start and not a conference: `@t:key` is a word
 * of the language, `{"@part": "top"}` stands for the elements of `parts/top.json`, and `{"@button": verb, …}` is an Action.Execute with
 * its Action.Submit fallback carrying the same data. A template is compiled when it's first asked for: all of them take a third of a
 * second, and a bot that starts has somebody waiting.
 * Throws on an unknown key or part.
 */
export function loadTemplates(folder: string, words: Readonly<Record<Language, Words>>): Templates {
  const sources = new Map(
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => [name.slice(0, -'.json'.length), readJson(path.join(folder, name))]),
  );
  const parts = new Map<string, Json>();
  const part = (name: string) => {
    const known = parts.get(name) ?? readJson(path.join(folder, 'parts', `${name}.json`));
    parts.set(name, known);
    return known;
  };
  const all = languages.map(language => [
    language,
    compiledOnDemand(new Map([...sources].map(([name, source]) => [name, prepare(source, words[language], part)]))),
  ]);
  return Object.fromEntries(all) as Templates;
}

function compiledOnDemand(prepared: ReadonlyMap<string, Json>): { get(name: string): Template | undefined } {
  const compiled = new Map<string, Template>();
  return {
    get(name) {
      const known = compiled.get(name);
      const source = prepared.get(name);
      if (known !== undefined || source === undefined) return known;
      const template = compileTemplate(source);
      compiled.set(name, template);
      return template;
    },
  };
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

function prepare(node: Json, words: Words, part: (name: string) => Json): Json {
  if (typeof node === 'string') return node.startsWith('@t:') ? wordOf(node.slice('@t:'.length), words) : node;
  if (node === null || typeof node !== 'object') return node;
  if (isList(node)) return node.flatMap(element => prepareElement(element, words, part));
  const prepared = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prepare(value, words, part)]));
  return '@button' in prepared ? button(prepared) : prepared;
}

function isList(node: Json): node is readonly Json[] {
  return Array.isArray(node);
}

function prepareElement(element: Json, words: Words, part: (name: string) => Json): readonly Json[] {
  if (element === null || typeof element !== 'object' || isList(element) || typeof element['@part'] !== 'string')
    return [prepare(element, words, part)];
  const elements = prepare(part(element['@part']), words, part);
  return isList(elements) ? elements : [elements];
}

function wordOf(key: string, words: Words): string {
  const text = words.find(key);
  if (text === undefined) throw new Error(`[cards] [${words.language}] a template asks for ${key}, which has no words`);
  return text;
}

/** Everything a client sends back besides the inputs: the token and the verb, and what one-tap buttons answer. */
function button({ '@button': verb, data, $when, $data, ...looks }: JsonObject): JsonObject {
  // One-tap buttons carry an answer whose name depends on the item, so their view makes the whole of it.
  const sent =
    typeof data === 'string'
      ? data
      : { token: '\u0024{$root.token}', verb: verb ?? null, ...(data as JsonObject | undefined) };
  return {
    type: 'Action.Execute',
    ...($when !== undefined && { $when }),
    ...($data !== undefined && { $data }),
    verb: verb ?? null,
    ...looks,
    data: sent,
    fallback: { type: 'Action.Submit', ...looks, data: sent },
  };
}
