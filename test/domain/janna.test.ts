import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../src/domain/agenda.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { measured } from '../support/case-measures.ts';
import { playCase, readCaseFile } from '../support/domain-case.ts';

const file = readCaseFile('janna.json');
const { state, turns } = playCase(file, '2026-11-20');
const expectedOf = (number: number): Record<string, unknown> =>
  JSON.parse(JSON.stringify(file.conferences[number - 1]?.expect).replaceAll('$', ''));

describe('the first conference of Janna, in the domain', () => {
  const expected = expectedOf(1);
  const minutes = minutesOf(state, 'c1');

  it.each(Object.keys(expected))('gives %s as the file expects', line => {
    expect(measured(state, 1, [line])).toEqual({ [line]: expected[line] });
  });

  it('is about the safety plan only, because nobody is at 6', () => {
    const [conference] = state.conferences;
    expect(conference && stepsOf(conference)).toEqual(['opening', 'safety', 'actions', 'closing']);
    expect(conference?.stepEntries.map(({ step }) => step)).toEqual(['opening', 'safety', 'actions', 'closing']);
  });

  it('keeps every score of the round, by organisation, with lowest, median and highest', () => {
    const [baby] = minutes.safety;
    expect(baby?.rounds).toHaveLength(1);
    expect(baby?.rounds[0]).toMatchObject({ lowest: 2, median: 2, highest: 2 });
    expect(baby?.rounds[0]?.scores.map(({ organisation }) => organisation)).toEqual([
      'Veilig Thuis',
      'Jeugdgezondheidszorg',
      'De Waag',
    ]);
  });

  it('warns of actions without a factor, measures excepted, with the reason of the chair', () => {
    expect(minutes.warnings).toEqual([
      {
        id: 'W1',
        code: 'need.factor',
        item: 'A3',
        overrideReason: 'Factoren komen aan bod als de veiligheid een 6 is',
      },
      {
        id: 'W2',
        code: 'need.factor',
        item: 'A4',
        overrideReason: 'Factoren komen aan bod als de veiligheid een 6 is',
      },
    ]);
  });

  it('refuses nothing, as the file says', () => {
    expect(turns[0]?.filter(({ refusals }) => refusals.length > 0)).toEqual([]);
  });
});

describe('the second conference of Janna, ninety days later', () => {
  const expected = expectedOf(2);
  const minutes = minutesOf(state, 'c2');

  it.each(Object.keys(expected))('gives %s as the file expects', line => {
    expect(measured(state, 2, [line])).toEqual({ [line]: expected[line] });
  });

  it('opens the rest of the agenda with a 6, after look-back and scale', () => {
    expect(state.conferences[1]?.stepEntries.map(({ step }) => step)).toEqual([
      'opening',
      'lookBack',
      'safety',
      'risks',
      'topThree',
      'actions',
      'closing',
    ]);
  });

  it('leaves what nobody answered open, and says so', () => {
    expect(minutes.lookBack.filter(({ status }) => status === 'unanswered').map(({ action }) => action)).toEqual([
      'A3',
      'A4',
    ]);
  });

  it('keeps that one organisation saw a 7 and another a 6', () => {
    expect(minutes.safety[0]?.rounds[0]).toMatchObject({ lowest: 6, median: 6, highest: 7 });
  });

  it('is adopted beside the first one, which stays as it was', () => {
    expect(minutes.version).toBe(1);
    expect(minutesOf(state, 'c1')).toMatchObject({ version: 1, safety: [{ agreed: 2 }, { agreed: 3 }], risks: [] });
  });
});
