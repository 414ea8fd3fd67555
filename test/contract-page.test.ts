import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCardVerb } from '../src/cards/input-schemas.ts';
import { hintCodes } from '../src/domain/hints.ts';
import { openableForms, readingNames } from '../src/domain/readings.ts';
import { refusalCodes } from '../src/domain/refusal.ts';
import { parseTyped, typedCommands } from '../src/teams/parse-typed.ts';
import { verbsUnderTest } from './cards/verb-inputs.ts';

// docs/contract.md is what outside checks drive the bot by: what the code takes and says is on that page.

const page = readFileSync(new URL('../docs/contract.md', import.meta.url), 'utf8');
const marked = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(match => match[1] ?? ''));
const rows = page.split('\n').filter(line => line.startsWith('| `'));

const words: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('../cards/locales/en.json', import.meta.url), 'utf8'),
);
/** Every warning has words: `warning.<code>`, of an intensity that is too light or too heavy with that behind it. */
const warningCodes = new Set(
  Object.keys(words)
    .filter(key => key.startsWith('warning.') && !['warning.lead', 'warning.note'].includes(key))
    .map(key => key.replace(/^warning\.|\.(light|heavy)$/g, '')),
);

/** The row in which a verb is explained. */
function rowOf(verb: string): string {
  const row = rows.find(line => (line.split('|')[1] ?? '').includes(`\`${verb}\``));
  if (row === undefined) throw new Error(`docs/contract.md has no row for ${verb}`);
  return row;
}

/** `level:R1:2` is on the page as `level:<R>:<seat>`. */
function asOnThePage(id: string): string {
  return id
    .replace(/:([A-Z])\d+/, ':<$1>')
    .replace(/:\d+$/, ':<seat>')
    .replace(/:[a-z][A-Za-z]+$/, ':<domain>');
}

describe('the page of the card contract', () => {
  it.each([...new Set(verbsUnderTest.map(({ verb }) => verb))])('has %s with every input', verb => {
    const row = rowOf(verb);
    const inputs = verbsUnderTest.filter(one => one.verb === verb).flatMap(one => Object.keys(one.inputs));
    // An item that is mended takes the inputs it was raised with, which are in their own row.
    const own = verb === 'item.edit' ? ['item'] : inputs;
    for (const id of own) expect(row, id).toContain(`\`${asOnThePage(id)}\``);
  });

  it('has the verbs that only show something, with everything that they show', () => {
    for (const name of openableForms) expect(rowOf('form.show')).toContain(`\`${name}\``);
    for (const name of readingNames) expect(rowOf('reading.show')).toContain(`\`${name}\``);
    for (const verb of ['summary.request', 'board.show', 'timeline.show', 'caseload.show', 'summary.post'])
      expect(rowOf(verb)).toBeDefined();
  });

  it('has no verb that no card may carry', () => {
    const shown = new Set([
      'form.show',
      'reading.show',
      'summary.request',
      'board.show',
      'availability.set',
      'timeline.show',
      'caseload.show',
      'summary.post',
      'wording.take',
      'wording.drop',
    ]);
    const tables = page.slice(page.indexOf('## Verbs and inputs'), page.indexOf('## Phases'));
    const verbs = tables
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''));
    expect(verbs.length).toBeGreaterThan(40);
    expect(verbs.filter(verb => !isCardVerb(verb) && !shown.has(verb))).toEqual([]);
  });

  it.each([...refusalCodes, ...hintCodes, ...warningCodes])('explains the notice %s', code => {
    expect(rowOf(code)).toBeDefined();
  });

  it.each(Object.keys(typedCommands))('has the typed word %s', words => {
    const known = [...marked].flatMap(one => one.split('/'));
    const language = /^(taal|language) /.exec(words);
    const said = language === null ? words : `${language[1]} nl|en`;
    expect(known.includes(said) || [...marked].some(one => one.startsWith(`${said} `))).toBe(true);
  });

  it('reads back what it says can be typed about items and answers', () => {
    for (const text of [
      'risico: brand',
      'risk: fire',
      'factor: drank',
      'beschermend: zus',
      'protective: sister',
      'actie: bellen vrijdag',
      'action: call on Friday',
    ])
      expect(parseTyped(text, []).kind, text).toBe('item');
    for (const text of ['R1 hoog', 'R1 high', 'P1 6', 'F1 F3']) expect(parseTyped(text, []).kind, text).toBe('answer');
  });

  it('speaks of no notice that the code does not have', () => {
    const reasons = page.slice(page.indexOf('## Reasons for a refusal'), page.indexOf('## Hints'));
    const codes = reasons
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''));
    expect(codes.filter(code => !(refusalCodes as readonly string[]).includes(code))).toEqual([]);
  });
});
