import { describe, expect, it } from 'vitest';
import { holdAgainst } from '../../src/demo/expectations.ts';
import type { MinutesOnFile } from '../../src/demo/filed-minutes.ts';

const rating = (organisation: string, level: 'high' | 'veryHigh' | 'unknown') => ({ organisation, level });
const minutes = {
  risks: [
    {
      id: 'R1',
      what: 'Geweld',
      ratings: [rating('Politie', 'veryHigh'), rating('GGZ', 'unknown'), rating('Reclassering', 'high')],
      agreedLevel: 'high',
      by: { name: 'Wijkagent', organisation: 'Politie' },
    },
  ],
  topThree: { factors: ['F2', 'F1'] },
  absentOrganisations: [],
} as unknown as MinutesOnFile;
const held = (expected: Record<string, unknown>) => holdAgainst(minutes, expected, '2026-11-21');

describe('minutes held against a case file', () => {
  it('agree when they are what was expected; dissent leaves out who had no sight', () => {
    const expected = { risks: 1, agreedLevels: { $R1: 'high' }, dissent: { $R1: ['veryHigh'] } };
    expect(held(expected)).toEqual({ unmet: [], unknown: [] });
  });

  it('name each line that is otherwise, with both sides', () => {
    expect(held({ risks: 2, topThree: ['$F1', '$F2'], absentOrganisations: 'reported' }).unmet).toEqual([
      'risks: 1 in the minutes, 2 expected',
      'topThree: ["F2","F1"] in the minutes, ["F1","F2"] expected',
      'absentOrganisations: "none" in the minutes, "reported" expected',
    ]);
  });

  it('tell which lines nobody can judge yet', () => {
    expect(held({ levelOverTime: { $R1: ['high', 'moderate'] } })).toEqual({ unmet: [], unknown: ['levelOverTime'] });
  });
});
