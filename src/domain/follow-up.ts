import type { CaseState } from './case-state.ts';
import { accept, type Decision, present, refuse, type Table } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Action } from './items.ts';
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

/** An owner who wasn't at the table says yes or no to what was agreed. */
export interface AcceptAction {
  readonly verb: 'action.accept';
  readonly action: ActionId;
  readonly accepted: boolean;
  /** Needed for no. */
  readonly reason?: string;
}

/** The owner's own word; of somebody outside the chat the chair records it, who has to ask. */
export function acceptAction({ state, conference, context }: Table, command: AcceptAction): Decision {
  const action = state.actions.find(one => one.id === command.action);
  if (action === undefined) return refuse('unknown', 'action');
  if (context.actor.person !== (action.owner.person ?? conference.chair))
    return refuse('notOwner', 'action', { owner: action.owner.name });
  if (action.acceptance === undefined) return accept();
  if (!command.accepted && command.reason === undefined) return refuse('reasonNeeded', 'reason', { why: 'declined' });
  const next = command.accepted ? 'accepted' : 'declined';
  if (action.acceptance === next && action.acceptanceReason === command.reason) return accept();
  return accept(
    present<EventOf<'ActionAcceptanceGiven'>>({
      type: 'ActionAcceptanceGiven',
      action: action.id,
      accepted: command.accepted,
      reason: command.reason,
    }),
  );
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
    return action.status !== 'open'
      ? accept()
      : accept(present<EventOf<'ActionDone'>>({ type: 'ActionDone', action: action.id, note: command.reason }));
  if (action.status !== 'open') return refuse('alreadyHappened', 'action');
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

type FollowUpEvent = EventOf<'ActionDone' | 'ReminderSnoozed' | 'ActionAcceptanceGiven'>;

export function evolveAction(action: Action, event: FollowUpEvent): Action {
  switch (event.type) {
    case 'ActionAcceptanceGiven': {
      const { acceptanceReason: _earlier, ...rest } = action;
      const acceptance = event.accepted ? 'accepted' : 'declined';
      return { ...rest, acceptance, ...(event.reason !== undefined && { acceptanceReason: event.reason }) };
    }
    case 'ActionDone':
      return { ...action, status: 'done', ...(event.note !== undefined && { note: event.note }) };
    case 'ReminderSnoozed':
      return { ...action, snoozedUntil: event.until };
  }
}

/**
 * The minutes of the conference that agreed on an action hold what its owner answers afterwards; the answer of a later owner
 * isn't in them.
 */
export function answeredInMinutes(state: CaseState, event: EventOf<'ActionAcceptanceGiven'>): CaseState {
  const now = state.actions.find(action => action.id === event.action);
  const answered = (then: Action): Action =>
    then.id === now?.id && then.owner.person === now.owner.person && then.owner.name === now.owner.name
      ? evolveAction(then, event)
      : then;
  return {
    ...state,
    conferences: state.conferences.map(conference =>
      conference.id === now?.conference && conference.atClosing !== undefined
        ? {
            ...conference,
            atClosing: { ...conference.atClosing, actions: conference.atClosing.actions.map(answered) },
          }
        : conference,
    ),
  };
}
