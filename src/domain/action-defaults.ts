import { isUnderSix } from './agenda.ts';
import type { CaseState, Conference } from './case-state.ts';
import { leadsTheTable } from './decision.ts';
import type { Action } from './items.ts';
import { agreedLevelOf } from './levels.ts';
import { risksAtHand } from './urgent.ts';
import {
  type ActionType,
  type Due,
  type FactorId,
  type Horizon,
  type Intensity,
  type LocalDate,
  type PersonId,
  type PersonRef,
  type RiskId,
  riskLevels,
} from './values.ts';
import { addDays, dayOf } from './working-days.ts';

/** What an action is when nobody says so: most of its form may stay empty. */

/** Up to six weeks is "kort". */
const shortHorizonDays = 42;

/** @param agreedOn the day on which the action was agreed */
export function usualHorizon(due: Due, agreedOn: LocalDate): Horizon {
  return dayOf(due) <= addDays(agreedOn, shortHorizonDays) ? 'short' : 'long';
}

/** While somebody isn't directly safe, and in a spoed, what is agreed is a measure. */
export function usualType(conference: Conference): ActionType {
  return isUnderSix(conference) || conference.urgent ? 'safetyMeasure' : 'intervention';
}

/** The risks that these factors belong to, in the order of the case. */
export function risksOf(state: CaseState, factors: readonly FactorId[]): readonly RiskId[] {
  return inOrder(
    state,
    state.factors.filter(factor => factors.includes(factor.id)).flatMap(factor => factor.risks),
  );
}

/** The risks of its factors and those that were named besides, in the order of the case. */
export function risksWith(state: CaseState, factors: readonly FactorId[], named: readonly RiskId[]): readonly RiskId[] {
  return inOrder(state, [...risksOf(state, factors), ...named]);
}

function inOrder(state: CaseState, risks: readonly RiskId[]): readonly RiskId[] {
  const touched = new Set(risks);
  return state.risks.map(risk => risk.id).filter(id => touched.has(id));
}

/** In a spoed there are no factors: a measure is about the risks at hand. */
export function usualRisks(state: CaseState, conference: Conference, factors: readonly FactorId[]): readonly RiskId[] {
  return conference.urgent && factors.length === 0 ? risksAtHand(state, conference) : [];
}

/** RNR, the principle of risk: intensity follows the agreed level. Finding out has no intensity. */
export function proposedIntensity(
  state: CaseState,
  conference: Conference,
  { type, risks }: Pick<Action, 'type' | 'risks'>,
): Intensity | undefined {
  if (type === 'information') return undefined;
  const levels = risks.flatMap(risk => agreedLevelOf(state, conference, risk) ?? []);
  const highest = Math.max(-1, ...levels.map(level => riskLevels.indexOf(level)));
  return ([undefined, 'light', 'medium', 'intensive', 'intensive'] as const)[highest + 1];
}

/** What was said last about what fits this person, as the default for the next action; else what to take into account. */
export function lastFit(state: CaseState): string | undefined {
  return state.actions.findLast(action => action.fit !== undefined)?.fit ?? state.considerations?.text;
}

/**
 * Somebody who isn't here can't promise: an owner who isn't at the table must accept (evaluation report).
 * @param present somebody who is here besides those who joined
 */
export function acceptanceOf(conference: Conference, { person }: PersonRef, present?: PersonId): 'asked' | undefined {
  if (person === undefined) return 'asked';
  const isHere =
    person === present ||
    leadsTheTable(conference, person) ||
    conference.attendees.some(attendee => attendee.person === person);
  return isHere ? undefined : 'asked';
}
