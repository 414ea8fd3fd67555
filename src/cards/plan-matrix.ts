import type { CaseState } from '../domain/case-state.ts';
import type { Plan } from '../domain/plan.ts';
import type { Coupled } from '../domain/plan-matrix.ts';
import type { FactorId, RiskId } from '../domain/values.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows } from './lists.ts';
import { forNarrowCell } from './narrow-cells.ts';

/** Cells are narrow; what is longer stands in full in the lists above. */
const cellText = 60;

/**
 * Risks × factors × actions as rows of a table, and the same as lines for clients without tables. An item has its words the first
 * time and its number after that. No rows without risks and actions.
 */
export function matrixView(state: CaseState, plan: Plan, tools: Tools): readonly ViewData[] {
  const { shown, more } = firstRows(plan.matrix, tools);
  if (shown.length === 0) return [];
  const named = new Set<string>();
  const once = (id: string, words: string) => {
    if (named.has(id)) return id;
    named.add(id);
    const room = { ...tools.room, text: Math.min(tools.room.text, cellText) };
    return `${id} ${typed(words, { ...tools, room })}`;
  };
  const rows = shown.map((row): ViewData => {
    const actions = row.actions.map(id => once(id, plan.actions.find(action => action.id === id)?.what ?? ''));
    const cells = {
      risk: row.risk === undefined ? none : forNarrowCell(riskCell(row.risk, plan, tools, once)),
      factor: row.factor === undefined ? none : forNarrowCell(factorCell(row.factor, state, plan, tools, once)),
      action: forNarrowCell(actions.length > 0 ? actions.join(' · ') : nothing(row, state, tools, named)),
    };
    return {
      ...cells,
      line: Object.values(cells)
        .filter(cell => cell !== none)
        .join(' → '),
    };
  });
  return [{ rows, more }];
}

const none = '–';

type Once = (id: string, words: string) => string;

/** "R1 Brandstichting (hoog)". */
function riskCell(id: RiskId, plan: Plan, { words }: Tools, once: Once): string {
  const found = plan.risks.find(({ risk }) => risk.id === id);
  const level = found?.course.at(-1)?.value;
  const text = once(id, found?.risk.what ?? '');
  return level === undefined ? text : `${text} (${words.t(`level.${level}`).toLowerCase()})`;
}

/** "F1 Geen dagbesteding (top drie)". */
function factorCell(id: FactorId, state: CaseState, plan: Plan, { words }: Tools, once: Once): string {
  const text = once(id, state.factors.find(factor => factor.id === id)?.what ?? '');
  return plan.topThree.some(factor => factor.id === id) ? `${text} (${words.t('board.topThree').toLowerCase()})` : text;
}

/** "geen actie", the first time with the reason that the chair gave in the last conference that gave one. */
function nothing({ factor }: Coupled, state: CaseState, tools: Tools, named: Set<string>): string {
  const words = tools.words.t('plan.noAction');
  if (factor === undefined || named.has(`${factor}:reason`)) return words;
  named.add(`${factor}:reason`);
  const reason = state.conferences.map(one => one.withoutAction[factor]).findLast(said => said !== undefined);
  return reason === undefined ? words : `${words}: ${typed(reason, tools)}`;
}
