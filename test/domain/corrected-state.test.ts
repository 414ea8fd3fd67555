import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  phase,
  rated,
  revealed,
  reviewed,
  risk,
  scenario,
  scored,
  secondConference,
  subject,
  table,
  topThree,
  voted,
} from '../support/history.ts';

const withdrawn = (item: string): EventBody => ({ type: 'ItemWithdrawn', item });
const edited = (item: string, changes: object): EventBody => ({ type: 'ItemEdited', item, changes });
const whole = [
  ...table(),
  subject('P1'),
  subject('P2', 'kind'),
  scored('wijkagent', 'P1', 4),
  scored('wijkagent', 'P2', 5),
  agreedScore('P1', 4),
  agreedScore('P2', 5),
  risk('R1'),
  risk('R2'),
  phase('risks.rate'),
  rated('wijkagent', 'R1', 'high'),
  rated('wijkagent', 'R2', 'low'),
  ...revealed('risks.rate'),
  agreedLevel('R1', 'high'),
  agreedLevel('R2', 'low'),
  factor('F1', { risks: ['R1', 'R2'] }),
  factor('F2', { risks: ['R2'] }),
  phase('topThree.vote'),
  voted('wijkagent', 'F1', 'F2'),
  voted('wijkteam', 'F1'),
  ...revealed('topThree.vote'),
  topThree('F1', 'F2'),
  action('A1', { factors: ['F1', 'F2'], risks: ['R1', 'R2'], subjects: ['P1', 'P2'] }),
  action('A2', { factors: ['F1'], risks: ['R1', 'R2'] }),
  scenario('S1', { actions: ['A1', 'A2'] }),
];

describe('a withdrawn factor', () => {
  it('leaves the list, the top three, the votes and the actions', () => {
    const state = stateAfter(whole, withdrawn('F1'));
    const conference = conferenceAfter(whole, withdrawn('F1'));
    expect(state.factors.map(({ id }) => id)).toEqual(['F2']);
    expect(conference.topThree?.factors).toEqual(['F2']);
    // Who voted for nothing else hasn't voted.
    expect(conference.voteRounds[0]?.answers.map(({ factors }) => factors)).toEqual([['F2']]);
    expect(state.actions.map(({ factors }) => factors)).toEqual([['F2'], []]);
  });

  it('takes the risks that it brought to an action along', () => {
    expect(stateAfter(whole, withdrawn('F1')).actions.map(({ risks }) => risks)).toEqual([['R2'], []]);
  });

  it('leaves risks that were named besides', () => {
    const named = action('A3', { factors: ['F2'], risks: ['R1', 'R2'] });
    expect(stateAfter(whole, named, withdrawn('F2')).actions[2]?.risks).toEqual(['R1']);
  });

  it('needs no action and no reason any more', () => {
    const without = { type: 'FactorLeftWithoutAction', factor: 'F1', reason: 'Loopt al' } as const;
    expect(conferenceAfter(whole, without, withdrawn('F1')).withoutAction).toEqual({});
  });
});

describe('a withdrawn risk', () => {
  it('leaves the list, the ratings, the agreed levels, the factors and the actions', () => {
    const state = stateAfter(whole, withdrawn('R2'));
    const conference = conferenceAfter(whole, withdrawn('R2'));
    expect(state.risks.map(({ id }) => id)).toEqual(['R1']);
    expect(conference.ratingRounds[0]?.answers.map(rating => rating.risk)).toEqual(['R1']);
    expect(conference.agreedLevels).toEqual({ R1: { level: 'high' } });
    expect(state.factors.map(({ risks }) => risks)).toEqual([['R1'], []]);
    expect(state.actions.map(({ risks }) => risks)).toEqual([['R1'], ['R1']]);
  });
});

describe('what a later conference withdraws', () => {
  it.each(['R1', 'F1', 'A1', 'P1', 'S1'])('leaves the minutes of the earlier one as they were (%s)', item => {
    const before = minutesOf(stateAfter(whole, closed()), 'c1');
    expect(minutesOf(stateAfter(whole, secondConference(), withdrawn(item)), 'c1')).toStrictEqual(before);
  });
});

describe('a withdrawn person at risk', () => {
  it('leaves the list, the scores, the agreed numbers and the measures', () => {
    const state = stateAfter(whole, withdrawn('P1'));
    const conference = conferenceAfter(whole, withdrawn('P1'));
    expect(state.subjects.map(({ id }) => id)).toEqual(['P2']);
    expect(conference.scoreRounds[0]?.answers.map(score => score.subject)).toEqual(['P2']);
    expect(conference.agreedScores).toEqual({ P2: { score: 5 } });
    expect(state.actions[0]?.subjects).toEqual(['P2']);
  });
});

describe('a withdrawn action', () => {
  it('leaves the list and the scenarios', () => {
    const state = stateAfter(whole, withdrawn('A1'));
    expect(state.actions.map(({ id }) => id)).toEqual(['A2']);
    expect(state.scenarios[0]?.actions).toEqual(['A2']);
  });

  it('leaves the look-back of the conference that runs', () => {
    const again = [...whole, ...secondConference({ carriedActions: ['A1', 'A2'] }), reviewed('A1', 'partly')];
    const conference = conferenceAfter(again, withdrawn('A1'));
    expect(conference.carriedActions).toEqual(['A2']);
    expect(conference.reviews).toEqual({});
  });

  it('stays in the minutes of an earlier conference', () => {
    const minutes = minutesOf(stateAfter(whole, secondConference(), withdrawn('A1'), closed()), 'c1');
    expect(minutes.actions.map(({ id }) => id)).toEqual(['A1', 'A2']);
    expect(minutes).toStrictEqual(minutesOf(stateAfter(whole, closed()), 'c1'));
  });
});

describe('a withdrawn scenario', () => {
  it('leaves the list', () => {
    expect(stateAfter(whole, withdrawn('S1')).scenarios).toEqual([]);
  });
});

describe('a number', () => {
  it.each([
    ['R', 'R2', { verb: 'risk.raise', what: 'Nieuw' }, 'R3'],
    ['F', 'F2', { verb: 'factor.raise', what: 'Nieuw' }, 'F3'],
    ['P', 'P2', { verb: 'subject.add', name: 'Nieuw' }, 'P3'],
    ['S', 'S1', { verb: 'scenario.draft', signals: 'Nieuw', response: 'Nieuw' }, 'S2'],
    ['A', 'A2', { verb: 'action.agree', what: 'Nieuw', owner: { person: 'id-wijkteam' }, due: '2026-12-04' }, 'A3'],
  ] as const)('with %s is not used again after the last one was withdrawn', (_letter, last, command, next) => {
    const after = given(whole, withdrawn(last)).when(command, by('wijkteam')).thenCase();
    const { subjects, risks, factors, actions, scenarios } = after;
    const ids = [...subjects, ...risks, ...factors, ...actions, ...scenarios].map(({ id }) => id);
    expect(ids).toContain(next);
    expect(ids).not.toContain(last);
  });
});

describe('an edited factor', () => {
  it('that is about other risks takes its actions along', () => {
    const state = stateAfter(whole, edited('F1', { risks: ['R1'] }));
    expect(state.actions.map(({ risks }) => risks)).toEqual([['R1', 'R2'], ['R1']]);
  });

  it('leaves what was named besides on an action', () => {
    const named = action('A3', { factors: ['F2'], risks: ['R1', 'R2'] });
    expect(stateAfter(whole, named, edited('F2', { risks: ['R1'] })).actions[2]?.risks).toEqual(['R1']);
    expect(stateAfter(whole, named, edited('F2', { risks: [] })).actions[2]?.risks).toEqual(['R1']);
  });

  it('that is worded better changes no action', () => {
    const state = stateAfter(whole, edited('F1', { what: 'Gebruikt speed' }));
    expect(state.actions).toStrictEqual(stateAfter(whole).actions);
  });
});

describe('an edited action', () => {
  const risksOfSecond = (...history: History) => stateAfter(...history).actions[1]?.risks;

  it('works on what the event says', () => {
    expect(risksOfSecond(whole, edited('A2', { factors: ['F2'], risks: ['R2'] }))).toEqual(['R2']);
    expect(risksOfSecond(whole, edited('A2', { effect: 'Rust' }))).toEqual(['R1', 'R2']);
  });
});
