import { withAnswer } from './answered.ts';
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
import { isLastTime, occurrenceAskedBy, plannedAnew } from './reminder-policy.ts';
import type { ActionId, LocalDate, ReviewStatus } from './values.ts';
import { dayOf, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

/** What an owner answers inside a reminder. Works on a closed conference: that is when reminders come. */

export interface ReminderDone {
  readonly verb: 'reminder.done';
  readonly action: ActionId;
  /** A note about what came of it. */
  readonly reason?: string;
}

/** Of an action that repeats: it didn't happen this time. */
export interface ReminderMissed {
  readonly verb: 'reminder.missed';
  readonly action: ActionId;
  /** What there is to say about it. */
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
  command: ReminderDone | ReminderMissed | ReminderSnooze | ReminderBlocked | ReminderHandOver,
): Decision {
  const { state, conference, context } = table;
  const action = state.actions.find(one => one.id === command.action);
  if (action === undefined) return refuse('unknown', 'action');
  if (context.actor.person !== action.owner.person && context.actor.person !== conference.chair)
    return refuse('notOwner', 'action', { owner: action.owner.name });
  if (command.verb === 'reminder.done') return doneNow(action, command.reason, context);
  if (action.status !== 'open') return refuse('alreadyHappened', 'action');
  if (command.verb === 'reminder.missed') return missedNow(action, command.reason, context);
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
function doneNow(action: Action, note: string | undefined, { today, calendar }: Table['context']): Decision {
  if (action.status !== 'open') return accept();
  if (action.every === undefined || isLastTime(today, action, calendar))
    return accept(present<EventOf<'ActionDone'>>({ type: 'ActionDone', action: action.id, note }));
  const occurrence = occurrenceAskedBy(today, action, calendar);
  if (isSaidAlready(action, 'done', note, occurrence ?? today)) return accept();
  const type = 'OccurrenceDone' as const;
  return accept(present<EventOf<typeof type>>({ type, action: action.id, day: today, occurrence, note }));
}

/** "Not this time" says nothing about the next one: the action goes on until its last day. */
function missedNow(action: Action, note: string | undefined, { today, calendar }: Table['context']): Decision {
  if (action.every === undefined) return refuse('notOffered', 'action');
  const occurrence = occurrenceAskedBy(today, action, calendar);
  if (isSaidAlready(action, 'notDone', note, occurrence ?? today)) return accept();
  const type = 'OccurrenceMissed' as const;
  return accept(present<EventOf<typeof type>>({ type, action: action.id, day: today, occurrence, note }));
}

/** The same answer in the same words about the same time. */
function isSaidAlready(
  { answers }: Action,
  status: ReviewStatus,
  note: string | undefined,
  occurrence: LocalDate,
): boolean {
  const said = answers?.find(one => one.occurrence === occurrence);
  return said?.status === status && said.note === note;
}

/** On a Friday "later" isn't the weekend, whose reminders come on that same Friday: then it's the working day after. */
function laterThanToday(until: LocalDate, { today, calendar }: Table['context']): LocalDate {
  return workingDayOnOrBefore(until, calendar) > today ? until : workingDayOnOrAfter(until, calendar);
}

type FollowUpEvent = EventOf<
  'ActionDone' | 'OccurrenceDone' | 'OccurrenceMissed' | 'ReminderSnoozed' | 'ActionAcceptanceGiven'
>;

export function evolveAction(action: Action, event: FollowUpEvent): Action {
  switch (event.type) {
    case 'ActionAcceptanceGiven': {
      const { acceptanceReason: _earlier, ...rest } = action;
      const acceptance = event.accepted ? 'accepted' : 'declined';
      return { ...rest, acceptance, ...(event.reason !== undefined && { acceptanceReason: event.reason }) };
    }
    case 'ActionDone':
      // The last time of what repeats is the one on its last day.
      return withAnswer(
        { ...action, status: 'done', ...(event.note !== undefined && { note: event.note }) },
        { status: 'done', note: event.note, occurrence: action.every && dayOf(action.due) },
      );
    case 'OccurrenceDone':
    case 'OccurrenceMissed': {
      const { note: _earlier, ...rest } = action;
      const done = event.type === 'OccurrenceDone';
      return withAnswer(
        { ...rest, ...(done && { lastDone: event.day }), ...(event.note !== undefined && { note: event.note }) },
        { status: done ? 'done' : 'notDone', note: event.note, occurrence: event.occurrence ?? event.day },
      );
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
