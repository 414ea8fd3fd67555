import type { CaseState, Conference } from './case-state.ts';
import { uncoveredFactors } from './counts.ts';
import type { Action } from './items.ts';
import { planOf } from './plan.ts';
import type { Change } from './plan-changes.ts';
import { risksWithoutMeasure } from './urgent.ts';
import type { ActionId, FactorId, LocalDate, RiskId } from './values.ts';
import { dayOf } from './working-days.ts';

/** One row of what is coupled to what. An action stands in one row, with all its risks and factors. */
export interface SummaryRow {
  /** Empty for an action that nobody coupled to a risk. */
  readonly risks: readonly RiskId[];
  readonly factors: readonly FactorId[];
  /** Absent when nothing is done about it. */
  readonly action?: ActionId;
}

/** What a summary has to say besides what stands in the record by itself: reckoned here, said nowhere by a machine. */
export interface Summary {
  /** Top three first, then other actions, last the risks that nothing above touches (pilot report: couple actions to risks). */
  readonly rows: readonly SummaryRow[];
  /** Top-three factors, or in a spoed risks, that have neither an action nor a reason. */
  readonly uncovered: readonly (FactorId | RiskId)[];
  /** Open actions whose day is over. */
  readonly overdue: readonly ActionId[];
  /** Since the conference before; empty in a first one. */
  readonly changes: readonly Change[];
}

/**
 * The case as this conference sees it, by rule. Of blind rounds nothing is in it, only what was agreed. Pure.
 * @param today absent where the day doesn't count: then nothing is overdue
 */
export function summaryOf(state: CaseState, conference: Conference, today?: LocalDate): Summary {
  const isOverdue = ({ due }: Action) => today !== undefined && dayOf(due) < today;
  const { actions, changes } = planOf(state);
  return {
    rows: rowsOf(state, conference, actions),
    uncovered: conference.urgent ? risksWithoutMeasure(state, conference) : uncoveredFactors(state, conference),
    overdue: actions.filter(isOverdue).map(({ id }) => id),
    changes,
  };
}

function rowsOf(state: CaseState, conference: Conference, actions: readonly Action[]): readonly SummaryRow[] {
  const topThree = topThreeOf(state, conference);
  const placed = new Set<ActionId>();
  const rowOf = (action: Action): SummaryRow => {
    placed.add(action.id);
    return {
      risks: risksOf(state, action.risks, action.factors),
      factors: inOrder(action.factors, topThree),
      action: action.id,
    };
  };
  const ofTopThree = topThree.flatMap((factor): SummaryRow[] => {
    const own = actions.filter(action => action.factors.includes(factor));
    if (own.length === 0) return [{ risks: risksOf(state, [], [factor]), factors: [factor] }];
    return own.filter(({ id }) => !placed.has(id)).map(rowOf);
  });
  const others = actions.filter(({ id }) => !placed.has(id)).map(rowOf);
  const rows = [...ofTopThree, ...others];
  const untouched = state.risks.filter(({ id }) => !rows.some(({ risks }) => risks.includes(id)));
  return [...rows, ...untouched.map(({ id }) => ({ risks: [id], factors: [] }))];
}

/** Of this conference, else of the one before: until a new top three is decided the last one stands. */
function topThreeOf({ conferences }: CaseState, { number }: Conference): readonly FactorId[] {
  const until = conferences.filter(one => one.number <= number);
  return until.findLast(one => one.topThree !== undefined)?.topThree?.factors ?? [];
}

function risksOf(state: CaseState, own: readonly RiskId[], factors: readonly FactorId[]): readonly RiskId[] {
  const named = own.length > 0 ? own : state.factors.filter(({ id }) => factors.includes(id)).flatMap(one => one.risks);
  return state.risks.map(({ id }) => id).filter(id => named.includes(id));
}

function inOrder(factors: readonly FactorId[], first: readonly FactorId[]): readonly FactorId[] {
  return [...first.filter(id => factors.includes(id)), ...factors.filter(id => !first.includes(id))];
}
