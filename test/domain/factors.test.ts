import { describe, expect, it } from 'vitest';
import { isCurrent, type RaiseFactor, withoutCurrentAssessment } from '../../src/domain/factors.ts';
import { newcomer, said } from '../support/domain-people.ts';
import { by, given, stateAfter, today } from '../support/given.ts';
import { closed, factor, joined, phase, risk, table } from '../support/history.ts';

const raising = [...table(), risk('R1'), phase('topThree.raise')];
const raise = (more: Partial<RaiseFactor>): RaiseFactor => ({
  verb: 'factor.raise',
  what: 'Drinkt niet meer',
  ...more,
});

describe('raising a factor gives a hint', () => {
  it('when a protective one is worded as an absence; it is recorded all the same', () => {
    const protective = raise({ kind: 'protective' });
    given(raising).when(protective, by('behandelaar')).thenHinted('protectiveAbsence:F1');
    given(raising)
      .when(protective, by('behandelaar'))
      .thenEvents(factor('F1', { kind: 'protective', what: 'Drinkt niet meer' }));
  });

  it('never when it is dynamic or static, however it is worded', () => {
    given(raising).when(raise({}), by('behandelaar')).thenHinted();
    given(raising)
      .when(raise({ kind: 'static' }), by('behandelaar'))
      .thenHinted();
    given(raising)
      .when(raise({ kind: 'protective', centralEight: 'history' }), by('behandelaar'))
      .thenHinted();
  });

  it('when the assessment it is from is older than a year', () => {
    const from = (instrumentDate: string) => raise({ source: 'instrument', instrument: 'RISC', instrumentDate });
    given(raising).when(from('2025-11-19'), by('reclasseerder')).thenHinted('notCurrent:F1');
    given(raising).when(from('2025-11-20'), by('reclasseerder')).thenHinted();
  });

  it('twice when both are so', () => {
    given(raising)
      .when(raise({ kind: 'protective', source: 'instrument', instrumentDate: '2020-01-01' }), by('reclasseerder'))
      .thenHinted('protectiveAbsence:F1', 'notCurrent:F1');
  });
});

describe('an assessment', () => {
  it('is current up to and including a year, in a leap year too', () => {
    const from = (instrumentDate: string) => factor('F1', { instrumentDate }).factor;
    expect(isCurrent(from('2027-03-01'), '2028-03-01')).toBe(true);
    expect(isCurrent(from('2027-02-28'), '2028-02-29')).toBe(false);
    expect(isCurrent(from('2027-03-01'), '2028-02-29')).toBe(true);
  });

  it('has no date to go by when it was seen or heard', () => {
    expect(isCurrent(factor('F1', { source: 'observation' }).factor, today)).toBe(true);
  });

  it('is missing of organisations that shared no factor from a current one', () => {
    const state = stateAfter(
      raising,
      factor('F1', { source: 'instrument', instrumentDate: '2026-05-05', by: said('reclasseerder') }),
      factor('F2', { source: 'instrument', instrumentDate: '2024-05-05', by: said('behandelaar') }),
      factor('F3', { source: 'observation', by: said('wijkagent') }),
    );
    const organisations = ['Politie', 'reclassering', 'GGZ'];
    expect(withoutCurrentAssessment(state, organisations, today)).toEqual(['Politie', 'GGZ']);
  });
});

describe('keeping a factor as it is worded', () => {
  const hinted = [...raising, factor('F1', { kind: 'protective', what: 'Drinkt niet meer' }), factor('F2')];
  const keep = { verb: 'hint.keep', item: 'F1' } as const;

  it('is one press, and one event', () => {
    given(hinted).when(keep, by('behandelaar')).thenEvents({ type: 'HintKept', item: 'F1' });
    given(hinted, { type: 'HintKept', item: 'F1' }).when(keep, by('behandelaar')).thenNothing();
  });

  it('ends the hint, also when the words are mended afterwards', () => {
    const reword = { verb: 'item.edit', item: 'F1', changes: { what: 'Drinkt niet meer sinds mei' } } as const;
    given(hinted).when(reword, by('behandelaar')).thenHinted('protectiveAbsence:F1');
    given(hinted, { type: 'HintKept', item: 'F1' }).when(reword, by('behandelaar')).thenHinted();
  });

  it('joins who has not joined, when the organisation is known', () => {
    given(hinted).when(keep, by('rechercheur')).thenEvents(joined('rechercheur'), { type: 'HintKept', item: 'F1' });
    given(hinted)
      .when(keep, by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
  });

  it('is about a protective factor of this case, in a conference that is open', () => {
    given(hinted)
      .when({ ...keep, item: 'F2' }, by('behandelaar'))
      .thenRefused('notAProtectiveHint:item');
    given(hinted)
      .when({ ...keep, item: 'F9' }, by('behandelaar'))
      .thenRefused('unknown:item');
    given(hinted, closed()).when(keep, by('behandelaar')).thenRefused('closed');
  });
});
