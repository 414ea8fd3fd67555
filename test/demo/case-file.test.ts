import { describe, expect, it } from 'vitest';
import { CaseFileError, daysUntil, isSpoed, loadCaseFile, parseCaseFile } from '../../src/demo/case-file.ts';

const smallest = {
  case: { code: 'ZVH-2026-900', approach: 'Top X' },
  people: { procesregisseur: 'Zorg- en Veiligheidshuis' },
  chair: 'procesregisseur',
  conferences: [{ turns: [{ by: 'procesregisseur', verb: 'minutes.adopt' }] }],
};

describe('a case file', () => {
  it('comes with the demo, with both conferences', () => {
    const file = loadCaseFile('src/demo/casus-x.json');
    expect(file.case.code).toBe('ZVH-2026-002');
    expect(file.conferences).toHaveLength(2);
    expect(file.conferences[0]?.turns.filter(turn => turn.refuse)).toHaveLength(3);
  });

  it('comes with the demo, about safety first, ninety days apart', () => {
    const file = loadCaseFile('src/demo/janna.json');
    expect([file.case.code, file.subjects, file.conferences.length]).toEqual(['ZVH-2026-001', ['Baby', 'Moeder'], 2]);
    expect([0, 1].map(index => daysUntil(file, index))).toEqual([0, 90]);
  });

  it('counts the days to a conference from the first one', () => {
    const [conference] = smallest.conferences;
    const later = (after: string) => ({ ...conference, after });
    const file = parseCaseFile('drie.json', {
      ...smallest,
      conferences: [conference, later('5 days'), later('1 day')],
    });
    expect([0, 1, 2].map(index => daysUntil(file, index))).toEqual([0, 5, 6]);
  });

  it('may begin as a spoed, at any of its conferences', () => {
    const [conference] = smallest.conferences;
    const conferences = [conference, conference, { ...conference, urgent: true }];
    const file = parseCaseFile('spoed.json', { ...smallest, case: { ...smallest.case, urgent: true }, conferences });
    expect([0, 1, 2].map(index => isSpoed(file, index))).toEqual([true, false, true]);
  });

  it('needs no more than a case, a chair and one turn', () => {
    const [turn] = parseCaseFile('klein.json', smallest).conferences[0]?.turns ?? [];
    expect(turn).toEqual({ by: 'procesregisseur', verb: 'minutes.adopt', inputs: {}, refuse: false });
  });

  it('names the file, the place and the fault', () => {
    const wrong = { ...smallest, conferences: [{ turns: [{ by: 'wijkagnt', verb: 'risk.raise' }] }] };
    expect(() => parseCaseFile('fout.json', wrong)).toThrow(
      /fout\.json can't be played:\n {2}conferences\[0\]\.turns\[0\]\.by: "wijkagnt" isn't one of the people/,
    );
  });

  it('names every fault at once', () => {
    const wrong = { ...smallest, case: { code: 'ZVH-2026-900', approach: 7 }, conferences: [] };
    expect(() => parseCaseFile('fout.json', wrong)).toThrow(/case\.approach: [\s\S]*\n {2}conferences: /);
  });

  it('says so when it is away or is no JSON', () => {
    expect(() => loadCaseFile('test/demo/weg.json')).toThrow(CaseFileError);
    expect(() => loadCaseFile('test/demo/weg.json')).toThrow(/can not be read/);
    expect(() => loadCaseFile('src/demo/playground.yml')).toThrow(/isn't JSON/);
  });
});
