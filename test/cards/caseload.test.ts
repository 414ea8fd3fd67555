import { describe, expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { caseloadOf } from '../../src/domain/caseload.ts';
import type { CaseOverview } from '../../src/domain/overview.ts';
import { directionSteps } from '../../src/domain/values.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { overview } from '../contracts/samples.ts';
import { schemaErrors } from '../support/card-schema.ts';
import { brokenRules, openButtons, rendererComplaints } from './house-rules.ts';
import { buttonsOf, linesOf, textOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { hostileTexts } from './states.ts';

const day = '2026-11-23';
const filed = 'caseload/caseload-2026-11-23.csv';

function card(
  overviews: readonly CaseOverview[],
  {
    page = 1,
    language = 'nl',
    location = filed,
  }: { page?: number; language?: Language; location?: string | null } = {},
) {
  return renderer.render({
    kind: 'caseload',
    language,
    now: '2026-11-23T09:00:00.000Z',
    token: 'token-of-the-caseload',
    caseload: caseloadOf(overviews, day, usualApproaches),
    page,
    ...(location !== null && { location }),
  });
}
const code = (index: number) => `ZVH-2026-${String(index + 1).padStart(3, '0')}`;
const pagesOf = (made: unknown) =>
  buttonsOf(made).map(button => [button.title, (button.data as { page: string }).page]);
/** So many cases that need somebody, of approaches with the worst of names. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    overview(code(index), {
      approach: (hostileTexts[index % hostileTexts.length] ?? '').padEnd(200, 'x'),
      dues: ['2026-11-01', '2026-11-20', '2026-12-04'],
      nextDate: '2026-11-20',
      underSix: 2,
      hasDirector: false,
      escalation: directionSteps[index % directionSteps.length] ?? 'report',
    }),
  );

describe('the caseload card', () => {
  it('has the numbers of each approach, then the cases that need somebody, and where the list is', () => {
    const overviews = [
      overview('ZVH-2026-001', { underSix: 1, dues: ['2026-11-20', '2026-12-04'], nextDate: '2026-12-03' }),
      overview('ZVH-2026-002', { nextDate: '2026-12-10' }),
      overview('ZVH-2026-014', { approach: 'MDA++', hasDirector: false, escalation: 'talk', running: true }),
    ];
    expect(linesOf(card(overviews))).toEqual([
      'Casussen van het huis',
      '3 casussen · stand van 23 november',
      'Top X  2 casussen',
      'Open acties: 2 · Te laat: 1 · Veiligheid onder 6: 1 · Eerste overleg 3 dec',
      'MDA++  1 casus',
      'Open acties: 0 · Geen casusregisseur: 1',
      'Vraagt aandacht: 2',
      'ZVH-2026-001  Top X',
      'Veiligheid onder 6: 1 · Acties te laat: 1 van 2 · Volgend overleg 3 dec',
      'ZVH-2026-014  MDA++',
      'Geen casusregisseur, stap: gesprek · Overleg loopt nu',
      'Alle casussen staan in caseload/caseload-2026-11-23.csv',
    ]);
  });

  it('says that no case needs anybody, that there is no case, and that the list could not be filed', () => {
    expect(textOf(card([overview(code(0), { nextDate: '2026-12-03' })]))).toContain('Geen casus vraagt nu aandacht');
    expect(textOf(card([], { location: null }))).toMatch(/nog geen casussen[\s\S]*kon niet worden opgeslagen/);
  });

  it('is leafed through by twelve cases', () => {
    const overviews = many(30);
    expect(textOf(card(overviews))).toContain('1 tot en met 12 van 30');
    expect(pagesOf(card(overviews))).toEqual([['Volgende', '2']]);
    expect(pagesOf(card(overviews, { page: 2 }))).toEqual([
      ['Vorige', '1'],
      ['Volgende', '3'],
    ]);
    expect(textOf(card(overviews, { page: 3 }))).toContain('25 tot en met 30 van 30');
    expect(pagesOf(card(overviews, { page: 3 }))).toEqual([['Vorige', '2']]);
    expect(linesOf(card(overviews, { page: 99 }))).toEqual(linesOf(card(overviews, { page: 3 })));
    expect(pagesOf(card(many(12)))).toEqual([]);
  });

  it.each(languages)('says every concern in %s', language => {
    const { nextDate: _none, ...undated } = overview(code(2), { nextDate: '2026-12-03' });
    const each = [...many(2), undated];
    const text = textOf(card(each, { language }));
    expect(text).not.toMatch(language === 'nl' ? /overdue|director\b|conference/i : /te laat|regisseur|overleg/i);
    expect(text).toMatch(
      language === 'nl' ? /Geen datum voor het volgende overleg/ : /No date for the next conference/,
    );
  });

  it.each(languages)('of five hundred cases with any names fits in %s, and is what Teams takes', language => {
    const approaches = many(500).map((one, index) => ({ ...one, approach: `${one.approach.slice(0, 190)}${index}` }));
    for (const overviews of [many(500), approaches]) {
      const made = card(overviews, { language, page: 2 });
      expect(bytesOf(made)).toBeLessThanOrEqual(maxCardBytes);
      expect(schemaErrors(made)).toEqual([]);
      expect(rendererComplaints(made)).toEqual([]);
      expect(brokenRules(made)).toEqual([]);
      expect(openButtons(made)).toHaveLength(2);
    }
  });

  it('tells approaches that there is no room for as one, so that the numbers add up', () => {
    const overviews = many(500).map((one, index) => ({ ...one, approach: `Aanpak ${index}` }));
    const lines = linesOf(card(overviews));
    const counts = lines.flatMap(line => /^(?:Aanpak \d+|Andere aanpakken) {2}(\d+) casus/.exec(line)?.[1] ?? []);
    expect(lines.join('\n')).toContain('Andere aanpakken');
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(500);
  });
});
