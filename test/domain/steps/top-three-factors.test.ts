import { describe, expect, it } from 'vitest';
import { idOf, said } from '../../support/domain-people.ts';
import { by, given } from '../../support/given.ts';
import { closed, factor, noteTaker, phase, risk, table } from '../../support/history.ts';

describe('raising a factor', () => {
  const raising = [...table(), risk('R1'), risk('R2'), phase('topThree.raise')];

  it('is dynamic, assessable and about all risks unless said otherwise', () => {
    given(raising)
      .when({ verb: 'factor.raise', what: 'Geen dagbesteding' }, by('wijkteam'))
      .thenEvents({
        type: 'FactorRaised',
        factor: {
          id: 'F1',
          kind: 'dynamic',
          what: 'Geen dagbesteding',
          assessable: true,
          risks: ['R1', 'R2'],
          by: said('wijkteam'),
          conference: 'c1',
        },
      });
  });

  it('keeps everything that is said about it', () => {
    const words = {
      what: 'Wekelijks contact met een tante',
      kind: 'protective',
      assessable: false,
      domain: 'socialNetwork',
      centralEight: 'familyMarital',
      source: 'instrument',
      instrument: 'RISC',
      instrumentDate: '2026-05-05',
      risks: ['R2'],
    } as const;
    given(raising)
      .when({ verb: 'factor.raise', ...words }, by('reclasseerder'))
      .thenEvents({
        type: 'FactorRaised',
        factor: { id: 'F1', ...words, by: said('reclasseerder'), conference: 'c1' },
      });
  });

  it('treats criminal history as static, whatever kind is given: it does not change', () => {
    given(raising)
      .when(
        {
          verb: 'factor.raise',
          what: 'Eerdere veroordelingen',
          kind: 'dynamic',
          centralEight: 'history',
          risks: ['R1'],
        },
        by('reclasseerder'),
      )
      .thenEvents(
        factor('F1', {
          kind: 'static',
          what: 'Eerdere veroordelingen',
          centralEight: 'history',
          by: said('reclasseerder'),
        }),
      );
  });

  it('is asked about once when the same words are there already', () => {
    const { decision } = given(raising, factor('F1', { what: 'Geen dagbesteding' })).when(
      { verb: 'factor.raise', what: 'geen DAGbesteding ' },
      by('wijkteam'),
    );
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'duplicateItem', item: 'what', values: { twin: 'F1' } }],
    });
    given(raising, factor('F1', { what: 'Geen dagbesteding' }))
      .when(
        { verb: 'factor.raise', what: 'Geen dagbesteding', risks: ['R1'] },
        by('wijkteam', { duplicateConfirmed: true }),
      )
      .thenEvents(factor('F2', { what: 'Geen dagbesteding', by: said('wijkteam') }));
  });

  it('is not about a risk of another case', () => {
    given(raising)
      .when({ verb: 'factor.raise', what: 'Schulden', risks: ['R1', 'R9'] }, by('wijkteam'))
      .thenRefused('unknown:risks');
  });

  it('is recorded for others by the note-taker', () => {
    given(raising, noteTaker())
      .when(
        { verb: 'factor.raise', what: 'Schulden', risks: ['R1'] },
        by('notulist', { onBehalfOf: { person: idOf('wijkteam') } }),
      )
      .thenEvents(factor('F1', { what: 'Schulden', by: said('wijkteam', 'notulist') }));
  });

  it('is over when the conference is closed', () => {
    given(raising, closed()).when({ verb: 'factor.raise', what: 'Schulden' }, by('wijkteam')).thenRefused('closed');
  });
});
