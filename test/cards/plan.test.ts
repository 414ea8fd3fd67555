import { describe, expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { type History, stateAfter } from '../support/given.ts';
import {
  action,
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
import { linesOf, ofType, textOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, hostile, largest, smallest } from './states.ts';

const first: History = [
  table(),
  [risk('R1', { what: 'Brandstichting in de flat' }), risk('R2'), agreedLevel('R1', 'high')],
  [subject('P1', 'moeder'), agreedScore('P1', 2)],
  [factor('F1', { what: 'Geen dagbesteding' }), factor('F2'), factor('F3', { kind: 'protective' }), topThree('F1')],
  [action('A1', { what: 'Gesprek over werk', factors: ['F1'], risks: ['R1'] }), action('A2')],
  scenario('S1'),
];
const second: History = [
  secondConference(),
  [agreedLevel('R1', 'moderate'), agreedScore('P1', 6), topThree('F2')],
  [reviewed('A1', 'done'), action('A3', { what: 'Elke dag bellen', type: 'safetyMeasure', factors: ['F2'] })],
];

function card(state: CaseState, part: 'whole' | 'actions' = 'whole', language: Language = 'nl') {
  const conference = state.conferences.at(-1)?.id ?? '';
  return renderer.render({ kind: 'plan', part, language, state, conference });
}
const lines = (...history: History) => linesOf(card(stateAfter(...history)));
const rowsOf = (table: unknown) =>
  ofType(table, 'TableRow').map(row => ofType(row, 'TableCell').map(cell => textOf(cell)));

describe('the plan card', () => {
  it('begins with what changed since last time, in words: new, changed, closed', () => {
    expect(lines(...first, ...second).slice(0, 14)).toEqual([
      'Risicomanagementplan',
      'ZVH-2026-002 · Top X · tijdens casusoverleg 2',
      'Sinds vorige keer',
      'Nieuw',
      'A3  Elke dag bellen',
      'Veranderd',
      'R1  Brandstichting in de flat: hoog → matig',
      'P1  moeder: 2 → 6',
      'F1  Geen dagbesteding: uit de top drie',
      'F2  Factor F2: nu in de top drie',
      'Afgesloten',
      'A1  Gesprek over werk: gedaan',
      'Risico’s, van overleg tot overleg',
      'R1  Brandstichting in de flat: ▆▅ hoog → matig',
    ]);
  });

  it('says that nothing changed, and in a first conference nothing of it', () => {
    expect(lines(...first, secondConference())).toContain('Niets veranderd.');
    expect(lines(...first)).not.toContain('Sinds vorige keer');
  });

  it('tells after closing of which conference it is', () => {
    expect(lines(...first, closed())[1]).toContain('na casusoverleg 1');
  });

  it('holds the line of levels and scores through the conferences as a small chart and in words, and what was never agreed on', () => {
    const found = lines(...first, ...second);
    expect(found).toEqual(expect.arrayContaining(['R2  Risico R2: nog geen niveau', 'P1  moeder: ▂▅ 2 → 6']));
    expect(lines(...first)).toContain('P1  moeder: 2 · nog geen 6');
  });

  it('holds open actions with owner and term, safety measures first', () => {
    const found = lines(...first, ...second);
    const from = found.indexOf('Open acties');
    expect(found.slice(from, from + 3)).toEqual([
      'Open acties',
      'A3  Elke dag bellen (veiligheidsmaatregel) – wijkagent, Politie, 4 dec',
      'A2  Actie A2 – wijkagent, Politie, 4 dec',
    ]);
  });

  it('couples risks, factors and actions in a table, in words, each once', () => {
    expect(rowsOf(card(stateAfter(...first, ...second)))).toEqual([
      ['Risico', 'Factor', 'Actie'],
      ['R1 Brandstichting in de flat (matig)', 'F2 Factor F2 (top drie)', 'A3 Elke dag bellen'],
      ['R2 Risico R2', '–', 'geen actie'],
      ['–', '–', 'A2 Actie A2'],
    ]);
  });

  it('says why nothing is done about a factor', () => {
    const reason: History = [{ type: 'FactorLeftWithoutAction', factor: 'F2', reason: 'Eerst de indicatie' }];
    const without = stateAfter(...first, topThree('F1', 'F2'), ...reason);
    expect(rowsOf(card(without))[2]?.[2]).toBe('geen actie: Eerst de indicatie');
  });

  it('says why somebody cannot go on', () => {
    const blocked = stateAfter(...first, action('A4', { blocked: { reason: 'Geen machtiging' } }));
    expect(textOf(card(blocked))).toContain('Actie A4 – wijkagent, Politie, 4 dec · kan niet verder: Geen machtiging');
  });

  it('has the same couplings as lines for a client without tables', () => {
    const [matrix] = ofType(card(stateAfter(...first, ...second)), 'Table');
    expect(linesOf(matrix?.fallback)).toEqual([
      'Risico → Factor → Actie',
      'R1 Brandstichting in de flat (matig) → F2 Factor F2 (top drie) → A3 Elke dag bellen',
      'R2 Risico R2 → geen actie',
      'A2 Actie A2',
    ]);
  });

  it('says in English what it says in Dutch', () => {
    const text = textOf(card(stateAfter(...first, ...second), 'whole', 'en'));
    for (const said of ['Since last time', 'Changed', 'high → moderate', 'now in the top three', 'Open actions'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Veranderd|Afgesloten|matig|Veiligheid|Risico’s/);
  });

  it('of a case with nothing in it says so', () => {
    expect(linesOf(card(smallest().state)).at(-1)).toBe('Er is nog niets vastgelegd.');
  });

  it('has no buttons and no inputs: it changes nothing', () => {
    expect(ofType(card(casusX().state), 'Action.Execute')).toEqual([]);
  });
});

describe('the card with open actions', () => {
  it('has them and nothing else', () => {
    const found = linesOf(card(stateAfter(...first, ...second), 'actions'));
    expect(found).toEqual([
      'Open acties van deze casus',
      'ZVH-2026-002 · Top X · tijdens casusoverleg 2',
      'A3  Elke dag bellen (veiligheidsmaatregel) – wijkagent, Politie, 4 dec',
      'A2  Actie A2 – wijkagent, Politie, 4 dec',
    ]);
  });

  it('says that none is open', () => {
    expect(linesOf(card(smallest().state, 'actions')).at(-1)).toBe('Er staan geen acties open.');
  });
});

it.each(languages.flatMap(language => [largest(), hostile()].map(scene => [scene.name, language, scene] as const)))(
  'the largest plan fits and says what is left out: %s %s',
  (_name, language, { state }) => {
    for (const part of ['whole', 'actions'] as const)
      expect(bytesOf(card(state, part, language))).toBeLessThanOrEqual(maxCardBytes);
    expect(textOf(card(state, 'whole', language))).toMatch(language === 'nl' ? /… en nog \d+/ : /… and \d+ more/);
  },
);
