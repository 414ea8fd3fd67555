import { describe, expect, it } from 'vitest';
import { pgaxOf } from '../../src/domain/pgax.ts';
import { pgaxCsv, pgaxText } from '../../src/minutes/pgax.ts';
import { stateAfter } from '../support/given.ts';
import { action, agreedLevel, factor, risk, table, topThree } from '../support/history.ts';

const pgax = (what = 'Brandstichting in de flat') =>
  pgaxOf(
    stateAfter(
      table(),
      [risk('R1', { what, severity: 'Doden mogelijk' }), agreedLevel('R1', 'veryHigh')],
      [factor('F1', { what: 'Schulden', domain: 'finances', risks: ['R1'] }), topThree('F1')],
      [factor('F2', { what: 'Een zus die helpt', kind: 'protective', risks: [] })],
      action('A1', { what: 'Schuldhulp regelen', factors: ['F1'], risks: ['R1'], effect: 'Geen nieuwe schulden' }),
    ),
  );
const cellsOf = (csv: string) =>
  csv
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map(line => line.slice(1, -1).split('";"'));

describe('the bundle for PGAx', () => {
  it('as text has three headings in its order, and leaves out what is empty', () => {
    expect(pgaxText(pgax()).split('\r\n')).toEqual([
      expect.stringMatching(/^Casus \S+ · .+ · na casusoverleg 1$/),
      'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
      '',
      'RISICO’S',
      'R1 Brandstichting in de flat | niveau: zeer hoog | toelichting: ernst: Doden mogelijk',
      '',
      'FACTOREN PER LEEFGEBIED',
      'F1 Schulden | leefgebied: Financiën | soort: dynamisch | toelichting: top drie: 1 | hoort bij: R1',
      'F2 Een zus die helpt | leefgebied: Zonder leefgebied | soort: beschermend',
      '',
      'ACTIES',
      expect.stringMatching(
        /^A1 Schuldhulp regelen \| soort: interventie \| wie: .+ \| organisatie: .+ \| uiterlijk: 2026-12-04 \| beoogd effect: Geen nieuwe schulden \| hoort bij: F1, R1$/,
      ),
      '',
    ]);
  });

  it('as CSV has a row for each, in the same order and in the same columns', () => {
    const rows = cellsOf(pgaxCsv(pgax()));
    expect(rows.map(([part, id]) => [part, id])).toEqual([
      ['Onderdeel', 'Nummer'],
      ['Risico', 'R1'],
      ['Factor', 'F1'],
      ['Factor', 'F2'],
      ['Actie', 'A1'],
    ]);
    expect(new Set(rows.map(row => row.length))).toEqual(new Set([12]));
  });

  it.each(['=HYPERLINK("http://evil.example")', '+31', '-1', '@SUM(1)', '\t=1+1', '＝1'])(
    'has no cell that is a formula, whatever was typed: %j',
    typed => {
      for (const cell of cellsOf(pgaxCsv(pgax(typed))).flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    },
  );

  it('keeps a typed line on its line', () => {
    expect(pgaxText(pgax('een\r\nACTIES\r\nA9 nep')).split('\r\n')).toHaveLength(pgaxText(pgax()).split('\r\n').length);
    expect(pgaxCsv(pgax('a";"b\r\nc')).trimEnd().split('\r\n')).toHaveLength(5);
  });

  it('says what is empty', () => {
    const empty = pgaxText(pgaxOf(stateAfter(table())));
    expect(empty.match(/^–\r$/gm)).toHaveLength(3);
    expect(empty.trimEnd().endsWith('ACTIES\r\n–')).toBe(true);
  });
});
