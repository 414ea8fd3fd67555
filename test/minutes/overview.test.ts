import { describe, expect, it } from 'vitest';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { openWordDocument, tables } from '../support/word-document.ts';

type Factor = Minutes['factors'][number];
type Action = Minutes['actions'][number];

const [someRisk] = sampleMinutes('casus-x').risks;
const [someFactor] = sampleMinutes('casus-x').factors;
const [someAction] = sampleMinutes('casus-x').actions;
if (someRisk === undefined || someFactor === undefined || someAction === undefined) throw new Error('sample is empty');

const risk = (id: string, what = `Risico ${id}`) => ({ ...someRisk, id, what });
const factor = (id: string, risks: readonly string[], more: Partial<Factor> = {}) => ({
  ...someFactor,
  id,
  what: `Factor ${id}`,
  risks,
  ...more,
});
const { every, effect, ...plainAction } = someAction;
const action = (id: string, factors: readonly string[], risks: readonly string[], more: Partial<Action> = {}) => ({
  ...plainAction,
  id,
  what: `Actie ${id}`,
  factors,
  risks,
  ...more,
});

/** The ids, or the words instead of them, in the first three cells of each row. */
async function coupled(minutes: Partial<Minutes>): Promise<readonly string[]> {
  const rows = await rowsOf(minutes);
  const ids = (cell = '') => cell.match(/\b[RFA]\d+(?= (?:Risico|Factor|Actie))/g)?.join('+') ?? cell;
  return rows.map(row => row.slice(0, 3).map(ids).join(' > '));
}

async function rowsOf(minutes: Partial<Minutes>): Promise<readonly (readonly string[])[]> {
  const docx = await writeDocx({ ...sampleMinutes('smallest'), ...minutes });
  return tables(openWordDocument(docx))[0]?.rows.slice(1) ?? [];
}

describe('the first table of the minutes', () => {
  it('follows the top three, whatever the order of recording', async () => {
    expect(
      await coupled({
        risks: [risk('R1')],
        factors: [factor('F1', ['R1']), factor('F2', ['R1']), factor('F3', ['R1'])],
        topThree: { factors: ['F3', 'F1', 'F2'] },
        actions: [action('A1', ['F2'], ['R1']), action('A2', ['F1'], ['R1']), action('A3', ['F3'], ['R1'])],
      }),
    ).toEqual(['R1 > F3 > A3', 'R1 > F1 > A2', 'R1 > F2 > A1']);
  });

  it('shows a factor of the top three without an action, with the reason or without', async () => {
    expect(
      await coupled({
        risks: [risk('R1')],
        factors: [factor('F1', ['R1']), factor('F2', ['R1'])],
        topThree: { factors: ['F1', 'F2'] },
        withoutAction: [{ factor: 'F2', reason: 'later' }],
      }),
    ).toEqual(['R1 > F1 > Geen actie afgesproken', 'R1 > F2 > Geen actie: later']);
  });

  it('shows an action without a factor, and risks that nothing was done about', async () => {
    expect(
      await coupled({
        risks: [risk('R1'), risk('R2'), risk('R3')],
        factors: [factor('F1', ['R2'])],
        actions: [action('A1', [], ['R1'])],
      }),
    ).toEqual([
      'R1 > Geen factor gekoppeld > A1',
      expect.stringMatching(/^R2 > Geen factor in de top drie > Geen actie afgesproken$/),
      expect.stringMatching(/^R3 > Geen factor benoemd > Geen actie afgesproken$/),
    ]);
  });

  it('shows an action for several factors and risks once', async () => {
    expect(
      await coupled({
        risks: [risk('R1'), risk('R2')],
        factors: [factor('F1', ['R1']), factor('F2', ['R2'])],
        topThree: { factors: ['F2'] },
        actions: [action('A1', ['F1', 'F2'], ['R1', 'R2'])],
      }),
    ).toEqual(['R1+R2 > F2+F1 > A1']);
  });

  it('finds the risks of an action through its factors when the action names none', async () => {
    expect(
      await coupled({
        risks: [risk('R1')],
        factors: [factor('F1', ['R1'])],
        actions: [action('A1', ['F1'], [])],
      }),
    ).toEqual(['R1 > F1 > A1']);
  });

  it('repeats a long text in short, and leaves a long effect in full to the record', async () => {
    const long = `Risico ${'lang woord '.repeat(17)}`.trim();
    const rows = await rowsOf({
      risks: [risk('R1', long)],
      factors: [factor('F1', ['R1'])],
      topThree: { factors: ['F1'] },
      actions: [action('A1', ['F1'], ['R1'], { effect: 'gevolg '.repeat(140) }), action('A2', ['F1'], ['R1'])],
    });
    expect(rows[0]?.[0]).toBe(`R1 ${long}\nNiveau: hoog`);
    expect(rows[1]?.[0]).toMatch(/^R1 Risico lang woord .{50,80}…\nNiveau: hoog$/);
    expect(rows[0]?.[5]).toMatch(/^gevolg .{200,240}…$/);
    expect(rows[1]?.[5]).toBe('Niet genoemd');
  });
});
