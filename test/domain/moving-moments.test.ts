import { expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { stamped, stateAfter } from '../support/given.ts';
import { again, phase, revealed, table } from '../support/history.ts';

const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;

it('remembers when the phase was entered, each time it is', () => {
  const raising = fold(stamped([phase('risks.raise')], at(1)), stateAfter(table()));
  const rating = fold(stamped([phase('risks.rate', 'risks.raise')], at(2)), raising);
  const shown = fold(stamped(revealed('risks.rate'), at(4)), rating);
  const anew = fold(stamped(again('risks.rate'), at(6)), shown);
  const moments = [stateAfter(table()), raising, rating, shown, anew].map(
    state => state?.conferences.at(-1)?.phaseEnteredAt,
  );
  expect(moments).toEqual([at(0), at(1), at(2), at(4), at(6)]);
});
