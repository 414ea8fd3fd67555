import { belongsToCase, hasToAnswer } from '../domain/belonging.ts';
import type { CaseState } from '../domain/case-state.ts';
import { mayPrepare } from '../domain/preparation-plan.ts';
import type { PersonId } from '../domain/values.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { conferenceOf } from './press-target.ts';

/**
 * Is the card with this token still there for this person? Its token was theirs once, or stood in a chat that they are in; what a case
 * is to them may have changed since. For whoever it isn't, it's as unknown as a card that never was.
 *
 * A card of the meeting chat is there for everybody in that chat until the minutes are filed: then what stood there is tidied, and
 * the case is there for those who belong to it. A card of one's own is there for them, and about one action for whoever has to
 * answer about that.
 */
export function isThereFor(
  token: FormToken,
  state: CaseState | undefined,
  person: PersonId,
  processDirectors: readonly PersonId[],
): boolean {
  if (token.form === 'caseload') return processDirectors.includes(person);
  if (token.case === undefined) return true;
  const conference = conferenceOf(state, token);
  if (state === undefined || conference === undefined) return false;
  if (token.conversation !== undefined && conference.filed === undefined) return true;
  if (belongsToCase(state, person, processDirectors)) return true;
  if (token.conversation !== undefined) return false;
  const isPreparing = token.form === 'beforehand' || token.form === 'preparationRow';
  return isPreparing ? mayPrepare(state, conference, person) : hasToAnswer(state, person, token.action);
}
