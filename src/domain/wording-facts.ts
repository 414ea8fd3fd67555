import type { CaseState, Conference } from './case-state.ts';
import { unknownsOf } from './counts.ts';
import type { Action } from './items.ts';
import { levelLine } from './levels.ts';
import { planOf } from './plan.ts';
import { safetyLine } from './safety-line.ts';
import { summaryOf } from './summary.ts';
import type { Due, LocalDate, PersonRef, RiskLevel, Score } from './values.ts';

/** What the record says of an item and no machine may write: a level, an owner, a day, a number, the reason for no action. */
export const wordingFields = ['level', 'owner', 'due', 'score', 'reason'] as const;
export type WordingField = (typeof wordingFields)[number];

/** What is the matter with an item, reckoned by rule. */
export type FactState = 'topThree' | 'uncovered' | 'withoutAction' | 'unknown' | 'overdue' | 'new' | 'changed';

/** One item of the record as whoever words a summary gets it: without owners, days, levels and numbers. */
export interface WordingFact {
  readonly id: string;
  readonly kind: 'subject' | 'risk' | 'factor' | 'protectiveFactor' | 'action';
  /** As it was typed. */
  readonly text: string;
  /** The items that it's coupled to. */
  readonly with: readonly string[];
  readonly states: readonly FactState[];
  /** What the record can fill in about it. */
  readonly fields: readonly WordingField[];
}

/** What fills the places in a sentence; absent when the record doesn't say. */
export interface WordingValues {
  readonly level?: RiskLevel;
  readonly owner?: PersonRef;
  readonly due?: Due;
  readonly score?: Score;
  readonly reason?: string;
}

/** A sentence that rests on these items. What the record fills in stands in it as `{A1.owner}`. */
export interface WordedSentence {
  readonly text: string;
  readonly ids: readonly string[];
}

/** More than anybody reads. */
const mostFacts = 40;

/**
 * What a summary needs and nothing else: people at risk by role, risks, the top three, what protects, open actions. In the order of
 * the rule-made table, which nobody's wording changes. Of blind rounds nothing is in it.
 */
export function wordingFacts(state: CaseState, conference: Conference, today: LocalDate): readonly WordingFact[] {
  const plan = planOf(state);
  const summary = summaryOf(state, conference, today);
  const unknown = new Set(unknownsOf(state, conference).map(({ id }) => id));
  const statesOf = (id: string): readonly FactState[] => [
    ...(plan.topThree.some(factor => factor.id === id) ? (['topThree'] as const) : []),
    ...(summary.uncovered.includes(id) ? (['uncovered'] as const) : []),
    ...(isLeft(id, plan.actions, conference) ? (['withoutAction'] as const) : []),
    ...(unknown.has(id) ? (['unknown'] as const) : []),
    ...(summary.overdue.includes(id) ? (['overdue'] as const) : []),
    ...summary.changes.flatMap(({ item, kind }) => (item.id === id && kind !== 'closed' ? [kind] : [])),
  ];
  const fact = (
    { id }: { readonly id: string },
    kind: WordingFact['kind'],
    text: string,
    coupled: readonly string[],
  ): WordingFact => {
    const values = wordingValues(state, conference, id);
    const fields = wordingFields.filter(field => values[field] !== undefined);
    return { id, kind, text, with: coupled, states: statesOf(id), fields };
  };
  const facts = [
    ...state.subjects.map(subject => fact(subject, 'subject', subject.name, [])),
    ...state.risks.map(risk => fact(risk, 'risk', risk.what, [])),
    ...plan.topThree.map(factor => fact(factor, 'factor', factor.what, factor.risks)),
    ...plan.protective.map(factor => fact(factor, 'protectiveFactor', factor.what, factor.risks)),
    ...plan.actions.map(action => fact(action, 'action', action.what, [...action.risks, ...action.factors])),
  ];
  return facts.slice(0, mostFacts);
}

/** The chair said why nothing is done about it. */
function isLeft(id: string, actions: readonly Action[], { withoutAction }: Conference): boolean {
  return withoutAction[id] !== undefined && !actions.some(action => action.factors.includes(id));
}

/** What the record says now of that item. */
export function wordingValues(state: CaseState, conference: Conference, id: string): WordingValues {
  const until = { ...state, conferences: state.conferences.filter(one => one.number <= conference.number) };
  if (state.risks.some(risk => risk.id === id)) {
    const level = levelLine(until, id).at(-1)?.level;
    return level === undefined ? {} : { level };
  }
  if (state.subjects.some(subject => subject.id === id)) {
    const score = safetyLine(until, id).at(-1);
    return score === undefined ? {} : { score };
  }
  const action = state.actions.find(one => one.id === id);
  if (action !== undefined) return { owner: action.owner, due: action.due };
  const reason = conference.withoutAction[id];
  return reason === undefined ? {} : { reason };
}

/**
 * Everything that sentences about these items rest on, to see later whether it still holds. Undefined when one of them is gone.
 */
export function basisOf(state: CaseState, conference: Conference, ids: readonly string[]): string | undefined {
  const items = [...state.subjects, ...state.risks, ...state.factors, ...state.actions];
  const found = [...new Set(ids)].toSorted().map(id => {
    const item = items.find(one => one.id === id);
    if (item === undefined) return undefined;
    const said = 'what' in item ? item.what : item.name;
    const { level, score, owner, due, reason } = wordingValues(state, conference, id);
    return [id, said, level, score, owner?.name, owner?.organisation, due, reason, 'status' in item ? item.status : ''];
  });
  return found.includes(undefined) ? undefined : JSON.stringify(found);
}
