import { describe, expect, it } from 'vitest';
import { planRecordOf } from '../../src/domain/plan-record.ts';
import { writePlanDocx } from '../../src/minutes/plan-docx.ts';
import { type History, stateAfter } from '../support/given.ts';
import {
  action,
  adopted,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  reviewed,
  risk,
  scenario,
  secondConference,
  subject,
  table,
  topThree,
} from '../support/history.ts';
import { headings, openWordDocument, tables, textUnder } from '../support/word-document.ts';
import { elements } from '../support/xml.ts';

const first: History = [
  table(),
  [risk('R1', { what: 'Brandstichting in de flat' }), risk('R2'), agreedLevel('R1', 'high')],
  [subject('P1', 'moeder'), agreedScore('P1', 2)],
  [factor('F1'), factor('F2'), factor('F3', { kind: 'protective' }), topThree('F1')],
  [action('A1', { factors: ['F1'], risks: ['R1'] }), scenario('S1')],
];
const second: History = [
  secondConference(),
  [agreedLevel('R1', 'moderate'), agreedScore('P1', 6), topThree('F2'), reviewed('A1', 'done')],
  action('A2', { what: '<b>Elke dag</b> bellen', factors: ['F2'] }),
  closed(),
];
const record = (...history: History) => {
  const state = stateAfter(...history);
  return planRecordOf(state, state.conferences.at(-1)?.id ?? '', 1);
};
const written = async (...history: History) => openWordDocument(await writePlanDocx(record(...history)));
const pictures = (parts: Readonly<Record<string, string>>) =>
  Object.keys(parts).filter(path => /^word\/media\/[^/]+\.png$/.test(path));

describe('the plan as a Word document', () => {
  it('begins with what changed, then the matrix, then the course', async () => {
    expect(headings(await written(...first, ...second))).toEqual([
      'Risicomanagementplan',
      'Veranderd sinds vorige keer',
      'Nieuw',
      'Veranderd',
      'Afgesloten',
      'Wat hoort bij wat',
      'Van overleg tot overleg',
      'Top drie',
      'Wat beschermt',
      'Andere factoren',
      'Scenario’s',
      'Geen casusregisseur',
    ]);
  });

  it('tells the signals since last time, and the steps while nobody directs the case', async () => {
    const chair = { person: 'id-chair', name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' };
    const document = await written(
      ...first,
      closed(),
      { type: 'DirectionStepTaken', step: 'talk', note: 'Gesproken', until: '2026-11-27', by: chair },
      {
        type: 'SignalRecorded',
        signal: {
          id: 'G1',
          what: 'Belt niet terug',
          kind: 'rising',
          scenario: 'S1',
          by: chair,
          at: '2026-11-20T10:00:00.000Z',
        },
      },
      ...second.map(one => (one === second[0] ? secondConference().slice(1) : one)),
    );
    expect(textUnder(document, 'Signalen')).toEqual([
      expect.stringMatching(/^G1 20 nov\.? 2026: Belt niet terug \(procesregisseur .*\) · Raakt afspraak S1$/),
    ]);
    expect(textUnder(document, 'Geen casusregisseur')).toEqual([
      expect.stringMatching(/^20 nov\.? 2026: gesprek \(uiterlijk 27 november 2026\) – Gesproken$/),
    ]);
  });

  it('says in words what is new, changed and closed', async () => {
    const document = await written(...first, ...second);
    expect(textUnder(document, 'Nieuw')).toEqual(['A2 <b>Elke dag</b> bellen']);
    expect(textUnder(document, 'Veranderd')).toContain('R1 Brandstichting in de flat: hoog → matig');
    expect(textUnder(document, 'Veranderd')).toContain('P1 moeder: 2 → 6');
    expect(textUnder(document, 'Afgesloten')).toEqual(['A1 Actie A1: gedaan']);
  });

  it('couples risks, factors and actions with owner and term in a table', async () => {
    const [matrix] = tables(await written(...first, ...second));
    expect(matrix?.rows).toEqual([
      ['Risico', 'Factor', 'Actie'],
      [
        'R1 Brandstichting in de flat\nmatig',
        'F2 Factor F2 (top drie)',
        expect.stringMatching(/^A2 <b>Elke dag<\/b> bellen – wijkagent.*4 dec/),
      ],
      ['R2 Risico R2', '–', 'geen actie'],
    ]);
  });

  it('draws levels and scores through the conferences, and says the same in words', async () => {
    const document = await written(...first, ...second);
    expect(pictures(document.parts)).toHaveLength(2);
    const described = elements(document.part('word/document.xml'), 'wp:docPr').map(one => one.attributes.descr ?? '');
    expect(described).toEqual([
      expect.stringContaining('Niveau van de risico’s'),
      expect.stringContaining('Cijfer voor veiligheid'),
    ]);
    // With the line spacing of text a picture is cut to the height of one line.
    const drawn = elements(document.part('word/document.xml'), 'w:p').filter(
      one => elements(one, 'w:drawing').length > 0,
    );
    const rules = drawn.map(one => elements(one, 'w:spacing')[0]?.attributes['w:lineRule']);
    expect(rules).toEqual(['auto', 'auto']);
    expect(tables(document)[1]?.rows).toEqual([
      ['Waarover', 'Per casusoverleg'],
      ['R1 Brandstichting in de flat', '1: hoog → 2: matig'],
      ['R2 Risico R2', 'nog niet vastgesteld'],
      ['P1 moeder', '1: 2 → 2: 6'],
    ]);
  });

  it('of a first conference has nothing to compare with and no line to draw', async () => {
    const document = await written(...first, closed());
    expect(headings(document)).not.toContain('Veranderd sinds vorige keer');
    expect(pictures(document.parts)).toEqual([]);
    expect(tables(document)[1]?.rows).toContainEqual(['R1 Brandstichting in de flat', '1: hoog']);
  });

  it('of a case with nothing in it can be made', async () => {
    expect(tables(await written(table(), closed()))).toHaveLength(1);
  });

  it('is the same, byte for byte, however often it is made', async () => {
    const again = record(...first, ...second);
    expect(await writePlanDocx(again)).toEqual(await writePlanDocx(again));
  });

  it('is the case as that conference left it, whatever came after', () => {
    const before = planRecordOf(stateAfter(...first, closed()), 'c1', 1);
    const later = planRecordOf(stateAfter(...first, ...second, adopted('c2')), 'c1', 1);
    expect(later.plan).toEqual(before.plan);
  });
});
