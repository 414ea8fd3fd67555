import { describe, expect, it } from 'vitest';
import { CaseFileError, loadCaseFile, parseCaseFile } from '../../src/demo/case-file.ts';

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
