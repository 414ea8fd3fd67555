import { describe, expect, it } from 'vitest';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import { closed, factor, joined, noteTaker, phase, revealed, risk, table, voted } from '../../support/history.ts';

const factors = [
  risk('R1'),
  factor('F1'),
  factor('F2'),
  factor('F3', { kind: 'static', what: 'Eerdere veroordelingen' }),
  factor('F4'),
  factor('F5', { kind: 'protective', what: 'Tante' }),
  factor('F6'),
];

describe('voting for the top three, blind', () => {
  const voting = [...table(), ...factors, phase('topThree.vote')];

  it('takes at most three dynamic factors', () => {
    given(voting)
      .when({ verb: 'topThree.vote', factors: ['F1', 'F2', 'F4'] }, by('behandelaar'))
      .thenEvents(voted('behandelaar', 'F1', 'F2', 'F4'));
    given(voting)
      .when({ verb: 'topThree.vote', factors: ['F6'] }, by('behandelaar'))
      .thenEvents(voted('behandelaar', 'F6'));
  });

  it('refuses static and protective factors, each by name', () => {
    const { decision } = given(voting).when({ verb: 'topThree.vote', factors: ['F3', 'F1', 'F5'] }, by('wijkagent'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [
        { code: 'notDynamic', item: 'F3', values: { factor: 'Eerdere veroordelingen', kind: 'static' } },
        { code: 'notDynamic', item: 'F5', values: { factor: 'Tante', kind: 'protective' } },
      ],
    });
  });

  it('refuses a fourth', () => {
    const { decision } = given(voting).when(
      { verb: 'topThree.vote', factors: ['F1', 'F2', 'F4', 'F6'] },
      by('wijkagent'),
    );
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'tooMany', item: 'factors', values: { given: 4, limit: 3 } }],
    });
  });

  it('says everything that is wrong at once', () => {
    given(voting)
      .when({ verb: 'topThree.vote', factors: ['F1', 'F9', 'F3', 'F4'] }, by('wijkagent'))
      .thenRefused('unknown:F9', 'notDynamic:F3', 'tooMany:factors');
  });

  it('replaces the earlier vote of the same person', () => {
    const history = [...voting, voted('wijkagent', 'F1', 'F2')];
    given(history)
      .when({ verb: 'topThree.vote', factors: ['F4'] }, by('wijkagent'))
      .thenEvents(voted('wijkagent', 'F4'));
    expect(conferenceAfter(history, voted('wijkagent', 'F4')).voteRounds).toEqual([
      { revealed: false, answers: [{ ...said('wijkagent'), factors: ['F4'] }] },
    ]);
  });

  it('may change one factor for another', () => {
    given(voting, voted('wijkagent', 'F1', 'F2'))
      .when({ verb: 'topThree.vote', factors: ['F1', 'F4'] }, by('wijkagent'))
      .thenEvents(voted('wijkagent', 'F1', 'F4'));
  });

  it('is asked anew in another round, also for the same factors', () => {
    given(
      voting,
      voted('wijkagent', 'F1'),
      revealed('topThree.vote'),
      { type: 'RoundOpenedAgain', phase: 'topThree.vote' },
      phase('topThree.vote', 'topThree.revealed'),
    )
      .when({ verb: 'topThree.vote', factors: ['F1'] }, by('wijkagent'))
      .thenEvents(voted('wijkagent', 'F1'));
  });

  it('is no event for the same factors again, in any order', () => {
    given(voting, voted('wijkagent', 'F1', 'F2'))
      .when({ verb: 'topThree.vote', factors: ['F2', 'F1'] }, by('wijkagent'))
      .thenNothing();
  });

  it('is not for the chair or the note-taker, also not through "for"', () => {
    const vote = { verb: 'topThree.vote', factors: ['F1'] } as const;
    given(voting).when(vote, by('procesregisseur')).thenRefused('chairDoesNotRate');
    given(voting, noteTaker()).when(vote, by('notulist')).thenRefused('noteTakerDoesNotRate');
    given(voting, noteTaker(), joined('notulist'))
      .when(vote, by('procesregisseur', { onBehalfOf: { person: idOf('notulist') } }))
      .thenRefused('noteTakerDoesNotRate');
  });

  it('is recorded for others by the chair', () => {
    given(voting)
      .when(
        { verb: 'topThree.vote', factors: ['F1'] },
        by('procesregisseur', { onBehalfOf: { person: idOf('wijkteam') } }),
      )
      .thenEvents({ type: 'TopThreeVoted', vote: { ...said('wijkteam', 'procesregisseur'), factors: ['F1'] } });
  });

  it('is only possible while the round is open', () => {
    const vote = { verb: 'topThree.vote', factors: ['F1'] } as const;
    given(table(), factors, phase('topThree.raise')).when(vote, by('wijkagent')).thenRefused('wrongPhase');
    given(voting, revealed('topThree.vote')).when(vote, by('wijkagent')).thenRefused('wrongPhase');
    given(voting, closed()).when(vote, by('wijkagent')).thenRefused('closed');
  });

  it('asks somebody unknown to join first', () => {
    given(voting)
      .when({ verb: 'topThree.vote', factors: ['F1'] }, by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
  });
});
