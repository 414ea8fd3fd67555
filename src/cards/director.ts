import type { CaseState, Conference } from '../domain/case-state.ts';
import { otherPerson } from './choices.ts';

/** Who directs the case is asked in every conference (evaluation report); whoever did so the last time is filled in. */
export function directorToFillIn(
  state: CaseState,
  conference: Conference,
): { director?: string; directorOther?: string } {
  const isAnswered = conference.caseDirector !== undefined || conference.caseDirectorReason !== undefined;
  const before = state.conferences.filter(one => one.number < conference.number).at(-1)?.caseDirector;
  const director = isAnswered ? conference.caseDirector : before;
  if (director === undefined) return {};
  if (director.person !== undefined) return { director: director.person };
  return { director: otherPerson, directorOther: `${director.name}, ${director.organisation}` };
}
