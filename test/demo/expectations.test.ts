import { describe, expect, it } from 'vitest';
import { holdAgainst } from '../../src/demo/expectations.ts';
import type { MinutesOnFile } from '../../src/demo/filed-minutes.ts';

const rating = (organisation: string, level: 'high' | 'veryHigh' | 'unknown') => ({ organisation, level });
const minutes = {
  conference: { urgent: false },
  risks: [
    {
      id: 'R1',
      what: 'Geweld',
      ratings: [rating('Politie', 'veryHigh'), rating('GGZ', 'unknown'), rating('Reclassering', 'high')],
      levelBefore: 'moderate',
      agreedLevel: 'high',
      by: { name: 'Wijkagent', organisation: 'Politie' },
    },
    { id: 'R2', what: 'Dakloos', ratings: [], by: { name: 'Wijkagent', organisation: 'Politie' } },
  ],
  factors: [
    { id: 'F1', kind: 'dynamic' },
    { id: 'F2', kind: 'static' },
  ],
  topThree: { factors: ['F2', 'F1'] },
  lookBack: [
    { action: 'A1', status: 'done' },
    { action: 'A2', status: 'partly' },
    { action: 'A3', status: 'unanswered' },
  ],
  safety: [{ name: 'Moeder', agreed: 6, line: [3, 6] }],
  warnings: [{ id: 'W1', code: 'need.factor', item: 'A4', overrideReason: null }],
  absentOrganisations: [],
} as unknown as MinutesOnFile;
const held = (expected: Record<string, unknown>) => holdAgainst(minutes, expected, '2026-11-21');

describe('minutes held against a case file', () => {
  it('agree when they are what was expected; dissent leaves out who had no sight', () => {
    expect(held({ risks: 2, agreedLevels: { $R1: 'high' }, dissent: { $R1: ['veryHigh'] } })).toEqual([]);
  });

  it('name each line that is otherwise, with both sides', () => {
    expect(held({ risks: 1, topThree: ['$F1', '$F2'], absentOrganisations: 'reported' })).toEqual([
      'risks: 2 in the minutes, 1 expected',
      'topThree: ["F2","F1"] in the minutes, ["F1","F2"] expected',
      'absentOrganisations: "none" in the minutes, "reported" expected',
    ]);
  });

  it('tell what became of earlier conferences', () => {
    const expected = {
      lookBack: { $A1: 'done', $A2: 'partly' },
      carriedOver: ['$R1', '$R2', '$F1', '$A2', '$A3'],
      levelOverTime: { $R1: ['moderate', 'high'], $R2: [] },
      safety: { Moeder: 6 },
      safetyOverTime: { Moeder: [3, 6] },
      decisionReason: false,
    };
    expect(held(expected)).toEqual([]);
    expect(held({ carriedOver: ['$A1'] })).toEqual([
      'carriedOver: ["R1","R2","F1","A2","A3"] in the minutes, ["A1"] expected',
    ]);
  });

  it('know each warning with the reason to set it aside', () => {
    expect(held({ warnings: { 'need.factor:$A4': null } })).toEqual([]);
    expect(held({ warnings: {} })).toEqual(['warnings: {"need.factor:A4":null} in the minutes, {} expected']);
  });

  it('may be held against any place in them', () => {
    expect(held({ 'conference.urgent': false, 'risks.$R1.ratings.length': 3, 'risks.$R2.agreedLevel': null })).toEqual(
      [],
    );
    expect(held({ 'factors.$F2.kind': 'dynamic', 'factors.$F9.kind': 'static' })).toEqual([
      'factors.F2.kind: "static" in the minutes, "dynamic" expected',
      'factors.F9.kind: null in the minutes, "static" expected',
    ]);
  });

  it('are not what was expected when nobody can judge a line', () => {
    expect(held({ levelsOverTime: {} })).toEqual(['levelsOverTime: nobody knows how to judge that']);
  });
});
