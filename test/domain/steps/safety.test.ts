import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../src/domain/events.ts';
import type { ScoreSafety } from '../../../src/domain/steps/safety.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import {
  again,
  closed,
  joined,
  noteTaker,
  phase,
  revealed,
  scored,
  secondConference,
  subject,
  table,
  tableOf,
} from '../../support/history.ts';

const violence = [...tableOf({ approach: 'MDA++' }), subject('P1', 'baby'), subject('P2', 'moeder')];
const scoring = [...violence, phase('safety.score')];
const score = (...scores: ScoreSafety['scores']): ScoreSafety => ({ verb: 'safety.score', scores });

describe('a person at risk', () => {
  const add = (name: string) => ({ verb: 'subject.add', name }) as const;

  it('is added by role, by anybody at the table, in any phase and approach', () => {
    given(table())
      .when(add('moeder'), by('wijkagent'))
      .thenEvents({
        type: 'SubjectAdded',
        subject: { id: 'P1', name: 'moeder', by: said('wijkagent'), conference: 'c1' },
      });
    given(scoring).when(add('grootmoeder'), by('behandelaar')).thenEvents(subject('P3', 'grootmoeder'));
  });

  it('is asked about once when the role is there already', () => {
    given(violence).when(add(' Moeder '), by('wijkagent')).thenRefused('duplicateItem:name');
    given(violence)
      .when(add('moeder'), by('behandelaar', { duplicateConfirmed: true }))
      .thenEvents(subject('P3', 'moeder'));
  });

  it('stays with the case in the next conference', () => {
    given(violence, secondConference({ approach: 'MDA++' }))
      .when(add('broertje'), by('behandelaar', { conference: 'c2' }))
      .thenEvents({
        type: 'SubjectAdded',
        subject: { id: 'P3', name: 'broertje', by: said('behandelaar'), conference: 'c2' },
      });
  });

  it('is recorded for somebody else by the note-taker', () => {
    given(violence, noteTaker())
      .when(add('oma'), by('notulist', { onBehalfOf: { person: idOf('wijkteam') } }))
      .thenEvents({
        type: 'SubjectAdded',
        subject: { id: 'P3', name: 'oma', by: said('wijkteam', 'notulist'), conference: 'c1' },
      });
  });

  it('takes along who is not at the table yet', () => {
    given(tableOf({ approach: 'MDA++' }, 'procesregisseur'))
      .when(add('moeder'), by('behandelaar'))
      .thenEvents(joined('behandelaar'), subject('P1', 'moeder'));
  });

  it('is not added by a stranger, nor after closing', () => {
    given(violence)
      .when(add('oma'), by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
    given(violence, closed()).when(add('oma'), by('wijkagent')).thenRefused('closed');
  });
});

describe('scoring safety, blind', () => {
  it('is a number per person with why, and what would make it one point higher', () => {
    const why = { explanation: 'Vader is weg', onePointUp: 'Een week rust' };
    given(scoring)
      .when(score({ subject: 'P1', score: 3, ...why }, { subject: 'P2', score: 5 }), by('wijkagent'))
      .thenEvents(scored('wijkagent', 'P1', 3, why), scored('wijkagent', 'P2', 5));
  });

  it('takes 0 and 10 as they are', () => {
    given(scoring)
      .when(score({ subject: 'P1', score: 0 }, { subject: 'P2', score: 10 }), by('wijkagent'))
      .thenEvents(scored('wijkagent', 'P1', 0), scored('wijkagent', 'P2', 10));
  });

  it('may be changed while the round is open; the latest counts, in the same place', () => {
    const history = [...scoring, scored('wijkagent', 'P1', 3), scored('behandelaar', 'P1', 4)];
    given(history)
      .when(score({ subject: 'P1', score: 5 }), by('wijkagent'))
      .thenEvents(scored('wijkagent', 'P1', 5));
    expect(conferenceAfter(history, scored('wijkagent', 'P1', 5)).scoreRounds).toEqual([
      {
        revealed: false,
        answers: [
          { ...said('wijkagent'), subject: 'P1', score: 5 },
          { ...said('behandelaar'), subject: 'P1', score: 4 },
        ],
      },
    ]);
  });

  it('keeps the scores for different people apart', () => {
    const { scoreRounds } = conferenceAfter(scoring, scored('wijkagent', 'P1', 3), scored('wijkagent', 'P2', 5));
    expect(scoreRounds[0]?.answers.map(one => [one.subject, one.score])).toEqual([
      ['P1', 3],
      ['P2', 5],
    ]);
  });

  it('is no event when everything was said already, and one when only the reason changed', () => {
    const history = [...scoring, scored('wijkagent', 'P1', 3, { explanation: 'Onrust', onePointUp: 'Rust' })];
    const same = { subject: 'P1', score: 3, explanation: 'Onrust', onePointUp: 'Rust' };
    given(history).when(score(same), by('wijkagent')).thenNothing();
    for (const other of [{ explanation: 'Ruzie' }, { onePointUp: 'Slaap' }])
      given(history)
        .when(score({ ...same, ...other }), by('wijkagent'))
        .thenEvents(scored('wijkagent', 'P1', 3, { explanation: 'Onrust', onePointUp: 'Rust', ...other }));
  });

  it('is not for the chair or the note-taker, who record for others', () => {
    given(scoring)
      .when(score({ subject: 'P1', score: 3 }), by('procesregisseur'))
      .thenRefused('chairDoesNotRate');
    given(scoring, noteTaker(), joined('notulist'))
      .when(score({ subject: 'P1', score: 3 }), by('notulist'))
      .thenRefused('noteTakerDoesNotRate');
    given(scoring)
      .when(score({ subject: 'P1', score: 3 }), by('procesregisseur', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenEvents({
        type: 'SafetyScored',
        score: { ...said('wijkagent', 'procesregisseur'), subject: 'P1', score: 3 },
      });
  });

  it('knows only who was added', () => {
    given(scoring)
      .when(score({ subject: 'P1', score: 3 }, { subject: 'P7', score: 3 }), by('wijkagent'))
      .thenRefused('unknown:score:P7');
  });

  it('is only possible while its round is open', () => {
    given(violence)
      .when(score({ subject: 'P1', score: 3 }), by('wijkagent'))
      .thenRefused('wrongPhase');
    given(scoring, revealed('safety.score'))
      .when(score({ subject: 'P1', score: 3 }), by('wijkagent'))
      .thenRefused('wrongPhase');
    given(scoring, closed())
      .when(score({ subject: 'P1', score: 3 }), by('wijkagent'))
      .thenRefused('closed');
  });

  it('takes somebody along who is not at the table yet', () => {
    given(tableOf({ approach: 'MDA++' }, 'procesregisseur'), subject('P1'), phase('safety.score'))
      .when(score({ subject: 'P1', score: 3 }), by('wijkagent'))
      .thenEvents(joined('wijkagent'), scored('wijkagent', 'P1', 3));
  });

  it('is asked anew in a second round, and the first one is kept beside it', () => {
    const first: readonly EventBody[] = [...scoring, scored('wijkagent', 'P1', 3), ...revealed('safety.score')];
    given(first)
      .when({ verb: 'step.again' }, by('procesregisseur'))
      .thenEvents(...again('safety.score'));
    // The same number is an answer of this round too.
    given(first, again('safety.score'))
      .when(score({ subject: 'P1', score: 3 }), by('wijkagent'))
      .thenEvents(scored('wijkagent', 'P1', 3));
    const { scoreRounds } = conferenceAfter(first, again('safety.score'), scored('wijkagent', 'P1', 5));
    expect(scoreRounds.map(round => [round.revealed, round.answers.map(answer => answer.score)])).toEqual([
      [true, [3]],
      [false, [5]],
    ]);
  });
});
