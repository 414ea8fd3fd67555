import type { CaseState, Conference } from './case-state.ts';
import type { WarningCode } from './items.ts';
import { fitConcern, intensityConcerns } from './rnr.ts';
import { notSafeAgain } from './safety-line.ts';
import { actionConcerns, overdueConcerns } from './smart.ts';
import type { LocalDate } from './values.ts';

/** A warning that holds now. `detail` picks the words (`light`, `heavy`); `values` fill them. */
export interface Concern {
  readonly code: WarningCode;
  readonly item?: string;
  readonly detail?: 'light' | 'heavy';
  readonly values?: Readonly<Record<string, string>>;
}

/**
 * Everything that the rules say about this conference, in a fixed order. Of the actions it agreed on all are looked at, done or
 * not: the minutes hold them all.
 */
export function concernsOf(state: CaseState, conference: Conference, today: LocalDate): readonly Concern[] {
  const agreed = state.actions.filter(action => action.conference === conference.id);
  return [
    ...intensityConcerns(state, conference),
    ...agreed.flatMap(action => actionConcerns(conference, action)),
    ...overdueConcerns(state, conference, today),
    ...fitConcern(state, conference, agreed),
    ...scaleUpConcerns(state, conference),
    ...directionConcern(conference),
  ];
}

/** Under 6 again: if investing doesn't help, scale up (vision paper on phased work). Gone when the chair answered. */
function scaleUpConcerns(state: CaseState, conference: Conference): Concern[] {
  return notSafeAgain(state, conference)
    .filter(subject => conference.scalingUp[subject.id] === undefined)
    .map(subject => ({ code: 'safety.scaleUp', item: subject.id, values: { name: subject.name } }));
}

/**
 * Who directs the case is asked in every conference (evaluation report); said at the closing, when it's still open. In a spoed
 * the question is who follows until when.
 */
function directionConcern(conference: Conference): Concern[] {
  const isOpen = conference.caseDirector === undefined && conference.caseDirectorReason === undefined;
  const isEnding = conference.phase === 'closing' || conference.closed !== undefined;
  return isOpen && isEnding && !conference.urgent ? [{ code: 'direction' }] : [];
}
