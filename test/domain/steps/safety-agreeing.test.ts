import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../src/domain/events.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import {
  agreedScore,
  closed,
  noteTaker,
  phase,
  revealed,
  scored,
  secondConference,
  subject,
  tableOf,
} from '../../support/history.ts';

const violence = [...tableOf({ approach: 'MDA++' }), subject('P1', 'baby'), subject('P2', 'moeder')];
const scoring = [...violence, phase('safety.score')];
describe('the safety that the table agrees on', () => {
  const results = [...scoring, scored('wijkagent', 'P1', 5), scored('wijkagent', 'P2', 7), ...revealed('safety.score')];
  const agree = (...scores: { subject: string; score: number; requirements?: string }[]) =>
    ({ verb: 'safety.agree', scores }) as const;
  const chair = by('procesregisseur');

  it('is a number by the chair with the ground requirements, and then the conference moves on', () => {
    given(results)
      .when(agree({ subject: 'P1', score: 6, requirements: 'Huisverbod' }, { subject: 'P2', score: 7 }), chair)
      .thenEvents(agreedScore('P1', 6, 'Huisverbod'), agreedScore('P2', 7), phase('risks.raise', 'safety.revealed'));
  });

  it('leads to the safety plan when somebody is under 6', () => {
    given(results)
      .when(agree({ subject: 'P1', score: 5, requirements: 'Huisverbod' }, { subject: 'P2', score: 7 }), chair)
      .thenEvents(agreedScore('P1', 5, 'Huisverbod'), agreedScore('P2', 7), phase('actions', 'safety.revealed'));
  });

  it('waits for everybody at risk', () => {
    given(results)
      .when(agree({ subject: 'P1', score: 6 }), chair)
      .thenEvents(agreedScore('P1', 6));
    given(results, agreedScore('P1', 6))
      .when(agree({ subject: 'P2', score: 7 }), chair)
      .thenEvents(agreedScore('P2', 7), phase('risks.raise', 'safety.revealed'));
  });

  it('holds what was said and nothing else, and a number keeps its requirements when it is changed', () => {
    expect(conferenceAfter(results, agreedScore('P1', 4, 'Huisverbod')).agreedScores).toStrictEqual({
      P1: { score: 4, requirements: 'Huisverbod' },
    });
    expect(
      conferenceAfter(results, agreedScore('P1', 4, 'Huisverbod'), agreedScore('P1', 5)).agreedScores,
    ).toStrictEqual({ P1: { score: 5, requirements: 'Huisverbod' } });
  });

  it('is no event for the number it has, with its requirements or without', () => {
    const before = [...results, agreedScore('P1', 4, 'Huisverbod')];
    given(before)
      .when(agree({ subject: 'P1', score: 4, requirements: 'Huisverbod' }), chair)
      .thenNothing();
    given(before)
      .when(agree({ subject: 'P1', score: 4 }), chair)
      .thenNothing();
    given(before)
      .when(agree({ subject: 'P1', score: 4, requirements: 'Vader elders' }), chair)
      .thenEvents(agreedScore('P1', 4, 'Vader elders'));
  });

  it('is for the chair alone, after the reveal, from the card of that phase', () => {
    const six = agree({ subject: 'P1', score: 6 });
    given(results, noteTaker()).when(six, by('notulist')).thenRefused('notChair');
    given(scoring).when(six, chair).thenRefused('wrongPhase');
    given(results, phase('risks.raise', 'safety.revealed'))
      .when(six, by('procesregisseur', { renderedFor: 'safety.revealed' }))
      .thenRefused('alreadyHappened');
    given(results, closed()).when(six, chair).thenRefused('closed');
    given(results)
      .when(agree({ subject: 'P9', score: 6 }), chair)
      .thenRefused('unknown:score:P9');
  });

  it('asks for ground requirements when a number under 6 has none', () => {
    const { decision } = given(results).when(agree({ subject: 'P2', score: 5 }), chair);
    expect(decision).toMatchObject({ hints: [{ code: 'requirements', item: 'P2', values: { name: 'moeder' } }] });
    given(results)
      .when(agree({ subject: 'P1', score: 6 }), chair)
      .thenHinted();
    given(results)
      .when(agree({ subject: 'P1', score: 5, requirements: 'Huisverbod' }), chair)
      .thenHinted();
    given(results, agreedScore('P1', 4, 'Huisverbod'))
      .when(agree({ subject: 'P1', score: 5 }), chair)
      .thenHinted();
  });

  it('is a hint that it is stable at the third 7 running', () => {
    const sevens = [...results, agreedScore('P2', 7), ...secondConference({ approach: 'MDA++' }), agreedScore('P2', 8)];
    const third = (before: readonly EventBody[]) =>
      given(
        before,
        secondConference({ conference: 'c3', number: 3, approach: 'MDA++' }),
        phase('safety.score'),
        revealed('safety.score'),
      );
    third(sevens)
      .when(agree({ subject: 'P2', score: 7 }), by('procesregisseur', { conference: 'c3' }))
      .thenHinted('stable:P2');
    third(sevens)
      .when(agree({ subject: 'P2', score: 6 }), by('procesregisseur', { conference: 'c3' }))
      .thenHinted();
    third([...sevens, agreedScore('P2', 6)])
      .when(agree({ subject: 'P2', score: 7 }), by('procesregisseur', { conference: 'c3' }))
      .thenHinted();
  });
});
