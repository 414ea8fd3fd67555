import type { CaseState, Conference } from '../domain/case-state.ts';
import { uncoveredFactors } from '../domain/counts.ts';
import type { Subject } from '../domain/items.ts';
import { safetyLine, unsafeWithoutMeasure } from '../domain/safety-line.ts';
import { risksAtHand, risksWithoutMeasure } from '../domain/urgent.ts';
import { directSafety, type FactorId, type RiskId, type SubjectId } from '../domain/values.ts';
import type { FormView } from '../ports/card-renderer.ts';
import type { ViewData } from './expand.ts';
import { type FormViewBuilder, filledIn, type Tools, tableOf, typed } from './frame.ts';
import type { WordKey } from './words.ts';

/** What is planned on a factor: the ids of its open actions. */
export function openActionsOn(state: CaseState, factor: FactorId): readonly string[] {
  return state.actions
    .filter(action => action.status === 'open' && action.factors.includes(factor))
    .map(action => action.id);
}

/** The ids of the open safety measures for somebody; one that names nobody is for everybody. */
export function measuresFor(state: CaseState, subject: SubjectId): readonly string[] {
  return state.actions
    .filter(action => action.type === 'safetyMeasure' && action.status === 'open')
    .filter(action => action.subjects.length === 0 || action.subjects.includes(subject))
    .map(action => action.id);
}

/** The ids of the open measures on a risk that have a clock time. */
export function timedMeasuresOn(state: CaseState, risk: RiskId): readonly string[] {
  return state.actions
    .filter(action => action.status === 'open' && action.due.includes('T') && action.risks.includes(risk))
    .map(action => action.id);
}

/** People who aren't safe by what was agreed last. */
export function unsafeSubjects(state: CaseState): readonly Subject[] {
  return state.subjects.filter(({ id }) => (safetyLine(state, id).at(-1) ?? directSafety) < directSafety);
}

/**
 * What closing asks for, with what is planned on each: people who aren't safe, in a spoed the risks, else the top three. Covered
 * ones are a line; a factor without an action has a field for the reason; what nothing can be said about instead is `missing`.
 * `uncovered`: how many factors still refuse closing.
 */
export function coverageOf(
  view: FormView,
  tools: Tools,
): ViewData & { uncovered: number; missing: readonly ViewData[] } {
  const { state, conference } = tableOf(view);
  const topThree = conference.urgent ? [] : (conference.topThree?.factors ?? []);
  const withActions = topThree.filter(id => openActionsOn(state, id).length > 0);
  const without = topThree.filter(id => !withActions.includes(id));
  return {
    covered: [...safeguards(view, tools), ...withActions.map(id => coveredFactor(state, id, tools))],
    missing: missingMeasures(view, tools),
    open: without.map(id => reasonInput(view, tools, conference, { id, what: whatOf(state, id, tools) })),
    record: without.length === 0 ? [] : [{}],
    uncovered: conference.urgent ? 0 : uncoveredFactors(state, conference).length,
  };
}

/** People who aren't safe with their measures, and in a spoed the risks with theirs. */
function safeguards(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const risks = state.risks.filter(({ id }) => conference.urgent && risksAtHand(state, conference).includes(id));
  return [
    ...unsafeSubjects(state).map(({ id, name }) => ({ id, what: typed(name, tools), on: measuresFor(state, id) })),
    ...risks.map(({ id, what }) => ({ id, what: typed(what, tools), on: timedMeasuresOn(state, id) })),
  ]
    .filter(({ on }) => on.length > 0)
    .slice(0, tools.room.rows)
    .map(({ id, what, on }) => ({ id, what, actions: on.slice(0, 6).join(', ') }));
}

function missingMeasures(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const line = (id: string, what: string, why: WordKey) => ({
    id,
    what: typed(what, tools),
    why: tools.words.t(why),
  });
  const risks = conference.urgent ? risksWithoutMeasure(state, conference) : [];
  return [
    ...unsafeWithoutMeasure(state).map(({ id, name }) => line(id, name, 'close.noMeasure')),
    ...state.risks.filter(({ id }) => risks.includes(id)).map(({ id, what }) => line(id, what, 'close.noTimedMeasure')),
  ].slice(0, tools.room.rows);
}

function coveredFactor(state: CaseState, id: FactorId, tools: Tools): ViewData {
  return { id, what: whatOf(state, id, tools), actions: openActionsOn(state, id).slice(0, 6).join(', ') };
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
