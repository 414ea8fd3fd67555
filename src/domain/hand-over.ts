import type { PersonChoice } from './commands.ts';
import { accept, type Decision, findPerson, isRefusal, present, refuse, refuseAll, type Table } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Action } from './items.ts';
import { plannedAnew } from './reminder-policy.ts';
import type { ActionId } from './values.ts';

/** What an owner who can't go on may do with an action: say what is in the way, or ask somebody else to take it over. */

export interface ReminderBlocked {
  readonly verb: 'reminder.blocked';
  readonly action: ActionId;
  /** What is needed. */
  readonly reason: string;
  /** From whom. */
  readonly to?: PersonChoice;
}

export interface ReminderHandOver {
  readonly verb: 'reminder.handOver';
  readonly action: ActionId;
  readonly to: PersonChoice;
  readonly reason?: string;
}

/** The chair hears it, and nobody is reminded until somebody changes the day or the owner, or the table looks back on it. */
export function blockAction(table: Table, action: Action, { reason, to }: ReminderBlocked): Decision {
  const from = to === undefined ? undefined : findPerson(table, to, 'to');
  if (from !== undefined && isRefusal(from)) return refuseAll([from]);
  const blocked = present<NonNullable<Action['blocked']>>({ reason, from });
  if (JSON.stringify(action.blocked) === JSON.stringify(blocked)) return accept();
  return accept({ type: 'ActionBlocked', action: action.id, ...blocked });
}

/** Somebody who can be asked: with a chat of their own. An action leaves nobody before somebody else has taken it. */
export function handOverAction(table: Table, action: Action, { to, reason }: ReminderHandOver): Decision {
  const person = findPerson(table, to, 'to');
  if (isRefusal(person)) return refuseAll([person]);
  if (person.person === undefined) return refuse('notParticipant', 'to');
  if (person.person === action.owner.person) return refuse('notOffered', 'to');
  const handOver = present<NonNullable<Action['handOver']>>({ to: person, reason });
  if (JSON.stringify(action.handOver) === JSON.stringify(handOver)) return accept();
  return accept({ type: 'HandOverAsked', action: action.id, ...handOver });
}

/** The word of the one who was asked. No needs a reason, as when an action is agreed in somebody's absence. */
export function answerHandOver(
  action: Action,
  { accepted, reason }: { readonly accepted: boolean; readonly reason?: string },
): Decision {
  if (action.status !== 'open') return refuse('alreadyHappened', 'action');
  if (!accepted && reason === undefined) return refuse('reasonNeeded', 'reason', { why: 'declined' });
  return accept(
    present<EventOf<'HandOverAnswered'>>({ type: 'HandOverAnswered', action: action.id, accepted, reason }),
  );
}

type HandOverEvent = EventOf<'ActionBlocked' | 'HandOverAsked' | 'HandOverAnswered'>;

export function evolveHandOver(action: Action, event: HandOverEvent): Action {
  const { blocked: _blocked, handOver, ...rest } = action;
  switch (event.type) {
    case 'ActionBlocked':
      return { ...rest, blocked: present<NonNullable<Action['blocked']>>({ reason: event.reason, from: event.from }) };
    case 'HandOverAsked':
      return { ...rest, handOver: present<NonNullable<Action['handOver']>>({ to: event.to, reason: event.reason }) };
    case 'HandOverAnswered': {
      if (!event.accepted || handOver === undefined)
        return { ...plannedAnew(action), ...(handOver?.to.person !== undefined && { notTakenBy: handOver.to.person }) };
      const { acceptanceReason: _earlier, ...taken } = plannedAnew(action);
      const { reason } = event;
      return {
        ...taken,
        owner: handOver.to,
        acceptance: 'accepted',
        ...(reason !== undefined && { acceptanceReason: reason }),
      };
    }
  }
}
