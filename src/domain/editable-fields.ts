import type { CaseState } from './case-state.ts';
import type { PersonChoice } from './commands.ts';
import type { Action, Factor, Risk, Scenario, Subject } from './items.ts';
import type { FactorKind, ItemId, ScenarioKind } from './values.ts';

/** What may be mended of an item of each kind, and finding it. */

type RiskFields = Pick<Risk, 'what' | 'severity' | 'triggers' | 'affected' | 'whereWhen' | 'mark'>;
type FactorFields = Pick<
  Factor,
  | 'what'
  | 'kind'
  | 'assessable'
  | 'domain'
  | 'centralEight'
  | 'source'
  | 'instrument'
  | 'instrumentDate'
  | 'risks'
  | 'mark'
>;
type ActionFields = Pick<
  Action,
  | 'what'
  | 'owner'
  | 'due'
  | 'factors'
  | 'type'
  | 'horizon'
  | 'intensity'
  | 'fit'
  | 'effect'
  | 'every'
  | 'reportTo'
  | 'mandate'
  | 'mandateBy'
  | 'framework'
  | 'risks'
  | 'subjects'
>;
type ScenarioFields = Pick<Scenario, 'signals' | 'response' | 'who' | 'kind' | 'byWhen' | 'actions'>;
type SubjectFields = Pick<Subject, 'name'>;

/** What an event says that changed: the fields of one kind of item. */
export type ItemChanges = Partial<
  RiskFields & Omit<FactorFields, 'kind'> & ActionFields & Omit<ScenarioFields, 'kind'> & SubjectFields
> & { readonly kind?: FactorKind | ScenarioKind };
/** The same as people give it: somebody is still a choice. */
export type EditableFields = Omit<ItemChanges, 'owner' | 'reportTo' | 'who'> & {
  readonly owner?: PersonChoice;
  readonly reportTo?: PersonChoice;
  readonly who?: PersonChoice;
};

/** The fields of each kind of item, by the letter of its number. */
export const fieldsOf: Readonly<Record<string, ReadonlySet<string>>> = {
  R: new Set(['what', 'severity', 'triggers', 'affected', 'whereWhen', 'mark']),
  F: new Set([
    'what',
    'kind',
    'assessable',
    'domain',
    'centralEight',
    'source',
    'instrument',
    'instrumentDate',
    'risks',
    'mark',
  ]),
  A: new Set([
    'what',
    'owner',
    'due',
    'factors',
    'type',
    'horizon',
    'intensity',
    'fit',
    'effect',
    'every',
    'reportTo',
    'mandate',
    'mandateBy',
    'framework',
    'risks',
    'subjects',
  ]),
  S: new Set(['signals', 'response', 'who', 'kind', 'byWhen', 'actions']),
  P: new Set(['name']),
};

export type Item = Risk | Factor | Action | Scenario | Subject;

/** Every item of a case, in the order of the method; withdrawn ones are gone. */
export function itemsOf(state: CaseState): readonly Item[] {
  return [...state.subjects, ...state.risks, ...state.factors, ...state.actions, ...state.scenarios];
}

/** The item with that number. */
export function findItem(state: CaseState, id: ItemId): Item | undefined {
  return itemsOf(state).find(item => item.id === id);
}
