import { describe, expect, it } from 'vitest';
import type { WordedSummary } from '../../src/ports/card-renderer.ts';
import { linesBesideTables, linesOf, noticesOf, ofType, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, hostile, largest, smallest } from './states.ts';

const card = (scene = casusX(), more: object = {}) =>
  renderer.render({ kind: 'summary', language: 'nl', state: scene.state, conference: 'c1', ...more });
const rowsOf = (one: unknown) => ofType(one, 'TableRow').map(row => linesOf(row));

const worded: WordedSummary = {
  model: 'nagebootst',
  prompt: 'summary/1',
  language: 'nl',
  at: '2026-11-20T10:00:00.000Z',
  basis: '',
  sentences: [
    { ids: ['R1'], text: 'Het risico is {R1.level}.' },
    { ids: ['A1'], text: 'Urinecontrole door {A1.owner}, uiterlijk {A1.due}.' },
  ],
};

describe('the table of the summary', () => {
  it('comes first: risk, factor, action, who, when and effect, each action once', () => {
    const shown = card();
    const [head, ...rows] = rowsOf(shown);
    expect(head).toEqual(['Risico, factor', 'Actie', 'Wie, wanneer, beoogd effect']);
    expect(rows[0]?.[0]).toMatch(/^R1 Geweld tegen .*\(hoog\)$/);
    expect(
      rows
        .map(row => row.find(cell => /^A\d+ /.test(cell))?.slice(0, 2))
        .filter(Boolean)
        .toSorted(),
    ).toEqual(['A1', 'A2', 'A3']);
    expect(rows.flat().join()).toContain('Behandelaar, GGZ');
    const body = shown.body as readonly unknown[];
    const at = (find: (one: unknown) => boolean) => body.findIndex(find);
    expect(at(one => ofType(one, 'Table').length > 0)).toBeLessThan(at(one => textOf(one).startsWith('Doel')));
  });

  it('says of a factor why nothing is done about it', () => {
    expect(rowsOf(card()).flat()).toContainEqual(expect.stringMatching(/^geen actie: Eerst zicht op gebruik/));
  });

  it('is not there when nothing was recorded, and stops after ten rows', () => {
    expect(rowsOf(card(smallest()))).toEqual([]);
    expect(rowsOf(card(largest())).length).toBeLessThanOrEqual(11);
  });
});

describe('a summary in the words of a machine', () => {
  it('says so, names its sources, and has levels, owners and days from the record', () => {
    const shown = card(casusX(), { worded });
    expect(noticesOf(shown)).toEqual(['notice:hint:wordedByMachine']);
    expect(textOf(shown)).toContain('nagebootst, summary/1');
    expect(linesOf(shown)).toContain('Het risico is hoog. [R1]');
    expect(linesOf(shown)).toContain('Urinecontrole door Behandelaar, GGZ, uiterlijk 12 december. [A1]');
  });

  it('keeps by rule what may never be missing', () => {
    const lines = linesBesideTables(card(casusX(), { worded, today: '2027-01-10' }));
    expect(lines).toContainEqual(expect.stringMatching(/^Te laat {2}A/));
    expect(lines).toContainEqual(expect.stringMatching(/^Wat we nog niet weten/));
    expect(lines.some(line => line.startsWith('Doel'))).toBe(false);
  });

  it('shows what was typed as it was typed, whatever a machine made of it', () => {
    const text = '**vet** [x](https://x.example) {{DATE()}} <at>iedereen</at> $' + '{title}';
    const shown = JSON.stringify(card(hostile(), { worded: { ...worded, sentences: [{ ids: ['R1'], text }] } }));
    expect(shown).not.toContain('{{DATE');
    expect(shown).not.toContain('<at>');
  });

  it('has the button for the meeting on the own card of the chair only', () => {
    expect(verbsOf(card(casusX(), { worded, post: 't' }))).toEqual(['summary.post']);
    expect(verbsOf(card(casusX(), { worded }))).toEqual([]);
  });

  it.each([
    ['away', 'modelAway'],
    ['unusable', 'modelUnusable'],
    ['spent', 'modelSpent'],
  ])('that is not there (%s) is told in one plain line', (why, code) => {
    expect(noticesOf(card(casusX(), { why }))).toEqual([`notice:hint:${code}`]);
  });
});
