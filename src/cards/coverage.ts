import type { CaseState, Conference } from '../domain/case-state.ts';
import { uncoveredFactors } from '../domain/counts.ts';
import type { FactorId } from '../domain/values.ts';
import type { ViewData } from './expand.ts';
import { type FormViewBuilder, filledIn, type Tools, tableOf, typed } from './frame.ts';

/** What is planned on a factor: the ids of its open actions. */
export function openActionsOn(state: CaseState, factor: FactorId): readonly string[] {
  return state.actions
    .filter(action => action.status === 'open' && action.factors.includes(factor))
    .map(action => action.id);
}

/**
 * The top three with what is planned on each: covered ones as a line, the others with a field for the reason why nothing is
 * planned. `uncovered`: how many still refuse closing.
 */
export function coverageOf(view: Parameters<FormViewBuilder>[0], tools: Tools): ViewData & { uncovered: number } {
  const { state, conference } = tableOf(view);
  const topThree = conference.topThree?.factors ?? [];
  const withActions = topThree.filter(id => openActionsOn(state, id).length > 0);
  const without = topThree.filter(id => !withActions.includes(id));
  return {
    covered: withActions.map(id => ({
      id,
      what: whatOf(state, id, tools),
      actions: openActionsOn(state, id).slice(0, 6).join(', '),
    })),
    open: without.map(id => reasonInput(view, tools, conference, { id, what: whatOf(state, id, tools) })),
    record: without.length === 0 ? [] : [{}],
    uncovered: uncoveredFactors(state, conference).length,
  };
}

function reasonInput(
  view: Parameters<FormViewBuilder>[0],
  tools: Tools,
  conference: Conference,
  factor: { id: FactorId; what: string },
): ViewData {
  const reason = `reason:${factor.id}` as const;
  const v = filledIn(view, tools, [reason], { [reason]: conference.withoutAction[factor.id] });
  return { ...factor, label: tools.words.t('withoutAction.label', { item: factor.id }), reason: v[reason] ?? '' };
}

function whatOf(state: CaseState, id: FactorId, tools: Tools): string {
  return typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools);
}
