import { describe, expect, it } from 'vitest';
import {
  absentOrganisations,
  answeringOrganisations,
  dissentOf,
  organisationsThatAnswered,
  revealedRound,
  uncoveredFactors,
  unknownsOf,
  votesPerFactor,
} from '../../src/domain/counts.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { said } from '../support/domain-people.ts';
import { conferenceAfter, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  factor,
  joined,
  noteTaker,
  phase,
  rated,
  revealed,
  risk,
  table,
  topThree,
  voted,
} from '../support/history.ts';

const rating = [...table(), joined('rechercheur'), risk('R1'), phase('risks.rate')];

describe('counting per organisation', () => {
  it('names the organisations that answered, each once, in order of answering', () => {
    const conference = conferenceAfter(
      rating,
      rated('behandelaar', 'R1', 'low'),
      rated('wijkagent', 'R1', 'high'),
      rated('rechercheur', 'R1', 'veryHigh'),
    );
    expect(organisationsThatAnswered(conference)).toEqual(['GGZ', 'Politie']);
  });

  it('names nobody outside a blind phase', () => {
    const conference = conferenceAfter(rating, rated('wijkagent', 'R1', 'high'), revealed('risks.rate'));
    expect(organisationsThatAnswered(conference)).toEqual([]);
  });

  it('starts anew in another round', () => {
    const conference = conferenceAfter(
      rating,
      rated('wijkagent', 'R1', 'high'),
      revealed('risks.rate'),
      { type: 'RoundOpenedAgain', phase: 'risks.rate' },
      phase('risks.rate', 'risks.revealed'),
    );
    expect(organisationsThatAnswered(conference)).toEqual([]);
  });

  it('expects answers of every organisation but that of chair and note-taker', () => {
    expect(answeringOrganisations(conferenceAfter(rating, noteTaker(), joined('notulist')))).toEqual([
      'Politie',
      'Reclassering',
      'GGZ',
      'Wijkteam gemeente',
    ]);
  });

  it('expects an answer of the organisation of the chair when somebody else of it is there', () => {
    expect(answeringOrganisations(conferenceAfter(table('procesregisseur'), joined('notulist')))).toEqual([
      'Zorg- en Veiligheidshuis',
    ]);
  });

  it('gives three officers one vote on a factor, and all they chose', () => {
    const conference = conferenceAfter(
      table(),
      joined('rechercheur'),
      factor('F1'),
      factor('F2'),
      phase('topThree.vote'),
      voted('wijkagent', 'F1'),
      voted('rechercheur', 'F1', 'F2'),
      { type: 'TopThreeVoted', vote: { person: 'id-third', organisation: 'politie ', factors: ['F1'] } },
      voted('behandelaar', 'F1'),
      revealed('topThree.vote'),
    );
    expect(Object.fromEntries(votesPerFactor(revealedRound(conference.voteRounds)))).toEqual({
      F1: ['Politie', 'GGZ'],
      F2: ['Politie'],
    });
  });

  it('counts the last of several rounds that were revealed', () => {
    const conference = conferenceAfter(
      table(),
      factor('F1'),
      factor('F2'),
      phase('topThree.vote'),
      voted('wijkagent', 'F1'),
      revealed('topThree.vote'),
      { type: 'RoundOpenedAgain', phase: 'topThree.vote' },
      phase('topThree.vote', 'topThree.revealed'),
      voted('behandelaar', 'F2'),
      revealed('topThree.vote'),
    );
    expect(Object.fromEntries(votesPerFactor(revealedRound(conference.voteRounds)))).toEqual({ F2: ['GGZ'] });
    expect(conference.voteRounds.map(({ answers }) => answers.length)).toEqual([1, 1]);
  });

  it('has no votes before a reveal', () => {
    const conference = conferenceAfter(table(), factor('F1'), phase('topThree.vote'), voted('wijkagent', 'F1'));
    expect(votesPerFactor(revealedRound(conference.voteRounds)).size).toBe(0);
  });
});

describe('dissent', () => {
  const answers = [
    rated('wijkagent', 'R1', 'veryHigh', 'Drie meldingen'),
    rated('reclasseerder', 'R1', 'high'),
    rated('behandelaar', 'R1', 'unknown'),
    rated('wijkteam', 'R1', 'moderate'),
  ];

  it('is every level that differs from the agreed one; "geen zicht" is no level', () => {
    const conference = conferenceAfter(rating, answers, revealed('risks.rate'), agreedLevel('R1', 'high'));
    expect(dissentOf(conference, 'R1').map(({ organisation, level }) => [organisation, level])).toEqual([
      ['Politie', 'veryHigh'],
      ['Wijkteam gemeente', 'moderate'],
    ]);
  });

  it('is nothing before there is an agreed level', () => {
    expect(dissentOf(conferenceAfter(rating, answers, revealed('risks.rate')), 'R1')).toEqual([]);
  });

  it('follows the last round that was revealed', () => {
    const conference = conferenceAfter(
      rating,
      answers,
      revealed('risks.rate'),
      { type: 'RoundOpenedAgain', phase: 'risks.rate' },
      phase('risks.rate', 'risks.revealed'),
      rated('wijkagent', 'R1', 'low'),
      agreedLevel('R1', 'veryHigh'),
    );
    expect(dissentOf(conference, 'R1').map(({ level }) => level)).toEqual(['high', 'moderate']);
  });
});

describe('coverage', () => {
  it('leaves the factors of the top three that have neither an open action nor a reason', () => {
    const history: readonly EventBody[] = [
      ...table(),
      factor('F1'),
      factor('F2'),
      factor('F3'),
      topThree('F1', 'F2', 'F3'),
      action('A1', { factors: ['F2'] }),
      { type: 'FactorLeftWithoutAction', factor: 'F3', reason: 'Loopt al' },
    ];
    expect(uncoveredFactors(stateAfter(history), conferenceAfter(history))).toEqual(['F1']);
  });

  it('asks nothing before a top three was decided', () => {
    expect(uncoveredFactors(stateAfter(table(), factor('F1')), conferenceAfter(table(), factor('F1')))).toEqual([]);
  });
});

describe('who was missing', () => {
  it('is expected by the approach and not at the table, whatever the spelling', () => {
    const history = [
      ...table('procesregisseur'),
      joined('wijkagent', { organisation: 'POLITIE' }),
      joined('behandelaar'),
    ];
    expect(absentOrganisations(conferenceAfter(history))).toEqual(['Openbaar Ministerie', 'Reclassering', 'Gemeente']);
  });
});

describe('what the table does not know yet', () => {
  const history = [
    ...rating,
    risk('R2'),
    rated('behandelaar', 'R1', 'unknown'),
    rated('wijkagent', 'R1', 'unknown'),
    rated('rechercheur', 'R1', 'unknown'),
    rated('wijkagent', 'R2', 'high'),
  ];
  const unknowns = (...events: readonly (EventBody | readonly EventBody[])[]) =>
    unknownsOf(stateAfter(...events), conferenceAfter(...events));

  it('names the risks that an organisation has no view of, once they are revealed', () => {
    expect(unknowns(history)).toEqual([]);
    expect(unknowns(history, revealed('risks.rate'))).toEqual([
      { id: 'R1', kind: 'risk', what: 'Risico R1', organisations: ['GGZ', 'Politie'] },
    ]);
  });

  it('names the factors that are hard to assess', () => {
    expect(unknowns(table(), factor('F1', { assessable: false }), factor('F2'))).toEqual([
      { id: 'F1', kind: 'factor', what: 'Factor F1', organisations: [said('behandelaar').organisation] },
    ]);
  });

  it('names the information actions that are open, with who finds out', () => {
    const finding = [...table(), action('A1', { type: 'information' }), action('A2')];
    expect(unknowns(finding)).toEqual([{ id: 'A1', kind: 'action', what: 'Actie A1', organisations: ['Politie'] }]);
    expect(unknowns(finding, { type: 'ActionDone', action: 'A1' })).toEqual([]);
  });
});
