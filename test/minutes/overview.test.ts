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

  it('goes on with an action of earlier as long as it runs', async () => {
    const earlier = (id: string, status: Minutes['lookBack'][number]['status'], more: object = {}) => ({
      action: id,
      type: 'intervention' as const,
      what: `Actie ${id}`,
      owner: plainAction.owner,
      due: '2026-12-12',
      factors: ['F1'],
      risks: ['R1'],
      subjects: [],
      status,
      ...more,
    });
    const minutes: Partial<Minutes> = {
      risks: [risk('R1')],
      factors: [factor('F1', ['R1']), factor('F2', ['R1'])],
      topThree: { factors: ['F1', 'F2'] },
      lookBack: [
        earlier('A1', 'partly'),
        earlier('A2', 'done', { factors: ['F2'] }),
        earlier('A3', 'unanswered', { factors: [], risks: [] }),
        earlier('A4', 'notPossible'),
      ],
    };
    expect(await coupled(minutes)).toEqual([
      'R1 > F1 > A1',
      'R1 > F2 > Geen actie afgesproken',
      '– > Geen factor gekoppeld > A3',
    ]);
    expect((await rowsOf(minutes))[0]?.[2]).toBe('A1 Actie A1\nLoopt nog van eerder');
  });

  it('says whose safety a measure without a factor is for, and how safe', async () => {
    const rows = await rowsOf(sampleMinutes('janna-1'));
    expect(rows.map(row => row.slice(0, 4).map(cell => cell.replaceAll('\n', ' / ')))).toEqual([
      [
        'Veiligheid Baby: 2 / Veiligheid Moeder: 3',
        '–',
        'A1 Baby vanuit het ziekenhuis naar een crisispleeggezin / Veiligheidsmaatregel',
        'veiligthuis / Veilig Thuis',
      ],
      [
        'Veiligheid Baby: 2 / Veiligheid Moeder: 3',
        '–',
        'A2 Met moeder en een vertrouwenspersoon een eigen veiligheidsplan maken / Veiligheidsmaatregel',
        'wijkagent / Politie',
      ],
      [
        '–',
        'Geen factor gekoppeld',
        'A3 Diagnostiek van het geweldspatroon en van de klachten van moeder, time-out aanleren',
        'behandelaar / De Waag',
      ],
      [
        '–',
        'Geen factor gekoppeld',
        'A4 Gesprek met vader voor de afdoening in het strafrecht',
        'reclasseerder / Reclassering',
      ],
    ]);
  });

  it('has the measures for safety first while somebody is under 6, and last when nobody is', async () => {
    const measure = action('A1', [], [], { type: 'safetyMeasure' });
    const about = (agreed: number): Partial<Minutes> => ({
      subjects: [{ id: 'P1', name: 'moeder' }],
      safety: [{ subject: 'P1', name: 'moeder', rounds: [], agreed, line: [agreed], stable: false }],
      risks: [risk('R1')],
      factors: [factor('F1', ['R1'])],
      topThree: { factors: ['F1'] },
      actions: [measure, action('A2', ['F1'], ['R1'])],
    });
    expect(await coupled(about(5))).toEqual(['Veiligheid moeder: 5 > – > A1', 'R1 > F1 > A2']);
    expect(await coupled(about(6))).toEqual(['R1 > F1 > A2', 'Veiligheid moeder: 6 > – > A1']);
  });

  it('has the scores above it, with those of last time', async () => {
    const { blocks } = openWordDocument(await writeDocx(sampleMinutes('janna-2')));
    const at = blocks.findIndex(block => block.kind === 'table');
    expect(blocks.slice(at - 2, at)).toMatchObject([
      { text: 'Veiligheid Baby: 6 (was 2)' },
      { text: 'Veiligheid Moeder: 6 (was 3)' },
    ]);
  });

  it('says what an action still waits for', async () => {
    const who = await rowsOf({
      actions: [
        action('A1', [], [], { acceptance: 'asked', mandate: 'toConfirm', mandateBy: '2026-12-05' }),
        action('A2', [], [], { acceptance: 'declined' }),
        action('A3', [], [], { acceptance: 'accepted', mandate: 'given' }),
      ],
    });
    expect(who.map(row => row[3])).toEqual([
      'behandelaar\nGGZ\nMoet nog ja zeggen\nTe bevestigen vóór 5 dec 2026',
      'behandelaar\nGGZ\nHeeft nee gezegd',
      'behandelaar\nGGZ',
    ]);
  });

  it('shows how a level changed, and the last level of a risk that nobody spoke of', async () => {
    const { agreedLevel, reason, ...unrated } = someRisk;
    const rows = await rowsOf({
      risks: [
        { ...risk('R1'), levelBefore: 'veryHigh' },
        { ...unrated, id: 'R2', what: 'Risico R2', ratings: [], levelBefore: 'low' },
      ],
    });
    expect(rows.map(row => row[0])).toEqual([
      'R1 Risico R1\nNiveau: hoog, was zeer hoog',
      'R2 Risico R2\nNiveau vorige keer: laag',
    ]);
  });

  it('leaves out of a spoed what it did not come to', async () => {
    const spoed = sampleMinutes('spoed');
    const earlier = { ...risk('R9'), ratings: [], levelBefore: 'low' as const };
    const { agreedLevel, ...untouched } = earlier;
    const rows = await rowsOf({ ...spoed, risks: [...spoed.risks, untouched] });
    expect(rows.map(row => row[0]?.slice(0, 2))).toEqual(['R1', 'R1', 'R1']);
    expect(rows[0]?.[4]).toBe('20 nov 2026 17.30 uur');
  });

  it('shows the factors themselves where nothing was voted on', async () => {
    expect(await rowsOf(sampleMinutes('information'))).toEqual([
      [
        'R1 Terugval in inbraken om aan geld te komen',
        'F1 Geen inkomen in de eerste zes weken\nF2 Slaapt op wisselende plekken\nF3 Gebruik in detentie, omvang onbekend',
        'Geen actie afgesproken',
        '–',
        '–',
        '–',
      ],
    ]);
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
