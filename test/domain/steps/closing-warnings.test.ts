import { describe, it } from 'vitest';
import { by, given } from '../../support/given.ts';
import { action, risk, table } from '../../support/history.ts';

describe('closing with a reason', () => {
  const warned = (id: string, item: string) =>
    ({ type: 'WarningRaised', warning: { id, code: 'smart.effect', item, conference: 'c1' } }) as const;
  const history = [
    ...table(),
    risk('R1'),
    action('A1', { risks: ['R1'], fit: 'Kort' }),
    action('A2', { risks: ['R1'], fit: 'Kort' }),
    warned('W1', 'A1'),
    warned('W2', 'A2'),
  ];

  it('sets every warning that remains aside, in the same press', () => {
    given(...history)
      .when({ verb: 'conference.close', reason: 'Volgt in het plan' }, by('procesregisseur'))
      .thenEvents(
        { type: 'WarningOverridden', warning: 'W1', reason: 'Volgt in het plan' },
        { type: 'WarningOverridden', warning: 'W2', reason: 'Volgt in het plan' },
        { type: 'ConferenceClosed' },
      );
  });

  it('leaves alone what has a reason of its own', () => {
    given(...history, { type: 'WarningOverridden', warning: 'W1', reason: 'Spreekt voor zich' })
      .when({ verb: 'conference.close', reason: 'Volgt in het plan' }, by('procesregisseur'))
      .thenEvents(
        { type: 'WarningOverridden', warning: 'W2', reason: 'Volgt in het plan' },
        { type: 'ConferenceClosed' },
      );
  });

  it('is closing as usual when nothing remains', () => {
    given(...table())
      .when({ verb: 'conference.close', reason: 'Niets' }, by('procesregisseur'))
      .thenEvents({ type: 'ConferenceClosed' });
  });
});
