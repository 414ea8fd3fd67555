import { lastFit } from '../domain/action-defaults.ts';
import type { CaseState } from '../domain/case-state.ts';
import type { Words } from './words.ts';

/**
 * What fits this person, filled in beforehand so that it's asked once and not for each action: what was said last, else what to
 * take into account, else what that usually asks for. Undefined while nothing is known.
 */
export function knownFit(state: CaseState, words: Words): string | undefined {
  const said = lastFit(state);
  if (said !== undefined) return said;
  const usual = (state.considerations?.kinds ?? []).map(kind => words.t(`consideration.fit.${kind}`));
  return usual.length === 0 ? undefined : usual.join(' ');
}
