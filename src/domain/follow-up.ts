import type { CaseState } from './case-state.ts';
import { accept, type Decision, present, refuse, type Table } from './decision.ts';
import type { EventOf } from './events.ts';
import {
  answerHandOver,
  blockAction,
  handOverAction,
  type ReminderBlocked,
  type ReminderHandOver,
} from './hand-over.ts';
import type { Action } from './items.ts';
import { plannedAnew } from './reminder-policy.ts';
import type { ActionId, LocalDate } from './values.ts';
import { dayOf, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

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
  if (action.handOver !== undefined && context.actor.person === action.handOver.to.person)
    return answerHandOver(action, command);
  // Said no before, and says so again.
  if (context.actor.person === action.notTakenBy && !command.accepted && command.reason !== undefined) return accept();
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
  table: Table,
  command: ReminderDone | ReminderSnooze | ReminderBlocked | ReminderHandOver,
): Decision {
  const { state, conference, context } = table;
  const action = state.actions.find(one => one.id === command.action);
  if (action === undefined) return refuse('unknown', 'action');
  if (context.actor.person !== action.owner.person && context.actor.person !== conference.chair)
    return refuse('notOwner', 'action', { owner: action.owner.name });
  if (command.verb === 'reminder.done') return doneNow(action, command.reason, context.today);
  if (action.status !== 'open') return refuse('alreadyHappened', 'action');
  if (command.verb === 'reminder.blocked') return blockAction(table, action, command);
  if (command.verb === 'reminder.handOver') return handOverAction(table, action, command);
  // Nine o'clock of today has passed or is passing: "later" starts tomorrow.
  if (command.until <= context.today) return refuse('pastDate', 'until', { date: command.until });
  const until = action.type === 'safetyMeasure' ? command.until : laterThanToday(command.until, context);
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

/** What repeats is done once a time, until its last day; then it's done altogether. */
function doneNow(action: Action, note: string | undefined, today: LocalDate): Decision {
  if (action.status !== 'open') return accept();
  if (action.every === undefined || today >= dayOf(action.due))
    return accept(present<EventOf<'ActionDone'>>({ type: 'ActionDone', action: action.id, note }));
  if (action.lastDone === today && action.note === note) return accept();
  return accept(present<EventOf<'OccurrenceDone'>>({ type: 'OccurrenceDone', action: action.id, day: today, note }));
}

/** On a Friday "later" isn't the weekend, whose reminders come on that same Friday: then it's the working day after. */
function laterThanToday(until: LocalDate, { today, calendar }: Table['context']): LocalDate {
  return workingDayOnOrBefore(until, calendar) > today ? until : workingDayOnOrAfter(until, calendar);
}

type FollowUpEvent = EventOf<'ActionDone' | 'OccurrenceDone' | 'ReminderSnoozed' | 'ActionAcceptanceGiven'>;

export function evolveAction(action: Action, event: FollowUpEvent): Action {
  switch (event.type) {
    case 'ActionAcceptanceGiven': {
      const { acceptanceReason: _earlier, ...rest } = action;
      const acceptance = event.accepted ? 'accepted' : 'declined';
      return { ...rest, acceptance, ...(event.reason !== undefined && { acceptanceReason: event.reason }) };
    }
    case 'ActionDone':
      return { ...action, status: 'done', ...(event.note !== undefined && { note: event.note }) };
    case 'OccurrenceDone': {
      const { note: _earlier, ...rest } = action;
      return { ...rest, lastDone: event.day, ...(event.note !== undefined && { note: event.note }) };
    }
    case 'ReminderSnoozed':
      return { ...plannedAnew(action), snoozedUntil: event.until };
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
