import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import type { Action } from '../../src/domain/items.ts';
import {
  isLongOverdue,
  isStillDue,
  momentOf,
  overdueMomentsOf,
  type PlannedFor,
  type ReminderStage,
  remindersOf,
} from '../../src/domain/reminder-policy.ts';
import { actionTypes, repetitions } from '../../src/domain/values.ts';
import {
  addDays,
  type Calendar,
  isWorkingDay,
  publicHolidaysOnly,
  workingDayOnOrBefore,
} from '../../src/domain/working-days.ts';
import { stateAfter } from '../support/given.ts';
import { action, table } from '../support/history.ts';

type Planned = Parameters<typeof remindersOf>[0];
const plannedFor = (due: string, more: Partial<Planned> = {}): Planned => ({
  type: 'intervention',
  agreedOn: '2026-11-20',
  due,
  ...more,
});
/** `stage day time`, the time only when it isn't nine. */
const shortly = ({ stage, day, time }: { stage: string; day: string; time: string }) =>
  `${stage} ${day}${time === '09:00' ? '' : ` ${time}`}`;
const schedule = (due: string, more: Partial<Planned> = {}, calendar: Calendar = publicHolidaysOnly) =>
  remindersOf(plannedFor(due, more), calendar).map(shortly);
const safety = { type: 'safetyMeasure' } as const;

describe('the reminders of an action', () => {
  it('come three working days before, on the day, and one, three and seven working days after it', () => {
    expect(schedule('2026-12-11')).toEqual([
      'ahead 2026-12-08',
      'due 2026-12-11',
      'late1 2026-12-14',
      'late3 2026-12-16',
      'late7 2026-12-22',
    ]);
  });

  it('come on the working day before when the day is in a weekend or a holiday', () => {
    expect(schedule('2026-12-13')).toEqual([
      'ahead 2026-12-09',
      'due 2026-12-11',
      'late1 2026-12-14',
      'late3 2026-12-16',
      'late7 2026-12-22',
    ]);
    expect(schedule('2026-12-26').slice(0, 3)).toEqual(['ahead 2026-12-22', 'due 2026-12-24', 'late1 2026-12-28']);
    expect(schedule('2027-05-07', {}, { daysOff: new Set(['2027-05-07']) }).slice(0, 3)).toEqual([
      'ahead 2027-04-30',
      'due 2027-05-04',
      'late1 2027-05-10',
    ]);
  });

  it.each([
    ['a clock time', '2026-12-04T14:30', '2026-12-04 12:30'],
    ['two hours after noon', '2026-12-04T14:00', '2026-12-04 12:00'],
    ['just after midnight', '2026-12-05T00:15', '2026-12-04 22:15'],
    ['a clock time on a Saturday', '2026-12-05T14:30', '2026-12-04'],
  ])('for %s (%s) come two hours before it on a working day', (_when, due, moment) => {
    expect(schedule(due)[1]).toBe(`due ${moment}`);
  });

  it('in a morning come with everything else at nine, and the working day before when that is too late', () => {
    expect(schedule('2026-12-04T13:59')[1]).toBe('due 2026-12-04');
    expect(schedule('2026-12-04T10:00')[1]).toBe('due 2026-12-04');
    expect(schedule('2026-12-04T09:59')[1]).toBe('due 2026-12-03');
    expect(schedule('2026-12-07T02:00')[1]).toBe('due 2026-12-04');
    expect(schedule('2026-12-04T10:30', safety)[1]).toBe('due 2026-12-04 08:30');
  });

  it('of a safety measure keep their day and hour', () => {
    expect(schedule('2026-12-13', safety)[1]).toBe('due 2026-12-13');
    expect(schedule('2026-12-05T14:30', safety)[1]).toBe('due 2026-12-05 12:30');
    expect(schedule('2027-01-01T01:00', safety)[1]).toBe('due 2026-12-31 23:00');
  });

  it('of what repeats come on each occurrence until the due day', () => {
    expect(schedule('2026-12-18', { every: 'week' })).toEqual([
      'occurrence 2026-11-27',
      'occurrence 2026-12-04',
      'occurrence 2026-12-11',
      'due 2026-12-18',
      'late1 2026-12-21',
      'late3 2026-12-23',
      'late7 2026-12-30',
    ]);
    expect(schedule('2026-12-18', { every: 'twoWeeks' }).slice(0, 2)).toEqual([
      'occurrence 2026-12-04',
      'due 2026-12-18',
    ]);
    const monthly = schedule('2027-05-01', { every: 'month', agreedOn: '2027-01-31' });
    expect(monthly.slice(0, 4)).toEqual([
      // The last of a shorter month; a Sunday gives way to the Friday.
      'occurrence 2027-02-26',
      'occurrence 2027-03-31',
      'due 2027-04-30',
      'late1 2027-05-03',
    ]);
  });

  it('are put off as a whole by a snooze past the due day', () => {
    expect(schedule('2026-12-11', { snoozedUntil: '2026-12-16' })).toEqual([
      'due 2026-12-16',
      'late1 2026-12-17',
      'late3 2026-12-21',
      'late7 2026-12-28',
    ]);
    expect(schedule('2026-12-05T14:30', { snoozedUntil: '2026-12-12' })[0]).toBe('due 2026-12-11');
  });

  it('go on as they were after a snooze to before the due day', () => {
    expect(schedule('2026-12-11', { snoozedUntil: '2026-12-10' }).slice(0, 3)).toEqual([
      'snoozed 2026-12-10',
      'due 2026-12-11',
      'late1 2026-12-14',
    ]);
    // Saturday and Sunday both give way to the Friday: once is enough.
    expect(schedule('2026-12-13', { snoozedUntil: '2026-12-12' }).slice(0, 2)).toEqual([
      'snoozed 2026-12-11',
      'late1 2026-12-14',
    ]);
    expect(schedule('2026-12-18', { every: 'week', snoozedUntil: '2026-12-08' }).slice(0, 3)).toEqual([
      'snoozed 2026-12-08',
      'occurrence 2026-12-11',
      'due 2026-12-18',
    ]);
  });

  it('are at most one a day, in order, on working days except for safety, and start with a snooze', () => {
    const day = fc.integer({ min: 0, max: 400 }).map(offset => addDays('2026-11-20', offset));
    const anyAction = fc.record(
      {
        type: fc.constantFrom(...actionTypes),
        agreedOn: fc.constant('2026-11-20'),
        due: fc.oneof(
          day,
          day.map(one => `${one}T14:30`),
        ),
        every: fc.constantFrom(...repetitions),
        snoozedUntil: day,
      },
      { requiredKeys: ['type', 'agreedOn', 'due'] },
    );
    fc.assert(
      fc.property(anyAction, one => {
        const planned = remindersOf(one as Planned, publicHolidaysOnly);
        const days = planned.map(moment => moment.day);
        expect(days.toSorted()).toEqual(days);
        expect(new Set(days).size).toBe(days.length);
        if (one.type === 'safetyMeasure') return;
        const from = workingDayOnOrBefore(one.snoozedUntil ?? one.agreedOn, publicHolidaysOnly);
        if (one.snoozedUntil !== undefined) expect(days[0]).toBe(from);
        for (const moment of planned) expect(isWorkingDay(moment.day, publicHolidaysOnly)).toBe(true);
      }),
    );
  });
});

describe('the chair hears of an overdue action', () => {
  const told = (due: string, more: Partial<Planned> = {}) =>
    overdueMomentsOf(plannedFor(due, more), publicHolidaysOnly).map(shortly);

  it('three working days after its day', () => {
    expect(told('2026-12-11')).toEqual(['late3 2026-12-16']);
    expect(told('2026-12-11', { snoozedUntil: '2026-12-18' })).toEqual(['late3 2026-12-23']);
  });

  it('at once when it is a safety measure: at its hour, or at nine the next morning, put off or not', () => {
    expect(told('2026-12-12T14:30', safety)).toEqual(['atOnce 2026-12-12 14:30', 'late3 2026-12-16']);
    expect(told('2026-12-12', safety)[0]).toBe('atOnce 2026-12-13');
    expect(told('2026-12-12', { ...safety, snoozedUntil: '2026-12-20' })[0]).toBe('atOnce 2026-12-13');
  });
});

describe('an action is long overdue', () => {
  const open = { status: 'open', due: '2026-12-11' } as const;
  it('from seven working days after its day on, while it is open', () => {
    expect(isLongOverdue(open, '2026-12-21', publicHolidaysOnly)).toBe(false);
    expect(isLongOverdue(open, '2026-12-22', publicHolidaysOnly)).toBe(true);
    expect(isLongOverdue({ ...open, status: 'done' }, '2026-12-22', publicHolidaysOnly)).toBe(false);
  });
});

describe('a reminder that was planned', () => {
  const actionAfter = (...events: EventBody[]): Action | undefined =>
    stateAfter(table(), action('A1', { due: '2026-12-11' }), ...events).actions[0];
  const planned = (day: string, plan = 0, stage: ReminderStage = 'due', time = '09:00'): PlannedFor<ReminderStage> => ({
    stage,
    day,
    time,
    plan,
  });
  const isDue = (one: Action | undefined, moment: PlannedFor<ReminderStage>) =>
    isStillDue(one, moment, publicHolidaysOnly);

  it('is still due while the action is open', () => {
    expect(isDue(actionAfter(), planned('2026-12-11'))).toBe(true);
    expect(isDue(actionAfter(), planned('2026-12-08', 0, 'ahead'))).toBe(true);
  });

  it('is not when the action is done, or there is no such action', () => {
    expect(isDue(actionAfter({ type: 'ActionDone', action: 'A1' }), planned('2026-12-11'))).toBe(false);
    expect(isDue(undefined, planned('2026-12-11'))).toBe(false);
  });

  it('makes way for the day of a snooze, and for the last of two snoozes', () => {
    const snooze = (until: string) => ({ type: 'ReminderSnoozed', action: 'A1', until }) as const;
    const snoozed = actionAfter(snooze('2026-12-13'));
    expect(isDue(snoozed, planned('2026-12-11'))).toBe(false);
    expect(isDue(snoozed, planned('2026-12-11', 1))).toBe(true);
    // There and back again is one reminder, that of the last plan.
    const back = actionAfter(snooze('2026-12-16'), snooze('2026-12-18'), snooze('2026-12-16'));
    expect([0, 1, 2, 3].map(plan => isDue(back, planned('2026-12-16', plan)))).toEqual([false, false, false, true]);
  });

  it('makes way for another hour of the same day, and for another owner', () => {
    const at = (time: string): EventBody => ({
      type: 'ItemEdited',
      item: 'A1',
      changes: { due: `2026-12-11T${time}` },
    });
    const moved = actionAfter(at('14:30'), at('16:00'));
    expect(isDue(moved, planned('2026-12-11', 1, 'due', '12:30'))).toBe(false);
    expect(isDue(moved, planned('2026-12-11', 2, 'due', '14:00'))).toBe(true);
    const owner = { name: 'Arts', organisation: 'GGZ' };
    const handed = actionAfter({ type: 'ItemEdited', item: 'A1', changes: { owner } });
    expect(isDue(handed, planned('2026-12-11'))).toBe(false);
    expect(momentOf(planned('2026-12-11'))).toBe('2026-12-11T09:00');
  });
});
