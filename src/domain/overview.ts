import type { ApproachName } from './approaches.ts';
import type { CaseState } from './case-state.ts';
import { directorOf, openDirection } from './direction.ts';
import { safetyLine } from './safety-line.ts';
import {
  type ActionId,
  type CaseCode,
  type ConferenceId,
  type DirectionStepName,
  type Due,
  directSafety,
  type LocalDate,
  type PersonId,
  type ProcessPhase,
} from './values.ts';
import { byDue } from './working-days.ts';

/** What is read of many cases at once is kept beside their events, so that nobody has to fold five hundred cases for one card. */

/** One more for every change in what is kept; what was kept in an earlier form is made anew. */
export const projectionForm = 1;

/** One case for the overview of the house: numbers, days and codes, nothing that was typed. */
export interface CaseOverview {
  readonly case: CaseCode;
  readonly approach: ApproachName;
  readonly processPhase: ProcessPhase;
  /** Opened so far. */
  readonly conferences: number;
  /** Is one running now? */
  readonly running: boolean;
  /** Of the last conference that was closed; absent while the next one is running. */
  readonly nextDate?: LocalDate;
  /** Of every open action, the earliest first; which of them are overdue depends on the day of reading. */
  readonly dues: readonly Due[];
  /** Persons at risk whose last agreed number is under 6. */
  readonly underSix: number;
  readonly hasDirector: boolean;
  /** The step that the escalation of case direction is in; absent while there's none. */
  readonly escalation?: DirectionStepName;
  /** The case was closed, and is kept until that day. */
  readonly retentionUntil?: LocalDate;
}

/** An action that somebody in a chat of ours still has to do. */
export interface OwnedAction {
  readonly action: ActionId;
  readonly owner: PersonId;
  readonly due: Due;
  /** The conference that its owner answers it in: the newest, which has the chair and the chat of now. */
  readonly conference: ConferenceId;
}

export interface Projection {
  readonly overview: CaseOverview;
  readonly openActions: readonly OwnedAction[];
}

export function projectionOf(state: CaseState): Projection {
  return { overview: overviewOf(state), openActions: openActionsOf(state) };
}

/** What has to be kept anew; undefined when nothing of it changed, as with most presses. */
export function changedProjection(before: CaseState | undefined, after: CaseState): Projection | undefined {
  const now = projectionOf(after);
  return before !== undefined && JSON.stringify(projectionOf(before)) === JSON.stringify(now) ? undefined : now;
}

export function overviewOf(state: CaseState): CaseOverview {
  const last = state.conferences.at(-1);
  const nextDate = last?.closed?.nextDate;
  const escalation = openDirection(state);
  return {
    case: state.code,
    approach: state.approach,
    processPhase: state.processPhase,
    conferences: state.conferences.length,
    running: last !== undefined && last.closed === undefined,
    ...(nextDate !== undefined && { nextDate }),
    dues: state.actions
      .filter(action => action.status === 'open')
      .map(action => action.due)
      .toSorted(byDue),
    underSix: state.subjects.filter(({ id }) => (safetyLine(state, id).at(-1) ?? directSafety) < directSafety).length,
    hasDirector: directorOf(state) !== undefined,
    ...(escalation !== undefined && { escalation: escalation.steps.at(-1)?.step ?? 'report' }),
    ...(state.ended !== undefined && { retentionUntil: state.ended.retentionUntil }),
  };
}

/** Those whose owner can be written to; of somebody outside the chat nobody can ask for a list. A closed case asks nothing. */
export function openActionsOf(state: CaseState): readonly OwnedAction[] {
  const conference = state.conferences.at(-1)?.id;
  if (conference === undefined || state.ended !== undefined) return [];
  return state.actions.flatMap(({ id, status, owner, due }) =>
    status === 'open' && owner.person !== undefined ? [{ action: id, owner: owner.person, due, conference }] : [],
  );
}
