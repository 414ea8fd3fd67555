import { describe, it } from 'vitest';
import { by, given } from '../../support/given.ts';
import { closed, factor, noteTaker, phase, risk, table, topThree } from '../../support/history.ts';

const acting = [
  ...table(),
  risk('R1'),
  risk('R2'),
  factor('F1', { risks: ['R2', 'R1'] }),
  factor('F2', { risks: ['R2'] }),
  phase('actions'),
];
describe('leaving a factor of the top three without an action', () => {
  const decided = [...acting, topThree('F1', 'F2')];
  const leave = (factorId: string, reason = 'Loopt al via de gemeente') =>
    ({ verb: 'factor.withoutAction', reasons: [{ factor: factorId, reason }] }) as const;

  it('takes a reason from the chair', () => {
    given(decided)
      .when(leave('F2'), by('procesregisseur'))
      .thenEvents({ type: 'FactorLeftWithoutAction', factor: 'F2', reason: 'Loopt al via de gemeente' });
  });

  it('takes several at once and records only what changed', () => {
    given(decided, { type: 'FactorLeftWithoutAction', factor: 'F1', reason: 'Later' })
      .when(
        {
          verb: 'factor.withoutAction',
          reasons: [
            { factor: 'F1', reason: 'Later' },
            { factor: 'F2', reason: 'Loopt al' },
          ],
        },
        by('procesregisseur'),
      )
      .thenEvents({ type: 'FactorLeftWithoutAction', factor: 'F2', reason: 'Loopt al' });
  });

  it('is for the chair alone', () => {
    given(decided, noteTaker()).when(leave('F2'), by('notulist')).thenRefused('notChair');
  });

  it('is only about the top three', () => {
    given(acting, topThree('F1')).when(leave('F2'), by('procesregisseur')).thenRefused('notInTopThree:reason:F2');
    given(acting).when(leave('F2'), by('procesregisseur')).thenRefused('notInTopThree:reason:F2');
    given(decided).when(leave('F9'), by('procesregisseur')).thenRefused('unknown:reason:F9');
  });

  it('is over when the conference is closed', () => {
    given(decided, closed()).when(leave('F2'), by('procesregisseur')).thenRefused('closed');
  });
});
