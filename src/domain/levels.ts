import type { CaseState, Conference } from './case-state.ts';
import type { ConferenceId, RiskId, RiskLevel } from './values.ts';

/** The level agreed in this conference, else in the most recent one that agreed on it. */
export function agreedLevelOf(state: CaseState, conference: Conference, risk: RiskId): RiskLevel | undefined {
  const agreed = (one: Conference) => one.agreedLevels[risk]?.level;
  return agreed(conference) ?? state.conferences.map(agreed).findLast(level => level !== undefined);
}

/** The course of a risk: what each conference agreed on, in order; conferences that agreed on nothing are absent. */
export function levelLine(state: CaseState, risk: RiskId): readonly { conference: ConferenceId; level: RiskLevel }[] {
  return state.conferences.flatMap(conference => {
    const level = conference.agreedLevels[risk]?.level;
    return level === undefined ? [] : [{ conference: conference.id, level }];
  });
}
