import type { CaseState, Direction } from './case-state.ts';
import { openDirection } from './direction.ts';
import type { Action, Factor, Risk, Scenario, Signal, Subject } from './items.ts';
import { type Change, changesOf } from './plan-changes.ts';
import { type Coupled, matrixOf } from './plan-matrix.ts';
import { isStable } from './safety-line.ts';
import { signalsSince } from './signals.ts';
import type { FactorId, RiskLevel, Score } from './values.ts';
import { byDue } from './working-days.ts';

/**
 * The risk-management plan: the living state of a case across conferences. Minutes that don't hold the coupling of risks, factors
 * and actions leave partners without a glance at what is current (pilot report); this is that glance.
 */
export interface Plan {
  /** Number of the conference that was opened last, open or closed; 0 before the first. */
  readonly conference: number;
  readonly risks: readonly PlannedRisk[];
  /** Of the last top three that was decided, in order. */
  readonly topThree: readonly Factor[];
  readonly otherFactors: readonly Factor[];
  readonly protective: readonly Factor[];
  /** Open ones, safety measures first, then by due date. */
  readonly actions: readonly Action[];
  readonly subjects: readonly PlannedSubject[];
  readonly scenarios: readonly Scenario[];
  /** Since last time, the oldest first. */
  readonly signals: readonly Signal[];
  /** What is done about it that nobody directs the case; absent when somebody does. */
  readonly direction?: Direction;
  readonly matrix: readonly Coupled[];
  readonly changes: readonly Change[];
}

/** What one conference agreed on. */
export interface Agreed<Value> {
  /** The number of that conference. */
  readonly conference: number;
  readonly value: Value;
}

export interface PlannedRisk {
  readonly risk: Risk;
  /** Oldest first; conferences that agreed on nothing are absent. The last one is the level of now. */
  readonly course: readonly Agreed<RiskLevel>[];
}

export interface PlannedSubject {
  readonly subject: Subject;
  /** Oldest first; conferences that agreed on no number are absent. */
  readonly line: readonly Agreed<Score>[];
  readonly stable: boolean;
}

/**
 * The plan of a case as it stands, in the middle of a conference too: of blind rounds nothing is in it, only what was agreed. Pure.
 */
export function planOf(state: CaseState): Plan {
  const topThree = topThreeOf(state);
  const actions = openActions(state);
  const direction = openDirection(state);
  return {
    conference: state.conferences.at(-1)?.number ?? 0,
    risks: state.risks.map(risk => ({ risk, course: agreedOn(state, one => one.agreedLevels[risk.id]?.level) })),
    topThree: topThree.flatMap(id => state.factors.find(factor => factor.id === id) ?? []),
    otherFactors: state.factors.filter(factor => factor.kind !== 'protective' && !topThree.includes(factor.id)),
    protective: state.factors.filter(factor => factor.kind === 'protective'),
    actions,
    subjects: state.subjects.map(subject => {
      const line = agreedOn(state, one => one.agreedScores[subject.id]?.score);
      return { subject, line, stable: isStable(line.map(one => one.value)) };
    }),
    scenarios: state.scenarios,
    signals: signalsSince(state),
    ...(direction !== undefined && { direction }),
    matrix: matrixOf(state, topThree, actions),
    changes: changesOf(state),
  };
}

/** Safety measures first, then by due date; of one day in the order in which they were agreed. */
function openActions(state: CaseState): readonly Action[] {
  return state.actions.filter(action => action.status === 'open').toSorted(bySafetyThenDue);
}

/** The top three that was decided last: a conference that decided on none leaves it as it was. */
function topThreeOf({ conferences }: Pick<CaseState, 'conferences'>): readonly FactorId[] {
  return conferences.findLast(one => one.topThree !== undefined)?.topThree?.factors ?? [];
}

function agreedOn<Value>(
  { conferences }: CaseState,
  valueIn: (conference: CaseState['conferences'][number]) => Value | undefined,
): readonly Agreed<Value>[] {
  return conferences.flatMap(conference => {
    const value = valueIn(conference);
    return value === undefined ? [] : [{ conference: conference.number, value }];
  });
}

function bySafetyThenDue(one: Action, other: Action): number {
  const first = Number(other.type === 'safetyMeasure') - Number(one.type === 'safetyMeasure');
  return first !== 0 ? first : byDue(one.due, other.due);
}
