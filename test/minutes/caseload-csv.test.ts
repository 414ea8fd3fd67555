import { describe, expect, it } from 'vitest';
import { type CaseloadRow, caseloadOf } from '../../src/domain/caseload.ts';
import { caseloadCsv, csvCell } from '../../src/minutes/caseload-csv.ts';
import { overview } from '../contracts/samples.ts';

/** What spreadsheets take for formulas, and what tries to get past a check for it. */
const corpus = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil.example","klik")',
  '+31612345678',
  '-2+3+cmd',
  '@SUM(1+1)*2',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u0000=1+1',
  '\u200B=1+1',
  '\uFEFF=1+1',
  '\u202E=1+1',
  '＝1+1',
  '"=1+1',
  '";=1+1;"',
  'a"\r\n=1+1',
];

/** As a spreadsheet reads it: quoted cells, semicolons, lines that end in CRLF. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const cell = /^"((?:[^"]|"")*)"(;|\r\n)/.exec(text.slice(at));
      if (cell === null) throw new Error(`not a quoted cell at ${at}`);
      row.push((cell[1] ?? '').replaceAll('""', '"'));
      at += cell[0].length;
      if (cell[2] === '\r\n') break;
    }
    rows.push(row);
  }
  return rows;
}

describe('a cell', () => {
  it.each(corpus)('is never a formula and never ends before its end: %j', typed => {
    const cell = csvCell(typed);
    expect(cell).toMatch(/^"(?:[^"\r\n\t]|"")*"$/);
    expect(readCsv(`${cell}\r\n`)[0]?.[0]).not.toMatch(/^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u);
  });

  it.each(['Top X', 'MDA++', 'Radicalisering en polarisatie', 'a-b', 'aanpak "zorg"; 2027', '12'])(
    'that is harmless stays as it is: %j',
    text => {
      expect(readCsv(`${csvCell(text)}\r\n`)).toEqual([[text]]);
    },
  );
});

describe('the file of all cases', () => {
  const cases = [
    overview('ZVH-2026-001', { approach: '=1+1', dues: ['2026-11-20', '2026-12-04'], nextDate: '2026-12-14' }),
    overview('ZVH-2026-002', { underSix: 2, hasDirector: false, escalation: 'directors', running: true }),
  ];
  const csv = caseloadCsv(caseloadOf(cases, '2026-11-23', []));

  it('begins with a byte order mark and names its columns', () => {
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(readCsv(csv)[0]?.slice(0, 3)).toEqual(['Casus', 'Aanpak', 'Fase']);
  });

  it('has every case on a line with as many cells as there are columns', () => {
    const rows = readCsv(csv);
    expect(rows.map(row => row.length)).toEqual([11, 11, 11]);
    expect(rows.slice(1)).toEqual([
      [
        'ZVH-2026-002',
        'Top X',
        'Uitvoering',
        'ja',
        '',
        '0',
        '0',
        '2',
        'nee',
        'directeuren',
        'veiligheid onder 6, geen casusregisseur',
      ],
      ['ZVH-2026-001', "'=1+1", 'Uitvoering', 'nee', '2026-12-14', '2', '1', '0', 'ja', '', 'acties te laat'],
    ]);
  });

  it('of a house without cases has its columns only', () => {
    const none: readonly CaseloadRow[] = [];
    expect(readCsv(caseloadCsv({ day: '2026-11-23', approaches: [], cases: none }))).toHaveLength(1);
  });
});
