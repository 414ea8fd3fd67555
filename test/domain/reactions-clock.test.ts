import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { CaseEvent, EventBody, EventOf } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf } from '../support/domain-people.ts';
import { now as happenedAt, stamped, stateAfter } from '../support/given.ts';
import {
  action,
  caseOpened,
  closed,
  conversation,
  opened,
  phase,
  secondConference,
  table,
  urgent,
} from '../support/history.ts';

/** What follows from the last events of a history, with tokens `t1`, `t2`, in the order in which they were asked for. */
function reactions(before: readonly EventBody[], ...now: readonly EventBody[]) {
  const after = stateAfter(before, now);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  let tokens = 0;
  return reactionsTo(now, after, conference, happenedAt, publicHolidaysOnly, () => `t${++tokens}`);
}

const minute = (minutes: number) => new Date(Date.parse(happenedAt) + minutes * 60_000).toISOString();

describe('the clock of the conference', () => {
  const told = (minutes: number, step: string) => ({
    at: minute(minutes),
    effect: {
      kind: 'tellBudgetSpent',
      lane: `person:${idOf('procesregisseur')}`,
      conference: 'c1',
      step,
      at: minute(minutes),
    },
  });
  /** Moments that follow from the last events, which happen at that minute. */
  const momentsAt = (minutes: number, before: readonly CaseEvent[], ...last: readonly EventBody[]) => {
    const events = [...before, ...stamped(last, minute(minutes))];
    const after = fold(events);
    const conference = after?.conferences.at(-1);
    if (after === undefined || conference === undefined) throw new Error('No conference');
    return reactionsTo(last, after, conference, minute(minutes), publicHolidaysOnly, () => 't').moments;
  };
  const opening = stamped(table(), minute(0));
  const toRisks = phase('risks.raise', 'opening');

  it('tells the chair when the time of a step is spent', () => {
    expect(momentsAt(0, [], caseOpened(), opened())).toEqual([told(3, 'opening')]);
    expect(momentsAt(2, opening, toRisks)).toEqual([told(9, 'risks')]);
  });

  it('plans that once for a step, not for each of its phases', () => {
    const rating = [...opening, ...stamped([toRisks], minute(2))];
    expect(momentsAt(4, rating, phase('topThree.raise', 'risks.raise'))).toEqual([told(10, 'topThree')]);
    expect(momentsAt(4, rating, phase('risks.revealed', 'risks.raise'))).toEqual([]);
  });

  it('plans it anew with five more minutes', () => {
    expect(momentsAt(4, opening, { type: 'TimeExtended', step: 'opening', minutes: 5 })).toEqual([told(8, 'opening')]);
  });

  it('says nothing again in a step that is entered after its time', () => {
    const late = [...opening, ...stamped([toRisks], minute(5))];
    expect(momentsAt(6, late, phase('opening', 'risks.raise'))).toEqual([]);
    expect(momentsAt(20, opening, { type: 'TimeExtended', step: 'opening', minutes: 5 })).toEqual([]);
  });

  it('counts on in a step that is entered again in time', () => {
    const early = [...opening, ...stamped([toRisks], minute(1))];
    expect(momentsAt(6, early, phase('opening', 'risks.raise'))).toEqual([told(8, 'opening')]);
  });

  it('stops in a spoed and goes on after it, once', () => {
    const later = [...opening, ...stamped([toRisks], minute(2))];
    expect(momentsAt(3, later, urgent())).toEqual([]);
    const spoed = [...later, ...stamped([urgent()], minute(3))];
    // What was planned at minute two still stands.
    expect(momentsAt(4, spoed, urgent(false, 30))).toEqual([]);
    const measures = [...spoed, ...stamped([phase('actions', 'risks.raise')], minute(5))];
    expect(momentsAt(6, measures, urgent(false, 30))).toEqual([told(12, 'actions')]);
    expect(momentsAt(4, spoed, urgent(false, 30), phase('topThree.raise', 'risks.raise'))).toEqual([
      told(10, 'topThree'),
    ]);
  });

  it('says nothing about a step without a budget', () => {
    expect(momentsAt(1, opening, { type: 'StepOpened', step: 'monitor' }, phase('monitor'))).toEqual([]);
  });

  it.each<Phase>(['safety.score', 'risks.rate', 'topThree.vote'])(
    'lets the board say after a minute of %s that it can be revealed',
    blind => {
      const step = blind === 'safety.score' ? 'monitor' : blind === 'risks.rate' ? 'risks.raise' : 'topThree.raise';
      const before = [...opening, ...stamped([phase(step)], minute(1))];
      expect(momentsAt(2, before, phase(blind, step)).filter(({ effect }) => effect.kind === 'refreshBoard')).toEqual([
        { at: minute(3), effect: { kind: 'refreshBoard', lane: conversation, conference: 'c1', phase: blind } },
      ]);
    },
  );
});

describe('an owner who was not at the table', () => {
  const asked = { acceptance: 'asked' } as const;
  const effects = (...actions: readonly EventBody[]) =>
    reactions([...table(), ...actions], closed()).effects.filter(({ kind }) => kind === 'askOwner');

  it('is asked to accept when the conference closes, in their own chat', () => {
    const owner = { person: idOf('rechercheur'), name: 'rechercheur', organisation: 'Politie' };
    expect(effects(action('A1', { owner, ...asked }), action('A2'))).toEqual([
      {
        kind: 'askOwner',
        lane: `person:${idOf('rechercheur')}`,
        conference: 'c1',
        action: 'A1',
        person: idOf('rechercheur'),
        token: 't7',
      },
    ]);
  });

  it('is not asked without an Entra id, after an answer, or about an action of an earlier conference', () => {
    expect(effects(action('A1', { owner: { name: 'Arts', organisation: 'GGZ' }, ...asked }))).toEqual([]);
    expect(effects(action('A1', { acceptance: 'accepted' }), action('A2', { acceptance: 'declined' }))).toEqual([]);
    expect(effects(action('A1', { conference: 'c0', ...asked }))).toEqual([]);
  });
});

describe('reminders', () => {
  const planned = (stage: string, day: string, plan = 0, time = '09:00') => ({ stage, day, time, plan });
  /** What goes to the owner: `A1 stage day time`. */
  const toOwner = (before: readonly EventBody[], ...now: readonly EventBody[]) =>
    reactions(before, ...now).reminders.flatMap(({ day, time, effect }) =>
      effect.kind === 'remindOwner' || effect.kind === 'remindInMeeting'
        ? [`${effect.action} ${effect.planned.stage} ${day} ${time}`]
        : [],
    );
  const toOthers = (before: readonly EventBody[], ...now: readonly EventBody[]) =>
    reactions(before, ...now).reminders.flatMap(({ day, time, effect }) =>
      effect.kind === 'tellOverdue' ? [`${effect.to} ${effect.planned.stage} ${day} ${time}`] : [],
    );

  it('are planned when the conference closes, for the actions agreed in it, in the chat of the owner', () => {
    const before = [...table(), action('A1', { due: '2026-12-04' }), action('A2', { due: '2026-12-06' })];
    expect(reactions(before, action('A3')).reminders).toEqual([]);
    expect(reactions(before, closed()).reminders[1]).toEqual({
      day: '2026-12-04',
      time: '09:00',
      effect: {
        kind: 'remindOwner',
        lane: `person:${idOf('wijkagent')}`,
        conference: 'c1',
        action: 'A1',
        person: idOf('wijkagent'),
        planned: planned('due', '2026-12-04'),
        token: 't3',
        gathered: 'morning',
      },
    });
    expect(toOwner(before, closed())).toEqual([
      'A1 ahead 2026-12-01 09:00',
      'A1 due 2026-12-04 09:00',
      'A1 late1 2026-12-07 09:00',
      'A1 late3 2026-12-09 09:00',
      'A1 late7 2026-12-15 09:00',
      'A2 ahead 2026-12-02 09:00',
      'A2 due 2026-12-04 09:00',
      'A2 late1 2026-12-07 09:00',
      'A2 late3 2026-12-09 09:00',
      'A2 late7 2026-12-15 09:00',
    ]);
  });

  it('of a clock time come by themselves, those of nine o’clock with everything else of that morning', () => {
    const before = [...table(), action('A1', { due: '2026-12-04T14:30' }), action('A2', { due: '2026-12-04T11:00' })];
    const gathered = reactions(before, closed()).reminders.flatMap(({ effect }) =>
      effect.kind === 'remindOwner' && effect.planned.stage === 'due' ? [[effect.action, effect.gathered]] : [],
    );
    expect(gathered).toEqual([
      ['A1', undefined],
      ['A2', 'morning'],
    ]);
  });

  it('go to the meeting chat for an owner outside it', () => {
    const owner = { name: 'Woonconsulent', organisation: 'Woningcorporatie' };
    expect(reactions([...table(), action('A1', { owner })], closed()).reminders[1]).toEqual({
      day: '2026-12-04',
      time: '09:00',
      effect: {
        kind: 'remindInMeeting',
        lane: conversation,
        conference: 'c1',
        action: 'A1',
        planned: planned('due', '2026-12-04'),
      },
    });
  });

  it('are not planned twice for an action of an earlier conference', () => {
    const before = [...table(), action('A1'), closed(), opened({ conference: 'c2', number: 2 })];
    const { reminders } = reactions(before, closed());
    expect(reminders.filter(({ effect }) => 'action' in effect)).toEqual([]);
  });

  it('come two hours before a clock time, of a safety measure also in a weekend', () => {
    const before = [...table(), action('A1', { due: '2026-11-21T14:30', type: 'safetyMeasure' })];
    expect(toOwner(before, closed())).toContain('A1 due 2026-11-21 12:30');
  });

  it('come anew when the day or the owner of an earlier action is mended, and not for other words', () => {
    const before = [...table(), action('A1'), ...secondConference({ carriedActions: ['A1'] })];
    const edited = (changes: EventOf<'ItemEdited'>['changes']) =>
      ({ type: 'ItemEdited', item: 'A1', changes }) as const;
    expect(reactions(before, edited({ due: '2026-12-09' })).reminders[1]).toMatchObject({
      day: '2026-12-09',
      effect: { kind: 'remindOwner', conference: 'c2', action: 'A1', planned: planned('due', '2026-12-09', 1) },
    });
    const owner = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Gemeente' };
    expect(reactions(before, edited({ owner })).reminders[1]).toMatchObject({
      effect: { kind: 'remindOwner', person: idOf('wijkteam'), planned: { plan: 1 } },
    });
    expect(reactions(before, edited({ what: 'Anders' })).reminders).toEqual([]);
    // What was agreed in this conference is planned when it closes.
    expect(reactions([...table(), action('A1')], edited({ due: '2026-12-09' })).reminders).toEqual([]);
  });

  it('come again from the day that the owner chose', () => {
    const before = [...table(), action('A1'), closed()];
    const snoozed = { type: 'ReminderSnoozed', action: 'A1', until: '2026-12-12' } as const;
    expect(reactions(before, snoozed)).toMatchObject({
      effects: [],
      reminders: [
        { day: '2026-12-11', effect: { kind: 'remindOwner', planned: planned('due', '2026-12-11', 1), token: 't1' } },
        { day: '2026-12-14', effect: { kind: 'remindOwner', planned: planned('late1', '2026-12-14', 1) } },
        { day: '2026-12-16' },
        { day: '2026-12-22' },
        { day: '2026-12-16', effect: { kind: 'tellOverdue', to: 'chair' } },
      ],
    });
  });

  it('tell the chair of an overdue action, and the case director too of a safety measure, at once', () => {
    expect(toOthers([...table(), action('A1')], closed())).toEqual(['chair late3 2026-12-09 09:00']);
    const measure = action('A1', { due: '2026-11-21T14:30', type: 'safetyMeasure' });
    expect(toOthers([...table(), measure], closed())).toEqual([
      'chair atOnce 2026-11-21 14:30',
      'caseDirector atOnce 2026-11-21 14:30',
      'chair late3 2026-11-25 09:00',
    ]);
  });
});
