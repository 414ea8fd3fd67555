import { describe, expect, it } from 'vitest';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import { notSafeAgain, unsafeWithoutMeasure } from '../../src/domain/safety-line.ts';
import type { DecideScalingUp } from '../../src/domain/steps/safety.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedScore,
  closed,
  noteTaker,
  phase,
  revealed,
  secondConference,
  subject,
  tableOf,
} from '../support/history.ts';

const violence = [...tableOf({ approach: 'MDA++' }), subject('P1', 'baby'), subject('P2', 'moeder')];
const next = (number: number) => secondConference({ conference: `c${number}`, number, approach: 'MDA++' });
/** A conference after the other in which P1 got these numbers; the last one is open. */
const course = (...scores: (number | undefined)[]): readonly EventBody[] => [
  ...violence,
  ...scores.flatMap((score, index) => [
    ...(index === 0 ? [] : next(index + 1)),
    ...(score === undefined ? [] : [agreedScore('P1', score)]),
  ]),
];

describe('not at 6 the second time running', () => {
  const again = (...scores: (number | undefined)[]) =>
    notSafeAgain(stateAfter(course(...scores)), conferenceAfter(course(...scores))).map(({ id }) => id);

  it.each<[(number | undefined)[], string[]]>([
    [[5], []],
    [[5, 5], ['P1']],
    [[5, 6], []],
    [[6, 5], []],
    [[2, undefined, 4], ['P1']],
    [[2, 4, undefined], []],
    [[2, 6, 4], []],
    [[6, 5, 4], ['P1']],
    [[5, 4, 6], []],
  ])('(%j) asks about %j', (scores, asked) => {
    expect(again(...scores)).toEqual(asked);
  });

  const scaleUp = (...decisions: DecideScalingUp['decisions']): DecideScalingUp => ({
    verb: 'safety.scaleUp',
    decisions,
  });
  const here = by('procesregisseur', { conference: 'c2' });
  const decided = (more: Omit<EventOf<'ScalingUpDecided'>, 'type' | 'subject'>): EventBody => ({
    type: 'ScalingUpDecided',
    subject: 'P1',
    ...more,
  });

  it('warns in the second conference, until the chair said whether to scale up', () => {
    const before = [...course(5), ...next(2), phase('safety.score'), ...revealed('safety.score')];
    given(before)
      .when({ verb: 'safety.agree', scores: [{ subject: 'P1', score: 4 }] }, here)
      .thenWarned('safety.scaleUp:P1');
    given(before, decided({ scaleUp: false, reason: 'Opname is morgen' }))
      .when({ verb: 'safety.agree', scores: [{ subject: 'P1', score: 4 }] }, here)
      .thenWarned();
  });

  it('is answered by the chair with how, or why not', () => {
    given(course(5, 4))
      .when(scaleUp({ subject: 'P1', scaleUp: true, how: 'childProtection' }), here)
      .thenEvents(decided({ scaleUp: true, how: 'childProtection' }));
    given(course(5, 4))
      .when(scaleUp({ subject: 'P1', scaleUp: false, reason: 'Opname is morgen' }), here)
      .thenEvents(decided({ scaleUp: false, reason: 'Opname is morgen' }));
  });

  it('asks for what is missing: how when it is scaled up, why when it is not', () => {
    given(course(5, 4))
      .when(scaleUp({ subject: 'P1', scaleUp: true }), here)
      .thenRefused('required:how:P1');
    given(course(5, 4))
      .when(scaleUp({ subject: 'P1', scaleUp: false }), here)
      .thenRefused('reasonNeeded:reason:P1');
    given(course(5, 4))
      .when(scaleUp({ subject: 'P9', scaleUp: true, how: 'coercion' }), here)
      .thenRefused('unknown:scaleUp:P9');
  });

  it('is no event for the same answer again, and keeps nothing but the answer', () => {
    const answered = decided({ scaleUp: true, how: 'expertise', reason: 'Forensische kliniek' });
    given(course(5, 4), answered)
      .when(scaleUp({ subject: 'P1', scaleUp: true, how: 'expertise', reason: 'Forensische kliniek' }), here)
      .thenNothing();
    expect(conferenceAfter(course(5, 4), answered).scalingUp).toStrictEqual({
      P1: { scaleUp: true, how: 'expertise', reason: 'Forensische kliniek' },
    });
  });

  it('is another answer with another way or another reason', () => {
    const answered = decided({ scaleUp: true, how: 'expertise', reason: 'Forensische kliniek' });
    for (const more of [
      { how: 'coercion', reason: 'Forensische kliniek' } as const,
      { how: 'expertise', reason: 'Arts' } as const,
    ])
      given(course(5, 4), answered)
        .when(scaleUp({ subject: 'P1', scaleUp: true, ...more }), here)
        .thenEvents(decided({ scaleUp: true, ...more }));
  });

  it('is for the chair of a conference that is open', () => {
    const how = scaleUp({ subject: 'P1', scaleUp: true, how: 'coercion' });
    given(course(5, 4), noteTaker())
      .when(how, by('notulist', { conference: 'c2' }))
      .thenRefused('notChair');
    given(course(5, 4), closed()).when(how, here).thenRefused('closed');
  });
});

describe('somebody under 6', () => {
  const uncovered = (...history: History) => unsafeWithoutMeasure(stateAfter(...history)).map(({ id }) => id);
  const measure = (more = {}) => action('A1', { type: 'safetyMeasure', ...more });
  const close = { verb: 'conference.close' } as const;

  it('blocks closing without a safety measure', () => {
    given(violence, agreedScore('P1', 5), agreedScore('P2', 6))
      .when(close, by('procesregisseur'))
      .thenRefused('safetyWithoutMeasure:P1');
    given(violence, agreedScore('P1', 6), agreedScore('P2', 6)).when(close, by('procesregisseur')).thenEvents(closed());
    given(violence, agreedScore('P1', 5), measure()).when(close, by('procesregisseur')).thenEvents(closed());
  });

  it('is covered by an open safety measure for everybody or for this person, and by nothing else', () => {
    const five = [...violence, agreedScore('P1', 5), agreedScore('P2', 5)];
    expect(uncovered(five)).toEqual(['P1', 'P2']);
    expect(uncovered(five, measure())).toEqual([]);
    expect(uncovered(five, measure({ subjects: ['P2'] }))).toEqual(['P1']);
    expect(uncovered(five, measure({ status: 'done' }))).toEqual(['P1', 'P2']);
    expect(uncovered(five, measure({ type: 'intervention' }))).toEqual(['P1', 'P2']);
  });

  it('stays so in a conference that does not score', () => {
    expect(uncovered(course(5, undefined))).toEqual(['P1']);
    expect(uncovered(course(5, 6))).toEqual([]);
    given(course(5), measure(), next(2), { type: 'ActionDone', action: 'A1' })
      .when(close, by('procesregisseur', { conference: 'c2' }))
      .thenRefused('safetyWithoutMeasure:P1');
  });

  it('asks nothing before there is a number', () => {
    expect(uncovered(violence)).toEqual([]);
  });

  it('makes an action a safety measure unless said otherwise', () => {
    const agree = {
      verb: 'action.agree',
      what: 'Huisverbod',
      owner: { person: 'id-wijkagent' },
      due: '2026-11-21',
    } as const;
    const types = (history: readonly EventBody[], more = {}) =>
      given(history)
        .when({ ...agree, ...more }, by('wijkagent'))
        .thenCase()
        .actions.at(-1)?.type;
    expect(types([...violence, agreedScore('P1', 5)])).toBe('safetyMeasure');
    expect(types([...violence, agreedScore('P1', 5)], { type: 'information' })).toBe('information');
    expect(types([...violence, agreedScore('P1', 6)])).toBe('intervention');
  });
});
