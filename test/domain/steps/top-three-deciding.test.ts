import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactorId } from '../../../src/domain/values.ts';
import { type Seat, said } from '../../support/domain-people.ts';
import { by, given } from '../../support/given.ts';
import {
  closed,
  factor,
  joined,
  noteTaker,
  phase,
  revealed,
  risk,
  table,
  topThree,
  voted,
} from '../../support/history.ts';

const factors = [
  risk('R1'),
  factor('F1'),
  factor('F2'),
  factor('F3', { kind: 'static', what: 'Eerdere veroordelingen' }),
  factor('F4'),
  factor('F5', { kind: 'protective', what: 'Tante' }),
  factor('F6'),
];

describe('deciding the top three', () => {
  const votes = (...given: (readonly [Seat, ...FactorId[]])[]) => [
    ...table(),
    joined('rechercheur'),
    ...factors,
    phase('topThree.vote'),
    ...given.map(([seat, ...chosen]) => voted(seat, ...chosen)),
    ...revealed('topThree.vote'),
  ];
  const counted = votes(
    ['wijkagent', 'F1', 'F4'],
    ['reclasseerder', 'F1', 'F2'],
    ['behandelaar', 'F1', 'F2', 'F4'],
    ['wijkteam', 'F2', 'F1'],
  );
  const onwards = phase('actions', 'topThree.revealed');

  it('follows the count without a reason, keeps the order of the chair, and moves on', () => {
    given(counted)
      .when(
        { verb: 'topThree.decide', factors: ['F2', 'F1', 'F4'] },
        by('procesregisseur', { renderedFor: 'topThree.revealed' }),
      )
      .thenEvents(topThree('F2', 'F1', 'F4'), onwards);
  });

  it('does not count votes for a factor that was mended to one that does not change', () => {
    const mended = { type: 'ItemEdited', item: 'F1', changes: { kind: 'static' } } as const;
    given(counted, mended)
      .when({ verb: 'topThree.decide', factors: ['F2', 'F4'] }, by('procesregisseur'))
      .thenEvents(topThree('F2', 'F4'), onwards);
    given(counted, mended)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F4'] }, by('procesregisseur'))
      .thenRefused('notDynamic:F1');
  });

  it('has each factor once', () => {
    given(counted)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F1', 'F4'] }, by('procesregisseur'))
      .thenEvents(topThree('F1', 'F2', 'F4'), onwards);
  });

  it('needs a reason when it departs from the count', () => {
    given(counted)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F6'] }, by('procesregisseur'))
      .thenRefused('reasonNeeded:reason');
    given(counted)
      .when(
        { verb: 'topThree.decide', factors: ['F1', 'F2', 'F6'], reason: 'Woning is nu het dringendst' },
        by('procesregisseur'),
      )
      .thenEvents(
        { type: 'TopThreeDecided', factors: ['F1', 'F2', 'F6'], reason: 'Woning is nu het dringendst' },
        onwards,
      );
  });

  it('needs a reason when it leaves out what was voted for', () => {
    given(counted)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2'] }, by('procesregisseur'))
      .thenRefused('reasonNeeded:reason');
  });

  it('needs a reason when it adds what nobody voted for', () => {
    given(votes(['wijkagent', 'F1']))
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2'] }, by('procesregisseur'))
      .thenRefused('reasonNeeded:reason');
  });

  it('takes fewer than three when fewer were voted for', () => {
    given(votes(['wijkagent', 'F1'], ['behandelaar', 'F4']))
      .when({ verb: 'topThree.decide', factors: ['F1', 'F4'] }, by('procesregisseur'))
      .thenEvents(topThree('F1', 'F4'), onwards);
  });

  it('needs a reason when it breaks a tie at the edge', () => {
    given(votes(['wijkagent', 'F1', 'F2', 'F4'], ['behandelaar', 'F1', 'F2', 'F6']))
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F4'] }, by('procesregisseur'))
      .thenRefused('reasonNeeded:reason');
  });

  it('counts two officers once', () => {
    const once = votes(
      ['wijkagent', 'F1', 'F2', 'F4'],
      ['rechercheur', 'F1', 'F2', 'F4'],
      ['behandelaar', 'F6'],
      ['wijkteam', 'F6', 'F1', 'F2'],
    );
    given(once)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F6'] }, by('procesregisseur'))
      .thenEvents(topThree('F1', 'F2', 'F6'), onwards);
    given(once)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F4'] }, by('procesregisseur'))
      .thenRefused('reasonNeeded:reason');
  });

  it('has no count to depart from when nobody voted', () => {
    given(votes())
      .when({ verb: 'topThree.decide', factors: ['F6', 'F4'] }, by('procesregisseur'))
      .thenEvents(topThree('F6', 'F4'), onwards);
  });

  it('takes no static factor and no fourth, also with a reason', () => {
    given(counted)
      .when({ verb: 'topThree.decide', factors: ['F1', 'F2', 'F3', 'F4'], reason: 'Toch' }, by('procesregisseur'))
      .thenRefused('notDynamic:F3', 'tooMany:factors');
  });

  it('is for the chair alone', () => {
    given(counted)
      .when({ verb: 'topThree.decide', factors: ['F1'] }, by('behandelaar'))
      .thenRefused('notChair');
    given(counted, noteTaker())
      .when({ verb: 'topThree.decide', factors: ['F1'] }, by('notulist'))
      .thenRefused('notChair');
  });

  it('waits for the reveal, and has already happened when its card was for another phase', () => {
    const decide = { verb: 'topThree.decide', factors: ['F1', 'F2', 'F4'] } as const;
    given(table(), factors, phase('topThree.vote')).when(decide, by('procesregisseur')).thenRefused('wrongPhase');
    given(counted, topThree('F1', 'F2', 'F4'), onwards)
      .when(decide, by('procesregisseur', { renderedFor: 'topThree.revealed' }))
      .thenRefused('alreadyHappened');
    given(counted, closed()).when(decide, by('procesregisseur')).thenRefused('closed');
  });

  it('is accepted without a reason exactly when it is the one top three that the count gives', () => {
    const dynamic = ['F1', 'F2', 'F4', 'F6'];
    const choice = (minLength: number) => fc.uniqueArray(fc.constantFrom(...dynamic), { minLength, maxLength: 3 });
    const voters = ['wijkagent', 'rechercheur', 'reclasseerder', 'behandelaar', 'wijkteam'] as const;
    const ballots = fc.record(Object.fromEntries(voters.map(seat => [seat, fc.option(choice(1))])));
    fc.assert(
      fc.property(ballots, choice(1), (answers, chosen) => {
        const cast = voters.flatMap(seat => (answers[seat] ? [[seat, ...answers[seat]] as const] : []));
        const { decision } = given(votes(...cast)).when(
          { verb: 'topThree.decide', factors: chosen },
          by('procesregisseur'),
        );
        const top = topByCount(cast);
        const expected = cast.length === 0 || (top !== undefined && sameSet(top, chosen));
        expect(decision.kind).toBe(expected ? 'accepted' : 'refused');
        if (decision.kind === 'refused') expect(decision.refusals.map(({ code }) => code)).toEqual(['reasonNeeded']);
      }),
      { numRuns: 300 },
    );
  });
});

/** Counted by hand: the three with most organisations behind them; undefined when a tie at the edge leaves it open. */
function topByCount(cast: readonly (readonly [Seat, ...FactorId[]])[]): readonly FactorId[] | undefined {
  const pairs = new Set(cast.flatMap(([seat, ...chosen]) => chosen.map(one => `${one} ${said(seat).organisation}`)));
  const counts = new Map<FactorId, number>();
  for (const pair of pairs) {
    const id = pair.slice(0, 2);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([, one], [, other]) => other - one);
  const [third, fourth] = [ranked[2]?.[1], ranked[3]?.[1]];
  if (third !== undefined && third === fourth) return undefined;
  return ranked.slice(0, 3).map(([id]) => id);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
