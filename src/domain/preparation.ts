import type { Preparation, Review } from './answers.ts';
import type { CaseState, Conference } from './case-state.ts';
import type { DecisionContext, PersonChoice } from './commands.ts';
import {
  accept,
  acceptWithHints,
  chairOnly,
  type Decision,
  findPerson,
  firstRefusal,
  isRefusal,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import type { EventOf } from './events.ts';
import { isCurrent } from './factors.ts';
import type { Action } from './items.ts';
import { house } from './minutes-people.ts';
import { isLast, mayPrepare } from './preparation-plan.ts';
import type { Refusal } from './refusal.ts';
import { distinctWords } from './same-words.ts';
import { carriedOver, evolveReviewed } from './steps/look-back.ts';
import type { ActionId, LocalDate, ReviewStatus } from './values.ts';

/**
 * Before the next conference: what changed, what came of one's own actions, which dynamic factors are known from a current
 * assessment. Everyone has current information beforehand and somebody is responsible for that (pilot report).
 */

export interface AnswerPreparation {
  readonly verb: 'preparation.answer';
  readonly reviews: readonly { readonly action: ActionId; readonly status: ReviewStatus; readonly note?: string }[];
  readonly changes?: string;
  /** One line each, as they were typed. */
  readonly factors?: readonly string[];
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
  /** "Niets te melden" is an answer. */
  readonly nothing?: boolean;
}

export interface SetPreparer {
  readonly verb: 'case.setPreparer';
  readonly preparer: PersonChoice;
}

/**
 * One's own answers, each of which takes the place of what this person answered to that question before; what isn't given stays
 * as it was, and "nothing" takes nothing back.
 */
export function answerPreparation(table: Table, command: AnswerPreparation): Decision {
  const { state, conference, context } = table;
  if (!mayPrepare(state, conference, context.actor.person)) return refuse('unknown');
  if (conference.closed === undefined) return refuse('notClosedYet');
  if (!isLast(state, conference)) return refuse('preparationOver');
  if (state.ended !== undefined) return refuse('caseClosed');
  const changed = command.reviews.filter(review => !isSaid(table, review));
  const wrong = changed.flatMap(({ action }) => refusalOf(table, action) ?? []);
  if (wrong.length > 0) return refuseAll(wrong);
  const tooMuch = tooMuchOf(command.factors ?? []);
  if (tooMuch !== undefined) return refuseAll([tooMuch]);
  const before = preparationBy(conference, context.actor.person);
  const told = differing(before, command);
  if (before !== undefined && changed.length === 0 && Object.keys(told).length === 0) return accept();
  const event = present<EventOf<'PreparationAnswered'>>({
    type: 'PreparationAnswered',
    conference: conference.id,
    person: context.actor.person,
    organisation: organisationOf(table),
    reviews: changed,
    factors: told.factors ?? [],
    changes: told.changes,
    instrument: told.instrument,
    instrumentDate: told.instrumentDate,
  });
  return acceptWithHints([event], isCurrent(told, context.today) ? [] : [{ code: 'notCurrent' }]);
}

/** In characters, of one factor; and of all that one person brings: only the relevant current ones, never a report (pilot report). */
const longestFactor = 200;
const mostFactors = 8;

function tooMuchOf(factors: readonly string[]): Refusal | undefined {
  const length = Math.max(0, ...factors.map(line => [...line].length));
  if (length > longestFactor) return refusal('tooLong', 'factors', { limit: longestFactor, length });
  if (factors.length <= mostFactors) return undefined;
  return refusal('tooMany', 'factors', { given: factors.length, limit: mostFactors, why: 'prepared' });
}

type Told = Partial<Pick<Preparation, 'changes' | 'factors' | 'instrument' | 'instrumentDate'>>;

/** What this person didn't say before in these very words. */
function differing(before: Preparation | undefined, command: AnswerPreparation): Told {
  const factors = distinctWords(command.factors ?? []);
  return present<Told>({
    changes: command.changes === before?.changes ? undefined : command.changes,
    factors: factors.length === 0 || isEqual(factors, before?.factors) ? undefined : factors,
    instrument: command.instrument === before?.instrument ? undefined : command.instrument,
    instrumentDate: command.instrumentDate === before?.instrumentDate ? undefined : command.instrumentDate,
  });
}

function isEqual(lines: readonly string[], before: readonly string[] | undefined): boolean {
  return JSON.stringify(lines) === JSON.stringify(before);
}

type Answered = Pick<Review, 'action' | 'status' | 'note'>;

/** How an action stands by what was answered: that form is filled in with it, and saying it again is no event. */
export function answerSoFar(conference: Conference, action: Action): Answered | undefined {
  const { id, status, note } = action;
  if (status !== 'open') return present<Answered>({ action: id, status, note });
  return conference.beforehand[id];
}

function isSaid({ state, conference }: Table, { action: id, status, note }: Answered): boolean {
  const action = state.actions.find(one => one.id === id);
  const now = action && answerSoFar(conference, action);
  return now?.status === status && now.note === note;
}

function refusalOf({ state, context }: Table, id: ActionId): Refusal | undefined {
  const action = state.actions.find(one => one.id === id);
  const item = `status:${id}`;
  if (action === undefined || !carriedOver(state, context).includes(id)) return refusal('unknown', item);
  if (action.owner.person === context.actor.person) return undefined;
  return refusal('notOwner', item, { owner: action.owner.name });
}

/** One's own actions to answer about: open ones, and those answered since the table last met. */
export function ownActions(
  state: CaseState,
  person: string,
  context: Pick<DecisionContext, 'today' | 'calendar'>,
): readonly Action[] {
  return carriedOver(state, context)
    .flatMap(id => state.actions.find(action => action.id === id) ?? [])
    .filter(action => action.owner.person === person);
}

/** For whom somebody speaks: as at this table, else as in this case, else as they told us. */
function organisationOf({ state, conference, context }: Table): string {
  const { person, organisation } = context.actor;
  const seats = [conference, ...state.conferences.toReversed()].flatMap(one => one.attendees);
  const owners = [state.actions.map(action => action.owner), conference.caseDirector ?? []].flat();
  return [...seats, ...owners].find(one => one.person === person)?.organisation || organisation || house;
}

export function preparationBy(conference: Conference, person: string): Preparation | undefined {
  return conference.preparations.find(preparation => preparation.person === person);
}

/** Somebody with a chat of their own, where they hear who hasn't answered. */
export function setPreparer(table: Table, { preparer }: SetPreparer): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const person = findPerson(table, preparer, 'preparer');
  if (isRefusal(person)) return refuseAll([person]);
  if (person.person === undefined) return refuse('notParticipant', 'preparer');
  if (person.person === table.state.preparer?.person) return accept();
  return accept({ type: 'PreparerSet', preparer: person });
}

/** Each question keeps its last answer. */
export function evolvePrepared(conference: Conference, event: EventOf<'PreparationAnswered'>): Conference {
  const { type: _type, conference: _conference, reviews, factors, ...said } = event;
  const { person, organisation } = said;
  const before = preparationBy(conference, person);
  const preparation = { ...before, ...said, factors: factors.length > 0 ? factors : (before?.factors ?? []) };
  const answers = reviews.map(review => [review.action, { ...review, person, organisation }] as const);
  return {
    ...conference,
    preparations: [...conference.preparations.filter(one => one !== before), preparation],
    beforehand: { ...conference.beforehand, ...Object.fromEntries(answers) },
  };
}

/** Done and no longer possible close it, as in a look-back; what goes on is left alone until the table meets. */
export function evolveAnswered(action: Action, { reviews }: EventOf<'PreparationAnswered'>): Action {
  const review = reviews.find(one => one.action === action.id);
  if (review === undefined) return action;
  const answered = evolveReviewed(action, review);
  return answered.status === 'open' ? { ...answered, silentUntilNext: true } : answered;
}
