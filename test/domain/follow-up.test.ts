import { describe, expect, it } from 'vitest';
import { newcomer } from '../support/domain-people.ts';
import { by, given, stateAfter } from '../support/given.ts';
import { action, closed, table } from '../support/history.ts';

const reminded = [...table(), action('A1'), closed()];

describe('answering a reminder with "done"', () => {
  it('closes the action, with a note when there is one', () => {
    given(reminded)
      .when({ verb: 'reminder.done', action: 'A1', reason: 'Gesproken' }, by('wijkagent'))
      .thenEvents({ type: 'ActionDone', action: 'A1', note: 'Gesproken' });
    const [after] = stateAfter(reminded, { type: 'ActionDone', action: 'A1', note: 'Gesproken' }).actions;
    expect(after).toMatchObject({ status: 'done', note: 'Gesproken' });
  });

  it('happens once', () => {
    given(reminded, { type: 'ActionDone', action: 'A1' })
      .when({ verb: 'reminder.done', action: 'A1' }, by('wijkagent'))
      .thenNothing();
  });

  it('is for the owner, or the chair on the phone with the owner', () => {
    given(reminded)
      .when({ verb: 'reminder.done', action: 'A1' }, by('procesregisseur'))
      .thenEvents({ type: 'ActionDone', action: 'A1' });
  });

  it('needs no joining: the reminder is in the own chat', () => {
    given(reminded)
      .when({ verb: 'reminder.done', action: 'A1' }, by(newcomer('wijkagent')))
      .thenEvents({ type: 'ActionDone', action: 'A1' });
  });

  it('is refused for anybody else, who hears whose it is', () => {
    const { decision } = given(reminded).when({ verb: 'reminder.done', action: 'A1' }, by('wijkteam'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'notOwner', item: 'action', values: { owner: 'wijkagent' } }],
    });
  });

  it('does not know an action that is not of this case', () => {
    given(reminded).when({ verb: 'reminder.done', action: 'A9' }, by('wijkagent')).thenRefused('unknown:action');
  });
});

describe('answering a reminder with "later"', () => {
  const snooze = (until: string) => ({ verb: 'reminder.snooze', action: 'A1', until }) as const;

  it('moves the reminder, with the reason when there is one', () => {
    given(reminded)
      .when({ ...snooze('2026-11-25'), reason: 'Niet thuis' }, by('wijkagent'))
      .thenEvents({ type: 'ReminderSnoozed', action: 'A1', until: '2026-11-25', reason: 'Niet thuis' });
  });

  it('starts tomorrow', () => {
    given(reminded).when(snooze('2026-11-20'), by('wijkagent')).thenRefused('pastDate:until');
    given(reminded).when(snooze('2026-11-19'), by('wijkagent')).thenRefused('pastDate:until');
    given(reminded)
      .when(snooze('2026-11-26'), by('wijkagent', { today: '2026-11-25' }))
      .thenEvents({ type: 'ReminderSnoozed', action: 'A1', until: '2026-11-26' });
  });

  it.each(['2026-11-21', '2026-11-22'])('takes the Monday when on a Friday the weekend is chosen (%s)', until => {
    given(reminded)
      .when(snooze(until), by('wijkagent'))
      .thenEvents({ type: 'ReminderSnoozed', action: 'A1', until: '2026-11-23' });
  });

  it('is no event for the same day again', () => {
    given(reminded, { type: 'ReminderSnoozed', action: 'A1', until: '2026-11-25' })
      .when(snooze('2026-11-25'), by('wijkagent'))
      .thenNothing();
  });

  it('is too late when the action is done', () => {
    given(reminded, { type: 'ActionDone', action: 'A1' })
      .when(snooze('2026-11-25'), by('wijkagent'))
      .thenRefused('alreadyHappened:action');
  });

  it('is for the owner or the chair', () => {
    given(reminded).when(snooze('2026-11-25'), by('wijkteam')).thenRefused('notOwner:action');
  });
});
