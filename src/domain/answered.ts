import type { CaseState, Conference } from './case-state.ts';
import { present } from './decision.ts';
import type { Effect } from './effects.ts';
import type { EventBody } from './events.ts';
import type { Action, ActionAnswer } from './items.ts';
import type { ActionId, LocalDate, PersonId } from './values.ts';

/**
 * What was answered about an action, each time that it was. Finding out is an action whose answer goes to whom it was promised: both good
 * examples of the pilot are about that (pilot report).
 */

/** The action with one answer more; about the same occurrence the last word counts. */
export function withAnswer(
  action: Action,
  said: { readonly [Key in keyof ActionAnswer]: ActionAnswer[Key] | undefined },
): Action {
  const answer = present<ActionAnswer>(said);
  const { answers = [] } = action;
  const at = answer.occurrence === undefined ? -1 : answers.findIndex(one => one.occurrence === answer.occurrence);
  return { ...action, answers: at < 0 ? [...answers, answer] : answers.with(at, answer) };
}

/** How often what repeats happened, of the times that somebody answered; undefined when it doesn't repeat or nobody did. */
export function timesDone({ answers = [] }: Action): { readonly done: number; readonly answered: number } | undefined {
  const times = answers.filter(one => one.occurrence !== undefined);
  if (times.length === 0) return undefined;
  return { done: times.filter(one => one.status === 'done').length, answered: times.length };
}

/** Which actions an event answers; of what repeats also which time. */
function answeredIn(event: EventBody): readonly { readonly action: ActionId; readonly occurrence?: LocalDate }[] {
  switch (event.type) {
    case 'ActionDone':
      return [{ action: event.action }];
    case 'OccurrenceDone':
    case 'OccurrenceMissed':
      return [{ action: event.action, occurrence: event.occurrence ?? event.day }];
    case 'ActionReviewed':
      return bringsSomething(event.review) ? [{ action: event.review.action }] : [];
    case 'PreparationAnswered':
      return event.reviews.filter(bringsSomething).map(({ action }) => ({ action }));
    default:
      return [];
  }
}

/** Not done yet answers nothing of what was asked. */
function bringsSomething({ status }: Pick<ActionAnswer, 'status'>): boolean {
  return status !== 'notDone';
}

/**
 * What was found out goes to whom it was promised, once for each answer; to the chair when that person has no chat of their own. Nobody
 * is told what they found out themselves.
 */
export function answersBrought(
  events: readonly EventBody[],
  after: CaseState,
  conference: Conference,
): readonly Effect[] {
  return events.flatMap(answeredIn).flatMap(({ action: id, occurrence }): Effect[] => {
    const action = after.actions.find(one => one.id === id);
    if (action?.type !== 'information') return [];
    const person = promisedTo(action, after, conference);
    const { answers = [] } = action;
    const answer = answers.findLastIndex(one => one.occurrence === occurrence || occurrence === undefined);
    if (person === undefined || answer < 0) return [];
    return [{ kind: 'tellAnswer', lane: `person:${person}`, conference: conference.id, action: id, person, answer }];
  });
}

function promisedTo(action: Action, { conferences }: CaseState, conference: Conference): PersonId | undefined {
  if (action.reportTo === undefined) return undefined;
  const person = action.reportTo.person ?? (conferences.at(-1) ?? conference).chair;
  return person === action.owner.person ? undefined : person;
}
