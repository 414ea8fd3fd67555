import type { SamePress } from '../ports/card-renderer.ts';
import type { Press } from './turn.ts';

/**
 * The press as it came, for a button under "try again": whoever presses it has nothing to fill in again. Undefined when there's
 * nothing to press on, or when the answer goes to another chat than the one that the form belongs to.
 */
export function againOf({
  verb,
  token,
  values,
  submitted,
}: Pick<Press, 'verb' | 'token' | 'values' | 'submitted'>): SamePress | undefined {
  return token === undefined || submitted ? undefined : { verb, token, values };
}
