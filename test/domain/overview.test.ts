import { describe, expect, it } from 'vitest';
import { changedProjection, openActionsOf, overviewOf } from '../../src/domain/overview.ts';
import { idOf } from '../support/domain-people.ts';
import { type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  code,
  rated,
  reviewed,
  risk,
  secondConference,
  subject,
  table,
} from '../support/history.ts';

const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
const overview = (...history: History) => overviewOf(stateAfter(...history));

describe('the overview of a case', () => {
  it('of a conference that runs has no next date, and says that it runs', () => {
    expect(overview(table())).toEqual({
      case: code,
      approach: 'Top X',
      processPhase: 'analysis',
      conferences: 1,
      running: true,
      dues: [],
      underSix: 0,
      hasDirector: false,
    });
  });

  it('has the next date of the conference that closed last, until the next one begins', () => {
    const next = { type: 'ConferenceClosed', nextDate: '2026-12-14' } as const;
    expect(overview(table(), next)).toMatchObject({ running: false, nextDate: '2026-12-14' });
    expect(overview(table(), next, secondConference().slice(1)).nextDate).toBeUndefined();
  });

  it('counts open actions only, by due date, of owners outside the chat too', () => {
    const outside = { name: 'woonbegeleider', organisation: 'Woonzorg' };
    const history: History = [
      table(),
      [action('A1', { due: '2026-12-11' }), action('A2', { due: '2026-12-04', owner: outside })],
      [action('A3', { due: '2026-12-04T14:30' }), action('A4')],
      [{ type: 'ActionDone', action: 'A4' }],
    ];
    expect(overview(...history).dues).toEqual(['2026-12-04T14:30', '2026-12-04', '2026-12-11']);
  });

  it('counts persons whose last agreed number is under 6', () => {
    const people = [subject('P1', 'moeder'), subject('P2', 'kind'), subject('P3', 'vader')];
    const first: History = [table(), people, agreedScore('P1', 4), agreedScore('P2', 5)];
    expect(overview(...first).underSix).toBe(2);
    expect(overview(...first, secondConference(), agreedScore('P1', 6)).underSix).toBe(1);
  });

  it('has the case director of the last time that it was asked', () => {
    const set: History = [table(), { type: 'CaseDirectorSet', director }];
    expect(overview(...set).hasDirector).toBe(true);
    expect(overview(...set, secondConference()).hasDirector).toBe(true);
    const none = { type: 'CaseDirectorSet', reason: 'GGZ is nog niet rond' } as const;
    expect(overview(...set, secondConference(), none).hasDirector).toBe(false);
  });

  it('says which step the escalation is in when a conference closed without a case director', () => {
    expect(overview(table(), closed()).escalation).toBe('report');
    expect(overview(table(), { type: 'CaseDirectorSet', director }, closed()).escalation).toBeUndefined();
  });
});

describe('the open actions of a case', () => {
  it('are those of people who can be written to, answered in the newest conference', () => {
    const history: History = [
      table(),
      [action('A1'), action('A2', { owner: { name: 'woonbegeleider', organisation: 'Woonzorg' } }), action('A3')],
      secondConference(),
      reviewed('A3', 'done'),
    ];
    expect(openActionsOf(stateAfter(...history))).toEqual([
      { action: 'A1', owner: idOf('wijkagent'), due: '2026-12-04', conference: 'c2' },
    ]);
  });

  it('follow a hand-over only once it is accepted', () => {
    const asked: History = [table(), action('A1'), closed(), { type: 'HandOverAsked', action: 'A1', to: director }];
    expect(openActionsOf(stateAfter(...asked))).toMatchObject([{ owner: idOf('wijkagent') }]);
    const accepted = { type: 'HandOverAnswered', action: 'A1', accepted: true } as const;
    expect(openActionsOf(stateAfter(...asked, accepted))).toMatchObject([{ owner: idOf('behandelaar') }]);
  });
});

describe('what has to be kept anew', () => {
  const before = stateAfter(table(), risk('R1'));

  it('is everything of a new case', () => {
    expect(changedProjection(undefined, before)?.overview.case).toBe(code);
  });

  it('is nothing after what changes no number: a rating, a level', () => {
    const after = stateAfter(table(), risk('R1'), rated('wijkagent', 'R1', 'high'), agreedLevel('R1', 'high'));
    expect(changedProjection(before, after)).toBeUndefined();
  });

  it('is everything after an action was agreed or done', () => {
    const agreed = stateAfter(table(), risk('R1'), action('A1'));
    const done = stateAfter(table(), risk('R1'), action('A1'), { type: 'ActionDone', action: 'A1' });
    expect(changedProjection(before, agreed)?.openActions).toHaveLength(1);
    expect(changedProjection(agreed, done)?.openActions).toEqual([]);
  });
});
