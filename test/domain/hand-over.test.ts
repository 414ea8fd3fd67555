import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { isStillDue } from '../../src/domain/reminder-policy.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf, newcomer } from '../support/domain-people.ts';
import { by, given, stateAfter } from '../support/given.ts';
import { action, closed, joined, reviewed, table } from '../support/history.ts';

const wijkteam = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Gemeente' };
const reminded = [...table(), joined('wijkteam'), action('A1', { due: '2026-12-11' }), closed()];
const onTheDay = (plan = 0) => ({ stage: 'due', day: '2026-12-11', time: '09:00', plan }) as const;
const actionAfter = (...events: EventBody[]) => stateAfter(reminded, ...events).actions[0];
const isDue = (plan: number, ...events: EventBody[]) =>
  isStillDue(actionAfter(...events), onTheDay(plan), publicHolidaysOnly);

describe('an owner who is stuck', () => {
  const blocked = { type: 'ActionBlocked', action: 'A1', reason: 'Toestemming van de ouders' } as const;

  it('says what is needed, and from whom when there is somebody', () => {
    const command = { verb: 'reminder.blocked', action: 'A1', reason: 'Toestemming van de ouders' } as const;
    given(reminded).when(command, by('wijkagent')).thenEvents(blocked);
    given(reminded)
      .when({ ...command, to: { person: idOf('wijkteam') } }, by('wijkagent'))
      .thenEvents({ ...blocked, from: expect.objectContaining({ person: idOf('wijkteam') }) });
    given(reminded)
      .when({ ...command, to: { person: 'niemand' } }, by('wijkagent'))
      .thenRefused('notParticipant:to');
    given(reminded, blocked).when(command, by('wijkagent')).thenNothing();
  });

  it('is for the owner or the chair, and too late when it is done', () => {
    const command = { verb: 'reminder.blocked', action: 'A1', reason: 'Iets' } as const;
    given(reminded).when(command, by('wijkteam')).thenRefused('notOwner:action');
    given(reminded, { type: 'ActionDone', action: 'A1' })
      .when(command, by('wijkagent'))
      .thenRefused('alreadyHappened:action');
  });

  it('is left alone until the day is mended or the table looks back on it', () => {
    expect(isDue(0)).toBe(true);
    expect(isDue(0, blocked)).toBe(false);
    expect(isDue(0, blocked, reviewed('A1', 'notDone'))).toBe(true);
    const due = '2026-12-11T11:00';
    expect(actionAfter(blocked, { type: 'ItemEdited', item: 'A1', changes: { due } })).not.toHaveProperty('blocked');
  });
});

describe('handing an action over', () => {
  const asked = { type: 'HandOverAsked', action: 'A1', to: wijkteam, reason: 'Ik ga met verlof' } as const;
  const command = {
    verb: 'reminder.handOver',
    action: 'A1',
    to: { person: idOf('wijkteam') },
    reason: 'Ik ga met verlof',
  } as const;
  const answer = (accepted: boolean, reason?: string) =>
    ({ verb: 'action.accept', action: 'A1', accepted, ...(reason !== undefined && { reason }) }) as const;

  it('asks a participant, and the action stays where it is until there is a yes', () => {
    given(reminded)
      .when(command, by('wijkagent'))
      .thenEvents({ ...asked, to: expect.objectContaining({ person: idOf('wijkteam') }) });
    expect(actionAfter(asked)?.owner.person).toBe(idOf('wijkagent'));
    expect(isDue(0, asked)).toBe(false);
  });

  it('is refused to oneself, to somebody outside, and by anybody but the owner or the chair', () => {
    const to = (choice: typeof command.to | { name: string; organisation: string }) => ({ ...command, to: choice });
    given(reminded)
      .when(to({ person: idOf('wijkagent') }), by('wijkagent'))
      .thenRefused('notOffered:to');
    given(reminded)
      .when(to({ name: 'Arts', organisation: 'GGZ' }), by('wijkagent'))
      .thenRefused('notParticipant:to');
    given(reminded).when(command, by('behandelaar')).thenRefused('notOwner:action');
  });

  it('is theirs after a yes, with reminders of its own', () => {
    given(reminded, asked)
      .when(answer(true), by('wijkteam'))
      .thenEvents({ type: 'HandOverAnswered', action: 'A1', accepted: true });
    const after = actionAfter(asked, { type: 'HandOverAnswered', action: 'A1', accepted: true });
    expect(after).toMatchObject({ owner: wijkteam, acceptance: 'accepted', plan: 1 });
    expect(after).not.toHaveProperty('handOver');
  });

  it('stays with the owner after a no, which needs a reason', () => {
    given(reminded, asked).when(answer(false), by('wijkteam')).thenRefused('reasonNeeded:reason');
    given(reminded, asked)
      .when(answer(false, 'Geen mandaat'), by('wijkteam'))
      .thenEvents({ type: 'HandOverAnswered', action: 'A1', accepted: false, reason: 'Geen mandaat' });
    const declined = { type: 'HandOverAnswered', action: 'A1', accepted: false, reason: 'Geen mandaat' } as const;
    expect(actionAfter(asked, declined)?.owner.person).toBe(idOf('wijkagent'));
    expect(isDue(1, asked, declined)).toBe(true);
  });

  it('is answered by the one who was asked, while it is open', () => {
    given(reminded, asked)
      .when(answer(true), by(newcomer('behandelaar')))
      .thenRefused('notOwner:action');
    given(reminded, asked, { type: 'ActionDone', action: 'A1' })
      .when(answer(true), by('wijkteam'))
      .thenRefused('alreadyHappened:action');
  });
});

describe('an action that repeats', () => {
  const weekly = [...table(), action('A1', { due: '2026-12-18', every: 'week' }), closed()];
  const done = { verb: 'reminder.done', action: 'A1', reason: 'Negatief getest' } as const;

  it('is done once a time and goes on', () => {
    const [day, occurrence] = ['2026-11-27', '2026-11-27'];
    const once = { type: 'OccurrenceDone', action: 'A1', day, occurrence, note: 'Negatief getest' } as const;
    const friday = by('wijkagent', { today: '2026-11-27' });
    given(weekly).when(done, friday).thenEvents(once);
    given(weekly, once).when(done, friday).thenNothing();
    expect(stateAfter(weekly, once).actions[0]).toMatchObject({ status: 'open', lastDone: '2026-11-27' });
  });

  it('is done altogether on its last day', () => {
    given(weekly)
      .when(done, by('wijkagent', { today: '2026-12-18' }))
      .thenEvents({ type: 'ActionDone', action: 'A1', note: 'Negatief getest' });
  });

  it('is done altogether with the card of its last day, which comes on a Friday for a Sunday', () => {
    const untilSunday = [...table(), action('A1', { due: '2026-12-20', every: 'week' }), closed()];
    given(untilSunday)
      .when(done, by('wijkagent', { today: '2026-12-18' }))
      .thenEvents({ type: 'ActionDone', action: 'A1', note: 'Negatief getest' });
  });
});
