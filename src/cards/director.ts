import type { CaseState, Conference } from '../domain/case-state.ts';
import { directorOf } from '../domain/direction.ts';
import { otherPerson } from './choices.ts';

/** Who directs the case is asked in every conference (evaluation report); whoever does so by the last word on it is filled in. */
export function directorToFillIn(
  state: CaseState,
  conference: Conference,
): { director?: string; directorOther?: string } {
  const isAnswered = conference.caseDirector !== undefined || conference.caseDirectorReason !== undefined;
  const director = isAnswered ? conference.caseDirector : directorOf(state);
  if (director === undefined) return {};
  if (director.person !== undefined) return { director: director.person };
  return { director: otherPerson, directorOther: `${director.name}, ${director.organisation}` };
}
