import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { isStillDue, reminderDay, reminderMoment } from '../../src/domain/reminder-policy.ts';
import { stateAfter } from '../support/given.ts';
import { action, table } from '../support/history.ts';

describe('the day of a reminder', () => {
  it.each([
    ['a working day', '2026-12-04', '2026-12-04'],
    ['a Saturday', '2026-12-05', '2026-12-04'],
    ['a Sunday', '2026-12-06', '2026-12-04'],
    ['a Monday', '2026-12-07', '2026-12-07'],
    ['the first of a month in a weekend', '2026-11-01', '2026-10-30'],
  ])('for an action due on %s (%s) is %s', (_day, due, day) => {
    expect(reminderDay({ due })).toBe(day);
  });

  it('is the snoozed day once there is one, moved in the same way', () => {
    expect(reminderDay({ due: '2026-12-04', snoozedUntil: '2026-12-09' })).toBe('2026-12-09');
    expect(reminderDay({ due: '2026-12-04', snoozedUntil: '2026-12-13' })).toBe('2026-12-11');
  });
});

describe('the moment of a reminder', () => {
  it.each([
    ['a day', '2026-12-04', '2026-12-04 09:00'],
    ['a day in a weekend', '2026-12-06', '2026-12-04 09:00'],
    ['a clock time', '2026-12-04T14:30', '2026-12-04 12:30'],
    ['a clock time on a Saturday', '2026-12-05T14:30', '2026-12-05 12:30'],
    ['a clock time on a Sunday night', '2026-12-06T23:59', '2026-12-06 21:59'],
    ['two hours after midnight', '2026-12-05T02:00', '2026-12-05 00:00'],
    ['just after midnight', '2026-12-05T00:15', '2026-12-04 22:15'],
    ['just after midnight in a new year', '2027-01-01T01:00', '2026-12-31 23:00'],
  ])('for an action due at %s (%s) is %s', (_when, due, moment) => {
    const { day, time } = reminderMoment({ due });
    expect(`${day} ${time}`).toBe(moment);
  });

  it('is nine in the morning of the day that the owner chose, also when the action had a clock time', () => {
    expect(reminderMoment({ due: '2026-12-05T14:30', snoozedUntil: '2026-12-12' })).toEqual({
      day: '2026-12-11',
      time: '09:00',
    });
  });
});

describe('a reminder that was planned', () => {
  const planned = '2026-12-04';
  const actionAfter = (...events: EventBody[]) =>
    stateAfter(table(), action('A1', { due: planned }), ...events).actions[0];

  it('is still due while the action is open', () => {
    expect(isStillDue(actionAfter(), planned)).toBe(true);
  });

  it('is not when the action is done', () => {
    expect(isStillDue(actionAfter({ type: 'ActionDone', action: 'A1' }), planned)).toBe(false);
  });

  it('is not when there is no such action', () => {
    expect(isStillDue(undefined, planned)).toBe(false);
  });

  it('makes way for the day of a snooze', () => {
    const snoozed = actionAfter({ type: 'ReminderSnoozed', action: 'A1', until: '2026-12-13' });
    expect(isStillDue(snoozed, planned)).toBe(false);
    expect(isStillDue(snoozed, '2026-12-11')).toBe(true);
  });

  it('is still due on the evening before an action just after midnight', () => {
    const night = action('A1', { due: '2026-12-05T00:15' }).action;
    expect([planned, '2026-12-05'].map(day => isStillDue(night, day))).toEqual([true, false]);
  });

  it('makes way for an earlier day too, so that one reminder goes out', () => {
    const snoozedTwice = actionAfter(
      { type: 'ReminderSnoozed', action: 'A1', until: '2026-12-18' },
      { type: 'ReminderSnoozed', action: 'A1', until: '2026-12-09' },
    );
    expect(['2026-12-09', '2026-12-18'].map(day => isStillDue(snoozedTwice, day))).toEqual([true, false]);
  });
});
