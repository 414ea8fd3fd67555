import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/domain/plan.ts';
import { type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  factor,
  phase,
  rated,
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

const plan = (...history: History) => planOf(stateAfter(table(), ...history));
const third = secondConference({ conference: 'c3', number: 3 });
const changes = (...history: History) =>
  plan(...history).changes.map(({ kind, item, level, score, topThree: place }) =>
    [kind, item.id, ...[level, score].flatMap(one => (one ? `${one.before ?? '–'} → ${one.now}` : [])), place]
      .filter(part => part !== undefined)
      .join(' '),
  );

describe('the plan', () => {
  it('of a case with nothing in it is empty', () => {
    expect(plan()).toEqual({
      conference: 1,
      risks: [],
      topThree: [],
      otherFactors: [],
      protective: [],
      actions: [],
      subjects: [],
      scenarios: [],
      signals: [],
      matrix: [],
      changes: [],
    });
  });

  it('has each risk with what every conference agreed on, and leaves out one that agreed on nothing', () => {
    const { risks } = plan(risk('R1'), risk('R2'), agreedLevel('R1', 'high'), secondConference(), third, [
      agreedLevel('R1', 'moderate'),
    ]);
    expect(risks.map(({ risk: { id }, course }) => [id, course])).toEqual([
      [
        'R1',
        [
          { conference: 1, value: 'high' },
          { conference: 3, value: 'moderate' },
        ],
      ],
      ['R2', []],
    ]);
  });

  it('has the safety of each person at risk as a line, stable after three times a 7', () => {
    const { subjects } = plan(subject('P1'), agreedScore('P1', 7), secondConference(), agreedScore('P1', 8), third, [
      agreedScore('P1', 7),
    ]);
    expect(subjects).toMatchObject([
      {
        subject: { id: 'P1' },
        line: [
          { conference: 1, value: 7 },
          { conference: 2, value: 8 },
          { conference: 3, value: 7 },
        ],
        stable: true,
      },
    ]);
  });

  it('keeps the top three that was decided last, in its order, apart from other and protective factors', () => {
    const found = plan(
      [factor('F1'), factor('F2'), factor('F3', { kind: 'protective' }), factor('F4', { kind: 'static' })],
      topThree('F2', 'F1'),
      secondConference(),
    );
    expect(found.topThree.map(({ id }) => id)).toEqual(['F2', 'F1']);
    expect(found.protective.map(({ id }) => id)).toEqual(['F3']);
    expect(found.otherFactors.map(({ id }) => id)).toEqual(['F4']);
  });

  it('has open actions only, safety measures first and then the earliest', () => {
    const { actions } = plan(
      action('A1', { due: '2026-12-12' }),
      action('A2', { due: '2026-12-01' }),
      action('A3', { due: '2026-12-24', type: 'safetyMeasure' }),
      action('A4', { status: 'done' }),
      action('A5', { due: '2026-12-12T14:30' }),
    );
    expect(actions.map(({ id }) => id)).toEqual(['A3', 'A2', 'A5', 'A1']);
  });

  it('says nothing of a blind round, before it is shown nor after it', () => {
    const before = [risk('R1'), subject('P1'), factor('F1')];
    const blind = [
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'veryHigh', 'drie meldingen'),
      scored('behandelaar', 'P1', 2),
      voted('wijkagent', 'F1'),
    ];
    expect(plan(before, blind)).toEqual(plan(before));
  });
});

describe('what changed since last time', () => {
  const start = [
    risk('R1'),
    risk('R2'),
    agreedLevel('R1', 'high'),
    agreedLevel('R2', 'low'),
    subject('P1'),
    agreedScore('P1', 2),
    factor('F1'),
    factor('F2'),
    topThree('F1'),
    action('A1', { factors: ['F1'], risks: ['R1'] }),
    action('A2'),
    scenario('S1'),
  ];

  it('is nothing in a first conference, and nothing when a second one only began', () => {
    expect(changes(start)).toEqual([]);
    expect(changes(start, secondConference())).toEqual([]);
  });

  it('is a level, a score or a place in the top three that became another one', () => {
    const now = [agreedLevel('R1', 'moderate'), agreedLevel('R2', 'low'), agreedScore('P1', 6), topThree('F2')];
    expect(changes(start, secondConference(), now)).toEqual([
      'changed R1 high → moderate',
      'changed P1 2 → 6',
      'changed F1 out',
      'changed F2 in',
    ]);
  });

  it('is what was added, with its first level', () => {
    const now = [risk('R3'), agreedLevel('R3', 'high'), factor('F3'), action('A3'), scenario('S2')];
    expect(changes(start, secondConference(), now)).toEqual(['new R3 – → high', 'new F3', 'new A3', 'new S2']);
  });

  it('is what was mended, and what is closed: done, no longer possible or withdrawn', () => {
    const now: History = [
      { type: 'ItemEdited', item: 'F2', changes: { what: 'Anders gezegd' } },
      reviewed('A1', 'done'),
      reviewed('A2', 'notPossible'),
      { type: 'ItemWithdrawn', item: 'R2' },
    ];
    expect(changes(start, secondConference(), ...now)).toEqual(['closed R2', 'changed F2', 'closed A1', 'closed A2']);
  });

  it('shows words of an item that is gone', () => {
    const { changes: found } = plan(start, secondConference(), { type: 'ItemWithdrawn', item: 'R2' });
    expect(found).toMatchObject([{ kind: 'closed', item: { what: 'Risico R2' } }]);
  });

  it('is an action that was partly done, not one whose reminder was put off', () => {
    const snoozed: History = [{ type: 'ReminderSnoozed', action: 'A2', until: '2026-12-10' }];
    expect(changes(start, secondConference(), ...snoozed)).toEqual([]);
    expect(changes(start, secondConference(), reviewed('A1', 'partly', 'Eén keer gesproken'))).toEqual(['changed A1']);
  });

  it('is an action that came and went', () => {
    expect(changes(start, secondConference(), action('A3'), { type: 'ActionDone', action: 'A3' })).toEqual([
      'closed A3',
    ]);
  });

  it('compares with the last time only: a level that changed before that is no news', () => {
    const second = [agreedLevel('R1', 'moderate'), reviewed('A1', 'done')];
    expect(changes(start, secondConference(), second, third)).toEqual([]);
    expect(changes(start, secondConference(), second, third, [agreedLevel('R1', 'moderate')])).toEqual([]);
    expect(changes(start, secondConference(), second, third, [agreedLevel('R1', 'high')])).toEqual([
      'changed R1 moderate → high',
    ]);
  });

  it('after closing is what that conference brought, with what happened since', () => {
    const second = [agreedLevel('R1', 'moderate')];
    const since: History = [{ type: 'ConferenceClosed' }, { type: 'ActionDone', action: 'A2' }];
    expect(changes(start, secondConference(), second, ...since)).toEqual(['changed R1 high → moderate', 'closed A2']);
  });
});

describe('the matrix', () => {
  const rows = (...history: History) =>
    plan(...history).matrix.map(({ risk: about, factor: on, actions }) => [about, on, actions.join(' ')]);

  it('couples each risk to its factors of the top three, in their order, and to what is done about them', () => {
    const found = rows(
      [risk('R1'), risk('R2')],
      [factor('F1', { risks: ['R1', 'R2'] }), factor('F2'), factor('F3')],
      topThree('F2', 'F1'),
      [action('A1', { factors: ['F1'] }), action('A2', { factors: ['F1', 'F2'] })],
    );
    expect(found).toEqual([
      ['R1', 'F2', 'A2'],
      ['R1', 'F1', 'A1 A2'],
      ['R2', 'F1', 'A1 A2'],
    ]);
  });

  it('has a factor outside the top three once something is done about it', () => {
    const factors = [risk('R1'), factor('F1'), factor('F2'), factor('F3', { kind: 'protective' }), topThree('F1')];
    expect(rows(factors, action('A1', { factors: ['F3'] }))).toEqual([
      ['R1', 'F1', ''],
      ['R1', 'F3', 'A1'],
    ]);
  });

  it('has a risk with nothing on it, and one with a measure of its own', () => {
    expect(rows(risk('R1'), risk('R2'), action('A1', { risks: ['R2'] }))).toEqual([
      ['R1', undefined, ''],
      ['R2', undefined, 'A1'],
    ]);
  });

  it('ends with what is coupled to no risk', () => {
    const loose = [risk('R1'), factor('F1', { risks: [] }), topThree('F1')];
    expect(rows(loose, action('A1', { factors: ['F1'] }), action('A2'))).toEqual([
      ['R1', undefined, ''],
      [undefined, 'F1', 'A1'],
      [undefined, undefined, 'A2'],
    ]);
  });

  it('has every open action, and none that is over', () => {
    const found = rows(risk('R1'), factor('F1'), [
      action('A1', { factors: ['F1'] }),
      action('A2', { status: 'done', factors: ['F1'] }),
      action('A3', { risks: ['R1'] }),
      action('A4'),
    ]);
    expect(found.flatMap(([, , actions]) => actions?.split(' ') ?? [])).toEqual(['A1', 'A3', 'A4']);
  });
});
