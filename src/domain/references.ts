import type { CaseState } from './case-state.ts';
import { refusal } from './decision.ts';
import type { Refusal } from './refusal.ts';
import type { ActionId, FactorId, RiskId, SubjectId } from './values.ts';

/** Items that a contribution names by their numbers. */
export interface References {
  readonly risks?: readonly RiskId[] | undefined;
  readonly factors?: readonly FactorId[] | undefined;
  readonly actions?: readonly ActionId[] | undefined;
  readonly subjects?: readonly SubjectId[] | undefined;
}

/** `unknown` for each input that names an item which isn't of this case, or was withdrawn. */
export function unknownReferences(state: CaseState, named: References): readonly Refusal[] {
  return (['risks', 'factors', 'actions', 'subjects'] as const).flatMap(input => {
    const known = new Set(state[input].map(item => item.id));
    return named[input]?.some(id => !known.has(id)) ? [refusal('unknown', input)] : [];
  });
}
