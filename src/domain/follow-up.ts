import type { Action } from './case-state.ts';
import { accept, type Decision, present, refuse, type Table } from './decision.ts';
import type { EventOf } from './events.ts';
import type { ActionId, LocalDate } from './values.ts';
import { workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

/** What an owner answers inside a reminder. Works on a closed conference: that is when reminders come. */

export interface ReminderDone {
  readonly verb: 'reminder.done';
  readonly action: ActionId;
  /** A note about what came of it. */
  readonly reason?: string;
}

export interface ReminderSnooze {
  readonly verb: 'reminder.snooze';
  readonly action: ActionId;
  readonly until: LocalDate;
  readonly reason?: string;
}

export function answerReminder(
  { state, conference, context }: Table,
  command: ReminderDone | ReminderSnooze,
): Decision {
  const action = state.actions.find(one => one.id === command.action);
  if (action === undefined) return refuse('unknown', 'action');
  if (context.actor.person !== action.owner.person && context.actor.person !== conference.chair)
    return refuse('notOwner', 'action', { owner: action.owner.name });
  if (command.verb === 'reminder.done')
    return action.status === 'done'
      ? accept()
      : accept(present<EventOf<'ActionDone'>>({ type: 'ActionDone', action: action.id, note: command.reason }));
  if (action.status === 'done') return refuse('alreadyHappened', 'action');
  // Nine o'clock of today has passed or is passing: "later" starts tomorrow.
  if (command.until <= context.today) return refuse('pastDate', 'until', { date: command.until });
  const until = laterThanToday(command.until, context.today);
  if (action.snoozedUntil === until) return accept();
  return accept(
    present<EventOf<'ReminderSnoozed'>>({
      type: 'ReminderSnoozed',
      action: action.id,
      until,
      reason: command.reason,
    }),
  );
}

/** On a Friday "later" isn't the weekend, whose reminders come on that same Friday: then it's the working day after. */
function laterThanToday(until: LocalDate, today: LocalDate): LocalDate {
  return workingDayOnOrBefore(until) > today ? until : workingDayOnOrAfter(until);
}

export function evolveAction(action: Action, event: EventOf<'ActionDone' | 'ReminderSnoozed'>): Action {
  switch (event.type) {
    case 'ActionDone':
      return { ...action, status: 'done', ...(event.note !== undefined && { note: event.note }) };
    case 'ReminderSnoozed':
      return { ...action, snoozedUntil: event.until };
  }
}
