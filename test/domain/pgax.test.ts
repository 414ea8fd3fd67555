import { describe, expect, it } from 'vitest';
import { pgaxAtClosing, pgaxOf } from '../../src/domain/pgax.ts';
import { stateAfter } from '../support/given.ts';
import { action, agreedLevel, closed, factor, risk, secondConference, table, topThree } from '../support/history.ts';

const first = [
  table(),
  [risk('R1'), risk('R2'), agreedLevel('R1', 'high')],
  [
    factor('F1', { domain: 'finances' }),
    factor('F2', { domain: 'justiceAndPolice' }),
    factor('F3', { kind: 'protective' }),
    topThree('F2', 'F1'),
  ],
  action('A1', { factors: ['F1'] }),
];

describe('a case in the order of PGAx', () => {
  it('has risks with the level that was agreed, factors by life domain in the order of the monitor, and open actions', () => {
    const pgax = pgaxOf(stateAfter(...first));
    expect(pgax.risks.map(({ risk, level }) => [risk.id, level])).toEqual([
      ['R1', 'high'],
      ['R2', undefined],
    ]);
    expect(
      pgax.domains.map(({ domain, factors }) => [domain, factors.map(({ factor, rank }) => [factor.id, rank])]),
    ).toEqual([
      ['justiceAndPolice', [['F2', 1]]],
      ['finances', [['F1', 2]]],
      [undefined, [['F3', undefined]]],
    ]);
    expect(pgax.actions.map(({ id }) => id)).toEqual(['A1']);
  });

  it('stays as a conference left it, whatever the next one says', () => {
    const then = stateAfter(...first, closed());
    const later = stateAfter(...first, closed(), secondConference(), agreedLevel('R1', 'low'), action('A2'));
    const kept = pgaxAtClosing(later, 'c1');
    expect(kept).toEqual(pgaxAtClosing(then, 'c1'));
    expect([kept.conference, kept.risks[0]?.level]).toEqual([1, 'high']);
    expect(pgaxOf(later).risks[0]?.level).toBe('low');
    expect(() => pgaxAtClosing(later, 'c9')).toThrow();
  });
});
