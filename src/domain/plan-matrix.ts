import type { CaseState } from './case-state.ts';
import type { Action, Factor } from './items.ts';
import type { ActionId, FactorId, RiskId } from './values.ts';

/**
 * One row of risks × factors × actions: what is coupled to what (pilot report: "name risks and factors in every conference and
 * couple them to actions, with a matrix").
 */
export interface Coupled {
  /** Absent for a factor or an action that nobody coupled to a risk. */
  readonly risk?: RiskId;
  /** Absent for actions on the risk itself, and for a risk that nothing works on yet. */
  readonly factor?: FactorId;
  /** Open ones; empty when nothing is done about it. */
  readonly actions: readonly ActionId[];
}

/**
 * Risk after risk: its factors of the top three in their order, then other factors that are worked on, then actions on the risk
 * itself. Every risk has a row. Last what isn't coupled to a risk.
 * @param actions the open ones, in the order in which they are shown
 */
export function matrixOf(
  state: CaseState,
  topThree: readonly FactorId[],
  actions: readonly Action[],
): readonly Coupled[] {
  const factors = inOrder(state.factors, topThree).filter(
    ({ id }) => topThree.includes(id) || actions.some(action => action.factors.includes(id)),
  );
  const forRisks = state.risks.flatMap(({ id: risk }): Coupled[] => {
    const own = factors.filter(factor => factor.risks.includes(risk)).map(factor => ofFactor(factor, actions, risk));
    // An action that works on a factor stands beside that factor; here are those that work on the risk alone.
    const direct = idsOf(actions.filter(action => action.factors.length === 0 && action.risks.includes(risk)));
    return own.length === 0 || direct.length > 0 ? [...own, { risk, actions: direct }] : own;
  });
  const loose = factors.filter(factor => factor.risks.length === 0).map(factor => ofFactor(factor, actions));
  const rest = idsOf(actions.filter(action => action.factors.length === 0 && action.risks.length === 0));
  return [...forRisks, ...loose, ...(rest.length === 0 ? [] : [{ actions: rest }])];
}

function inOrder(factors: readonly Factor[], first: readonly FactorId[]): readonly Factor[] {
  const top = first.flatMap(id => factors.find(factor => factor.id === id) ?? []);
  return [...top, ...factors.filter(factor => !first.includes(factor.id))];
}

function ofFactor({ id: factor }: Factor, actions: readonly Action[], risk?: RiskId): Coupled {
  const own = idsOf(actions.filter(action => action.factors.includes(factor)));
  return { ...(risk !== undefined && { risk }), factor, actions: own };
}

function idsOf(actions: readonly Action[]): readonly ActionId[] {
  return actions.map(action => action.id);
}
