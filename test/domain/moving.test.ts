import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { MoveStep } from '../../src/domain/moving.ts';
import { said } from '../support/domain-people.ts';
import { by, conferenceAfter, given } from '../support/given.ts';
import {
  caseOpened,
  closed,
  factor,
  noteTaker,
  opened,
  phase,
  rated,
  revealed,
  risk,
  table,
  voted,
} from '../support/history.ts';

const next: MoveStep = { verb: 'step.next' };
const back: MoveStep = { verb: 'step.back' };
const reveal: MoveStep = { verb: 'step.reveal' };
const again: MoveStep = { verb: 'step.again' };
const chair = by('procesregisseur');

describe('the next phase', () => {
  it.each<[Phase, Phase]>([
    ['opening', 'risks.raise'],
    ['risks.raise', 'risks.rate'],
    ['topThree.raise', 'topThree.vote'],
    ['actions', 'closing'],
  ])('after %s is %s, however little was filled in', (from, to) => {
    given(table(), phase(from)).when(next, chair).thenEvents(phase(to, from));
  });

  it.each<[Phase, Phase]>([
    ['risks.rate', 'topThree.raise'],
    ['topThree.vote', 'actions'],
  ])('after blind %s that was not revealed is %s, and the skip is recorded', (from, to) => {
    given(table(), phase(from))
      .when(next, chair)
      .thenEvents({ type: 'PhaseEntered', phase: to, from, skippedReveal: true });
    expect(
      conferenceAfter(table(), phase(from), { type: 'PhaseEntered', phase: to, from, skippedReveal: true }),
    ).toMatchObject({
      phase: to,
      skippedReveals: [from],
    });
  });

  it('is nothing in the last one', () => {
    given(table(), phase('closing')).when(next, chair).thenNothing();
  });

  it('passes results that were revealed before, on the way forward again', () => {
    const history = [
      ...table(),
      phase('risks.rate'),
      ...revealed('risks.rate'),
      phase('risks.raise', 'risks.revealed'),
    ];
    given(history).when(next, chair).thenEvents(phase('risks.revealed', 'risks.raise'));
  });

  it('follows the agenda of its own conference, which may be shorter', () => {
    const short = opened({ steps: ['opening', 'actions', 'closing'] });
    given(caseOpened(), short).when(next, chair).thenEvents(phase('actions'));
  });
});

describe('revealing', () => {
  it.each<['risks.rate' | 'topThree.vote', Phase]>([
    ['risks.rate', 'risks.revealed'],
    ['topThree.vote', 'topThree.revealed'],
  ])('%s opens the round and leads to %s', (blind, results) => {
    given(table(), phase(blind))
      .when(reveal, chair)
      .thenEvents({ type: 'RoundRevealed', phase: blind }, phase(results, blind));
  });

  it.each<Phase>([
    'opening',
    'risks.raise',
    'risks.revealed',
    'topThree.raise',
    'topThree.revealed',
    'actions',
    'closing',
  ])('has nothing to open in %s', at => {
    given(table(), phase(at)).when(reveal, chair).thenRefused('wrongPhase');
  });

  it('marks the last round only', () => {
    const conference = conferenceAfter(table(), phase('risks.rate'), revealed('risks.rate'), {
      type: 'RoundOpenedAgain',
      phase: 'risks.rate',
    });
    expect(conference.ratingRounds.map(round => round.revealed)).toEqual([true, false]);
  });
});

describe('going back', () => {
  it.each<[Phase, Phase]>([
    ['risks.raise', 'opening'],
    ['risks.rate', 'risks.raise'],
    ['topThree.vote', 'topThree.raise'],
    ['closing', 'actions'],
  ])('from %s leads to %s', (from, to) => {
    given(table(), phase(from)).when(back, chair).thenEvents(phase(to, from));
  });

  it('is nothing in the first phase', () => {
    given(table()).when(back, chair).thenNothing();
  });

  it('is no skip: what was answered is found again', () => {
    const history = [...table(), risk('R1'), phase('risks.rate'), rated('wijkagent', 'R1', 'high')];
    given(history).when(back, chair).thenEvents(phase('risks.raise', 'risks.rate'));
    const conference = conferenceAfter(history, phase('risks.raise', 'risks.rate'), phase('risks.rate', 'risks.raise'));
    expect(conference.ratingRounds).toEqual([
      { revealed: false, answers: [{ ...said('wijkagent'), risk: 'R1', level: 'high' }] },
    ]);
  });

  it('finds votes again too, and starts no round of votes before its phase', () => {
    const history = [...table(), factor('F1'), phase('topThree.vote'), voted('wijkagent', 'F1')];
    const returned = conferenceAfter(
      history,
      phase('topThree.raise', 'topThree.vote'),
      phase('topThree.vote', 'topThree.raise'),
    );
    expect(returned.voteRounds).toEqual([{ revealed: false, answers: [{ ...said('wijkagent'), factors: ['F1'] }] }]);
    expect(conferenceAfter(table(), phase('risks.rate'), phase('topThree.raise', 'risks.rate')).voteRounds).toEqual([]);
  });

  it('leads to the results, never to a blind phase whose round was revealed', () => {
    const history = [
      ...table(),
      phase('risks.rate'),
      ...revealed('risks.rate'),
      phase('topThree.raise', 'risks.revealed'),
    ];
    given(history).when(back, chair).thenEvents(phase('risks.revealed', 'topThree.raise'));
    given(history, phase('risks.revealed', 'topThree.raise'))
      .when(back, chair)
      .thenEvents(phase('risks.raise', 'risks.revealed'));
  });

  it('opens a blind phase that was skipped, still blind', () => {
    const skipped = { type: 'PhaseEntered', phase: 'topThree.raise', from: 'risks.rate', skippedReveal: true } as const;
    given(table(), phase('risks.rate'), skipped).when(back, chair).thenEvents(phase('risks.rate', 'topThree.raise'));
  });
});

describe('another round', () => {
  it('keeps the earlier one and starts with no answers', () => {
    const history = [
      ...table(),
      risk('R1'),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'high'),
      ...revealed('risks.rate'),
    ];
    given(history)
      .when(again, chair)
      .thenEvents({ type: 'RoundOpenedAgain', phase: 'risks.rate' }, phase('risks.rate', 'risks.revealed'));
    const { ratingRounds } = conferenceAfter(
      history,
      { type: 'RoundOpenedAgain', phase: 'risks.rate' },
      phase('risks.rate', 'risks.revealed'),
      rated('wijkagent', 'R1', 'low'),
    );
    expect(ratingRounds.map(({ revealed: open, answers }) => [open, answers.map(({ level }) => level)])).toEqual([
      [true, ['high']],
      [false, ['low']],
    ]);
  });

  it('is blind as the first one was: on the way through the agenda it takes the place of the results', () => {
    const second = [
      ...table(),
      phase('risks.rate'),
      ...revealed('risks.rate'),
      { type: 'RoundOpenedAgain', phase: 'risks.rate' } as const,
      phase('risks.rate', 'risks.revealed'),
    ];
    given(second, phase('risks.raise', 'risks.rate')).when(next, chair).thenEvents(phase('risks.rate', 'risks.raise'));
    given(second, phase('topThree.raise', 'risks.rate'))
      .when(back, chair)
      .thenEvents(phase('risks.rate', 'topThree.raise'));
  });

  it('is there for the votes too', () => {
    given(table(), factor('F1'), phase('topThree.vote'), voted('wijkagent', 'F1'), revealed('topThree.vote'))
      .when(again, chair)
      .thenEvents({ type: 'RoundOpenedAgain', phase: 'topThree.vote' }, phase('topThree.vote', 'topThree.revealed'));
  });

  it.each<Phase>(['opening', 'risks.raise', 'risks.rate', 'topThree.raise', 'topThree.vote', 'actions', 'closing'])(
    'is not possible from %s',
    at => {
      given(table(), phase(at)).when(again, chair).thenRefused('wrongPhase');
    },
  );
});

describe('who moves, and when', () => {
  const moves = [next, back, reveal, again].map(move => [move.verb, move] as const);
  const rating = [...table(), phase('risks.rate')];

  it.each(moves)('%s is for the chair and the note-taker', (_verb, move) => {
    given(rating).when(move, by('wijkagent')).thenRefused('notChairOrNoteTaker');
    const byChair = given(rating).when(move, chair).decision;
    expect(given(rating, noteTaker()).when(move, by('notulist')).decision).toEqual(byChair);
  });

  it.each(moves)('%s has already happened when its card was for another phase', (_verb, move) => {
    given(rating)
      .when(move, by('procesregisseur', { renderedFor: 'risks.raise' }))
      .thenRefused('alreadyHappened');
  });

  it('two presses on "next" of the same card move once', () => {
    const context = by('procesregisseur', { renderedFor: 'opening' });
    given(table()).when(next, context).thenEvents(phase('risks.raise'));
    given(table(), phase('risks.raise')).when(next, context).thenRefused('alreadyHappened');
  });

  it.each(moves)('%s is over when the conference is closed', (_verb, move) => {
    given(rating, closed()).when(move, chair).thenRefused('closed');
  });
});
