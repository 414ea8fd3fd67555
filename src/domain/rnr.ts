import type { CaseState, Conference } from './case-state.ts';
import type { Concern } from './concerns.ts';
import type { Action } from './items.ts';
import { agreedLevelOf } from './levels.ts';
import { type Intensity, intensities, type RiskId, type RiskLevel } from './values.ts';

/** RNR as rules: Risk, Need, Responsivity (Andrews & Bonta 2010; the pilot report's words for a case conference). */

/**
 * Risk, the first principle of RNR: too light at a high risk or too heavy at a low one can do harm (Andrews & Bonta 2010). All
 * open interventions on a risk are judged together, by the heaviest of them; finding out is no intervention. Only risks that
 * this conference gave a level or an intervention are judged, so that nobody hears of what the table didn't speak about.
 */
export function intensityConcerns(state: CaseState, conference: Conference): Concern[] {
  return state.risks
    .filter(risk => isSpokenOf(state, conference, risk.id))
    .flatMap((risk): Concern[] => {
      const level = agreedLevelOf(state, conference, risk.id);
      const heaviest = heaviestIntervention(state, risk.id);
      const detail = level && heaviest && misfitOf(level, heaviest);
      return detail === undefined
        ? []
        : [{ code: 'rnr.intensity', item: risk.id, detail, values: { what: risk.what } }];
    });
}

function isSpokenOf(state: CaseState, conference: Conference, risk: RiskId): boolean {
  return (
    conference.agreedLevels[risk] !== undefined ||
    state.actions.some(action => action.conference === conference.id && isInterventionOn(action, risk))
  );
}

function misfitOf(level: RiskLevel, heaviest: Intensity): Concern['detail'] {
  if (level === 'veryHigh' && heaviest !== 'intensive') return 'light';
  if (level === 'high' && heaviest === 'light') return 'light';
  return level === 'low' && heaviest === 'intensive' ? 'heavy' : undefined;
}

/** The heaviest of the open interventions on a risk; undefined when there's none, or none with an intensity. */
function heaviestIntervention(state: CaseState, risk: RiskId): Intensity | undefined {
  const places = state.actions
    .filter(action => action.status === 'open' && isInterventionOn(action, risk))
    .flatMap(action => (action.intensity === undefined ? [] : [intensities.indexOf(action.intensity)]));
  return intensities[Math.max(...places, -1)];
}

/** A safety measure intervenes too. */
function isInterventionOn(action: Action, risk: RiskId): boolean {
  return action.type !== 'information' && action.risks.includes(risk);
}

/**
 * Need, the second principle of RNR: act on changeable factors. Coupling actions to them is what makes follow-up easy (pilot
 * report). A safety measure serves safety itself; naming a risk isn't enough, because a risk is what a factor leads to.
 */
export function hasNoFactor(action: Action): boolean {
  return action.factors.length === 0 && action.type !== 'safetyMeasure';
}

/**
 * Responsivity, the third principle of RNR: fit learning style, motivation, capacities, culture. Asked once for the person, not
 * for each action; a reason that was given in an earlier conference stands. Not in a spoed, which has ten minutes.
 */
export function fitConcern(state: CaseState, conference: Conference, agreed: readonly Action[]): Concern[] {
  const isAsked = !conference.urgent && agreed.some(action => action.type === 'intervention');
  const isKnown = state.considerations !== undefined || state.actions.some(action => action.fit !== undefined);
  return isAsked && !isKnown && !isSetAsideEarlier(state, conference) ? [{ code: 'rnr.fit' }] : [];
}

function isSetAsideEarlier(state: CaseState, conference: Conference): boolean {
  return state.warnings.some(
    warning =>
      warning.code === 'rnr.fit' && warning.conference !== conference.id && warning.overrideReason !== undefined,
  );
}
