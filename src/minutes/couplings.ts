import type { Minutes } from '../domain/minutes-data.ts';
import type { RiskId, SubjectId } from '../domain/values.ts';
import { isFromEarlier, isInformationOnly, isUnderSix } from './what-it-was.ts';

type Agreed = Minutes['actions'][number];
type Carried = Minutes['lookBack'][number];
type Factor = Minutes['factors'][number];
type Risk = Minutes['risks'][number];

/** What the first table says of an action, of this conference or still running from an earlier one. */
export type RunningAction = Pick<Agreed, 'id' | 'type' | 'what' | 'owner' | 'due' | 'factors' | 'risks' | 'subjects'> &
  Partial<Pick<Agreed, 'effect' | 'every' | 'mandate' | 'mandateBy' | 'acceptance'>> & { readonly carried: boolean };

/** One row of the table that a reader sees first: what is coupled to what. */
export interface Coupling {
  readonly risks: readonly Risk[];
  /** Whose safety it's about, when it's about safety itself. */
  readonly subjects: readonly SubjectId[];
  readonly factors: readonly Factor[];
  readonly action?: RunningAction;
}

/**
 * Every action once, every factor of the top three, every risk. In the order of the top three by the highest factor of a row,
 * actions before "geen actie"; then actions for other factors, actions without a factor, and last the risks that nothing above
 * touches. While somebody is under 6 the measures for safety come before all that.
 */
export function couplingsOf(minutes: Minutes): readonly Coupling[] {
  const { topThree } = minutes;
  const running = runningActions(minutes);
  const forActions = running.map(action => couplingOf(action, minutes));
  const uncovered = topThree.factors
    .filter(id => !running.some(action => action.factors.includes(id)))
    .flatMap(id => minutes.factors.filter(factor => factor.id === id))
    .map(factor => ({ risks: risksOf(minutes, factor.risks), subjects: [], factors: [factor] }));

  const isSafety = (row: Coupling) => row.action?.type === 'safetyMeasure' && row.factors.length === 0;
  const withFactor = forActions.filter(row => row.factors.length > 0);
  const forRisks = [...withFactor, ...uncovered].sort((a, b) => compare(rankOf(minutes, a), rankOf(minutes, b)));
  const forSafety = forActions.filter(isSafety);
  const others = forActions.filter(row => row.factors.length === 0 && !isSafety(row));
  const rows = isUnderSix(minutes) ? [...forSafety, ...forRisks, ...others] : [...forRisks, ...forSafety, ...others];
  return [...rows, ...untouched(minutes, rows)];
}

/** Agreed now, or open from before and neither done nor overtaken. */
function runningActions(minutes: Minutes): readonly RunningAction[] {
  const carried = minutes.lookBack.filter(({ status }) => status !== 'done' && status !== 'notPossible');
  return [
    ...minutes.actions.map(action => ({ ...action, carried: false })),
    ...carried.map(({ action: id, ...said }: Carried) => ({ ...said, id, carried: true })),
  ];
}

function couplingOf(action: RunningAction, minutes: Minutes): Coupling {
  const factors = minutes.factors
    .filter(factor => action.factors.includes(factor.id))
    .map(factor => ({ risks: [], subjects: [], factors: [factor] }))
    .sort((a, b) => compare(rankOf(minutes, a), rankOf(minutes, b)))
    .flatMap(row => row.factors);
  const risks = risksOf(minutes, action.risks.length > 0 ? action.risks : factors.flatMap(factor => factor.risks));
  return { risks, factors, action, subjects: subjectsOf(action, risks, minutes) };
}

/** A measure for nobody in particular is for everybody at risk. */
function subjectsOf(action: RunningAction, risks: readonly Risk[], minutes: Minutes): readonly SubjectId[] {
  if (action.type !== 'safetyMeasure') return [];
  if (action.subjects.length > 0 || risks.length > 0) return action.subjects;
  return minutes.subjects.map(({ id }) => id);
}

/** Risks without a row yet. A spoed, or a conference about safety only, didn't come to those of earlier. */
function untouched(minutes: Minutes, rows: readonly Coupling[]): readonly Coupling[] {
  const touched = new Set(rows.flatMap(row => row.risks));
  const isNarrow = minutes.conference.urgent || isUnderSix(minutes);
  const left = minutes.risks.filter(risk => !touched.has(risk) && !(isNarrow && isFromEarlier(risk)));
  // Where nothing was voted on, the factors themselves are what was shared.
  const shared = isInformationOnly(minutes) ? minutes.factors.filter(({ kind }) => kind === 'dynamic') : [];
  const forRisks = left.map(risk => ({
    risks: [risk],
    subjects: [],
    factors: shared.filter(factor => factor.risks.includes(risk.id)),
  }));
  const withoutRisk = shared.filter(factor => factor.risks.length === 0);
  return withoutRisk.length === 0 ? forRisks : [...forRisks, { risks: [], subjects: [], factors: withoutRisk }];
}

function risksOf(minutes: Minutes, ids: readonly RiskId[]): readonly Risk[] {
  return minutes.risks.filter(risk => ids.includes(risk.id));
}

function rankOf({ topThree }: Minutes, { factors }: Coupling): number {
  const places = factors.map(factor => topThree.factors.indexOf(factor.id)).filter(at => at >= 0);
  return Math.min(Number.POSITIVE_INFINITY, ...places);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
