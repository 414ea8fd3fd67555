import { describe, expect, it } from 'vitest';
import { ratingsOf, votesPerFactor } from '../../src/domain/counts.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { type RecordRatings, seatsToRecord } from '../../src/domain/show-of-hands.ts';
import { idOf, said } from '../support/domain-people.ts';
import { by, conferenceAfter, given, stateAfter } from '../support/given.ts';
import {
  closed,
  factor,
  joined,
  noteTaker,
  phase,
  rated,
  revealed,
  risk,
  scored,
  subject,
  table,
  tableOf,
  voted,
} from '../support/history.ts';

/** In order of joining: 1 procesregisseur (chair), 2 wijkagent, 3 reclasseerder, 4 behandelaar, 5 wijkteam. */
const rating = [...table(), noteTaker(), risk('R1'), risk('R2'), phase('risks.rate')];
const record = (...answers: RecordRatings['answers'][number][]): RecordRatings => ({
  verb: 'risk.recordRatings',
  answers,
});

describe('ratings after a show of hands', () => {
  it('count each as the answer of who raised a hand, written down by who recorded it', () => {
    given(rating)
      .when(
        record(
          { seat: 2, risk: 'R1', level: 'high' },
          { seat: 4, risk: 'R1', level: 'unknown' },
          { seat: 2, risk: 'R2', level: 'low' },
        ),
        by('notulist'),
      )
      .thenEvents(
        { type: 'RiskRated', rating: { ...said('wijkagent', 'notulist'), risk: 'R1', level: 'high' } },
        { type: 'RiskRated', rating: { ...said('wijkagent', 'notulist'), risk: 'R2', level: 'low' } },
        { type: 'RiskRated', rating: { ...said('behandelaar', 'notulist'), risk: 'R1', level: 'unknown' } },
      );
  });

  it('are recorded by the chair too', () => {
    given(rating)
      .when(record({ seat: 2, risk: 'R1', level: 'high' }), by('procesregisseur'))
      .thenEvents({
        type: 'RiskRated',
        rating: { ...said('wijkagent', 'procesregisseur'), risk: 'R1', level: 'high' },
      });
  });

  it('take the place of what this person had pressed', () => {
    const after = given(rating, rated('wijkagent', 'R1', 'low'))
      .when(record({ seat: 2, risk: 'R1', level: 'high' }), by('notulist'))
      .thenConference();
    expect(ratingsOf(after.ratingRounds[0], 'R1').map(({ level }) => level)).toEqual(['high']);
  });

  it('are no event when they were recorded so already', () => {
    const once = record({ seat: 2, risk: 'R1', level: 'high' });
    const { decision } = given(rating).when(once, by('notulist'));
    given(rating, decision.kind === 'accepted' ? decision.events : [])
      .when(once, by('notulist'))
      .thenNothing();
  });

  it('say in the minutes who wrote them down', () => {
    const answer = { ...said('wijkagent', 'notulist'), risk: 'R1', level: 'high' } as const;
    const history = [...rating, { type: 'RiskRated', rating: answer } as const, ...revealed('risks.rate'), closed()];
    expect(minutesOf(stateAfter(history), 'c1').risks[0]?.ratings).toEqual([
      { organisation: 'Politie', level: 'high', recordedBy: 'notulist' },
    ]);
  });

  it('are only recorded by the chair or the note-taker', () => {
    given(rating)
      .when(record({ seat: 2, risk: 'R1', level: 'high' }), by('wijkagent'))
      .thenRefused('notChairOrNoteTaker');
  });

  it('are never of the chair or of the note-taker', () => {
    given(rating)
      .when(record({ seat: 1, risk: 'R1', level: 'high' }), by('notulist'))
      .thenRefused('chairDoesNotRate');
    given(rating, joined('notulist'))
      .when(record({ seat: 6, risk: 'R1', level: 'high' }), by('procesregisseur'))
      .thenRefused('noteTakerDoesNotRate');
  });

  it('are of a place at the table', () => {
    given(rating)
      .when(record({ seat: 6, risk: 'R1', level: 'high' }, { seat: 0, risk: 'R1', level: 'high' }), by('notulist'))
      .thenRefused('notParticipant:seat', 'notParticipant:seat');
  });

  it('name the place where something is wrong, and then nothing of it is recorded', () => {
    given(rating)
      .when(record({ seat: 2, risk: 'R1', level: 'high' }, { seat: 3, risk: 'R9', level: 'low' }), by('notulist'))
      .thenRefused('unknown:level:R9:3');
  });

  it('belong to the blind phase, in a conference that is open', () => {
    const one = record({ seat: 2, risk: 'R1', level: 'high' });
    given(rating, revealed('risks.rate')).when(one, by('notulist')).thenRefused('wrongPhase');
    given(rating, closed()).when(one, by('notulist')).thenRefused('closed');
  });
});

describe('scores after a show of hands', () => {
  const scoring = [...tableOf({ approach: 'MDA++' }), noteTaker(), subject('P1'), phase('safety.score')];
  const scores = { verb: 'safety.recordScores', answers: [{ seat: 2, subject: 'P1', score: 4 }] } as const;

  it('count each as the score of who raised a hand', () => {
    given(scoring)
      .when(scores, by('notulist'))
      .thenEvents({ type: 'SafetyScored', score: { ...said('wijkagent', 'notulist'), subject: 'P1', score: 4 } });
  });

  it('name the place of a person at risk that the case does not have', () => {
    given(scoring)
      .when({ ...scores, answers: [{ seat: 2, subject: 'P9', score: 4 }] }, by('notulist'))
      .thenRefused('unknown:score:P9:2');
  });

  it('take the place of a score with an explanation', () => {
    const after = given(scoring, scored('wijkagent', 'P1', 7, { explanation: 'Geen meldingen' }))
      .when(scores, by('notulist'))
      .thenConference();
    expect(after.scoreRounds[0]?.answers).toEqual([{ ...said('wijkagent', 'notulist'), subject: 'P1', score: 4 }]);
  });
});

describe('votes after a show of hands', () => {
  const factors = ['F1', 'F2', 'F3', 'F4'].map(id => factor(id));
  const voting = [...table(), noteTaker(), ...factors, factor('F5', { kind: 'static' }), phase('topThree.vote')];
  const votes = (...answers: (readonly [seat: number, ...factors: string[]])[]) =>
    ({
      verb: 'topThree.recordVotes',
      answers: answers.map(([seat, ...chosen]) => ({ seat, factors: chosen })),
    }) as const;

  it('count each as the vote of who raised a hand', () => {
    given(voting)
      .when(votes([2, 'F1', 'F2'], [3, 'F1']), by('notulist'))
      .thenEvents(
        { type: 'TopThreeVoted', vote: { ...said('wijkagent', 'notulist'), factors: ['F1', 'F2'] } },
        { type: 'TopThreeVoted', vote: { ...said('reclasseerder', 'notulist'), factors: ['F1'] } },
      );
  });

  it('count per organisation, as votes that were pressed', () => {
    const after = given(voting, joined('rechercheur'), voted('rechercheur', 'F1'))
      .when(votes([2, 'F1']), by('notulist'))
      .thenConference();
    expect(votesPerFactor(after.voteRounds[0]).get('F1')).toEqual(['Politie']);
  });

  it('are at most three dynamic ones, at each place', () => {
    given(voting)
      .when(votes([2, 'F1', 'F2', 'F3', 'F4']), by('notulist'))
      .thenRefused('tooMany:factors:2');
    given(voting)
      .when(votes([2, 'F1'], [3, 'F5']), by('notulist'))
      .thenRefused('notDynamic:F5');
  });
});

describe('the grid for a show of hands', () => {
  it('has a row for everybody but the chair and the note-taker, with a place that never changes', () => {
    const conference = conferenceAfter(table(), joined('notulist'), noteTaker(), joined('rechercheur'));
    expect(seatsToRecord(conference).map(({ seat, participant }) => [seat, participant.person])).toEqual([
      [2, idOf('wijkagent')],
      [3, idOf('reclasseerder')],
      [4, idOf('behandelaar')],
      [5, idOf('wijkteam')],
      [7, idOf('rechercheur')],
    ]);
  });
});
