import { withAnswer } from '../answered.ts';
import type { Review } from '../answers.ts';
import type { CaseState, Conference } from '../case-state.ts';
import type { DecisionContext } from '../commands.ts';
import {
  acceptWithHints,
  contributorOf,
  type Decision,
  isRefusal,
  leadsTheTable,
  personIdOf,
  present,
  refusal,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventBody, EventOf } from '../events.ts';
import type { Hint } from '../hints.ts';
import type { Action } from '../items.ts';
import type { Refusal } from '../refusal.ts';
import { isLongOverdue } from '../reminder-policy.ts';
import type { ActionId, Instant, ReviewStatus } from '../values.ts';
import { dayOf } from '../working-days.ts';

/**
 * Look-back: what became of the actions that were open. They come back by themselves, because without it follow-up was missed
 * (pilot report). Each one is answered by its owner, or by the chair or the note-taker.
 */

export interface ReviewActions {
  readonly verb: 'action.review';
  readonly reviews: readonly { readonly action: ActionId; readonly status: ReviewStatus; readonly note?: string }[];
}

export function reviewActions(table: Table, command: ReviewActions): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { conference, state } = table;
  // What others answered stands filled in on everybody's card and comes along with one's own answer.
  const changed = command.reviews.filter(({ action, status, note }) => {
    const now = conference.reviews[action];
    return now?.status !== status || now.note !== note;
  });
  const wrong = changed.flatMap(({ action }) => refusalOf(table, action) ?? []);
  if (wrong.length > 0) return refuseAll(wrong);
  const events = changed.map(
    (review): EventBody => ({ type: 'ActionReviewed', review: present<Review>({ ...review, ...who.by }) }),
  );
  return acceptWithHints(
    [...who.joining, ...events],
    changed.flatMap(({ action, status }) => rateAgain(state, action, status)),
  );
}

function refusalOf({ state, conference, context }: Table, id: ActionId): Refusal | undefined {
  const action = state.actions.find(one => one.id === id);
  if (action === undefined || !conference.carriedActions.includes(id)) return refusal('unknown', `status:${id}`);
  const { person } = context.actor;
  if (action.owner.person === person || leadsTheTable(conference, person)) return undefined;
  return refusal('notOwner', `status:${id}`, { owner: action.owner.name });
}

/** Finding out changes what is known, so the risk it was about may be estimated anew; nothing says that lower is better (pilot report). */
function rateAgain(state: CaseState, id: ActionId, status: ReviewStatus): Hint[] {
  const action = state.actions.find(one => one.id === id);
  if (action?.type !== 'information' || (status !== 'done' && status !== 'partly') || action.risks.length === 0)
    return [];
  return [{ code: 'rateAgain', item: id, values: { item: action.risks.join(', ') } }];
}

/**
 * What a new conference looks back on: the actions that are open, and those that were answered since the table last met (inside a
 * reminder). Status before the meeting saves time in it, and what somebody found out is for all to hear. What is long overdue comes
 * first.
 */
export function carriedOver(
  state: CaseState,
  { today, calendar }: Pick<DecisionContext, 'today' | 'calendar'>,
): readonly ActionId[] {
  const wereOpen = state.conferences.at(-1)?.atClosing?.actions.filter(action => action.status === 'open') ?? [];
  const asked = new Set(wereOpen.map(action => action.id));
  const carried = state.actions.filter(action => action.status === 'open' || asked.has(action.id));
  const late = carried.filter(action => isLongOverdue(action, today, calendar));
  return [...late, ...carried.filter(action => !late.includes(action))].map(action => action.id);
}

/** The answers that a look-back starts with: those given beforehand, in a reminder or where it was asked. They may still be changed. */
export function answeredBeforehand(state: CaseState, carried: readonly ActionId[]): Conference['reviews'] {
  const answers = state.actions
    .filter(action => carried.includes(action.id))
    .flatMap(({ id, status, owner, note }): Review[] => {
      const said = state.conferences.at(-1)?.beforehand[id];
      if (status === 'open') return said === undefined ? [] : [{ ...said, beforehand: true }];
      const person = owner.person ?? personIdOf(owner);
      const { organisation } = owner;
      return [present<Review>({ action: id, status, note, person, organisation, beforehand: true })];
    });
  return Object.fromEntries(answers.map(answer => [answer.action, answer]));
}

/** The actions that this look-back asks about, as they are now; withdrawn ones are gone. */
export function lookBackActions(state: CaseState, conference: Conference): readonly Action[] {
  return conference.carriedActions.flatMap(id => state.actions.find(action => action.id === id) ?? []);
}

/** What came back of what the table went to find out: "Vorige keer wisten we niet: …". */
export function findingsOf(state: CaseState, conference: Conference): readonly Action[] {
  return lookBackActions(state, conference).filter(action => {
    const status = conference.reviews[action.id]?.status;
    return action.type === 'information' && (status === 'done' || status === 'partly');
  });
}

export function evolveLookBack(conference: Conference, { review }: EventOf<'ActionReviewed'>): Conference {
  return { ...conference, reviews: { ...conference.reviews, [review.action]: review } };
}

/** Done and no longer possible close an action; partly and not done keep it open. */
export function evolveReviewed(action: Action, { status, note }: Pick<Review, 'status' | 'note'>): Action {
  const { note: _earlier, blocked: _blocked, handOver: _asked, silentUntilNext: _silent, ...rest } = action;
  const closed = status === 'done' || status === 'notPossible' ? status : 'open';
  return withAnswer({ ...rest, status: closed, ...(note !== undefined && { note }) }, { status, note });
}

/** What the table looked back on and is late: nobody says so again before the table meets. */
export function heardLate(action: Action, at: Instant): Action {
  return action.status === 'open' && dayOf(action.due) < at.slice(0, 10)
    ? { ...action, silentUntilNext: true }
    : action;
}

/** From here on the table itself says when it's answered. */
export function noLongerSilent({ silentUntilNext: _silent, ...action }: Action): Action {
  return action;
}
