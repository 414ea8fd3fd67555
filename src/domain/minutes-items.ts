import type { CaseState, Conference } from './case-state.ts';
import { ratingsOf, revealedRound, votesPerFactor } from './counts.ts';
import { present } from './decision.ts';
import { stepsSince } from './direction.ts';
import { isCurrent } from './factors.ts';
import { levelLine } from './levels.ts';
import type {
  MinutesAction,
  MinutesDirectionStep,
  MinutesFactor,
  MinutesRisk,
  MinutesScenario,
  MinutesSignal,
} from './minutes-parts.ts';
import { attributed, person, personNamed } from './minutes-people.ts';
import { signalsSince } from './signals.ts';
import type { LocalDate } from './values.ts';

/** What a case is made of as the minutes of one conference tell it: ratings and votes of that conference, of revealed rounds only. */

export function risksIn(state: CaseState, conference: Conference): readonly MinutesRisk[] {
  return state.risks.map(risk => {
    const agreed = conference.agreedLevels[risk.id];
    const { conference: _raisedIn, ...words } = risk;
    return present<MinutesRisk>({
      ...words,
      ratings: ratingsOf(revealedRound(conference.ratingRounds), risk.id).map(rating => ({
        organisation: rating.organisation,
        level: rating.level,
        ...(rating.reason !== undefined && { reason: rating.reason }),
        ...(rating.recordedBy !== undefined && { recordedBy: personNamed(state, conference, rating.recordedBy).name }),
      })),
      agreedLevel: agreed?.level,
      levelBefore: levelLine(state, risk.id).findLast(one => one.conference !== conference.id)?.level,
      reason: agreed?.reason,
      by: attributed(state, conference, risk.by),
    });
  });
}

/** @param closedOn the day of closing, for whether an assessment was current then */
export function factorsIn(state: CaseState, conference: Conference, closedOn: LocalDate): readonly MinutesFactor[] {
  const votes = votesPerFactor(revealedRound(conference.voteRounds));
  const topThree = conference.topThree?.factors ?? [];
  return state.factors.map(factor => {
    const rank = topThree.indexOf(factor.id);
    const { conference: _raisedIn, absenceKept: _kept, ...words } = factor;
    return present<MinutesFactor>({
      ...words,
      current: factor.instrumentDate === undefined ? undefined : isCurrent(factor, closedOn),
      by: attributed(state, conference, factor.by),
      votes: votes.get(factor.id)?.length ?? 0,
      rank: rank < 0 ? undefined : rank + 1,
    });
  });
}

/** The actions that this conference agreed on, with what their owners answered since. */
export function actionsIn(state: CaseState, conference: Conference): readonly MinutesAction[] {
  return state.actions
    .filter(action => action.conference === conference.id)
    .map(action =>
      present<MinutesAction>({
        id: action.id,
        type: action.type,
        what: action.what,
        owner: person(action.owner),
        due: action.due,
        horizon: action.horizon,
        intensity: action.intensity,
        fit: action.fit,
        effect: action.effect,
        factors: action.factors,
        risks: action.risks,
        every: action.every,
        subjects: action.subjects,
        mandate: action.mandate,
        mandateBy: action.mandateBy,
        acceptance: action.acceptance,
        acceptanceReason: action.acceptanceReason,
        framework: action.framework,
        reportTo: action.reportTo && person(action.reportTo),
        by: attributed(state, conference, action.by),
      }),
    );
}

/** The scenarios that this conference drafted. */
export function scenariosIn(state: CaseState, conference: Conference): readonly MinutesScenario[] {
  return state.scenarios
    .filter(scenario => scenario.conference === conference.id)
    .map(({ conference: _draftedIn, who, by: drafter, ...words }) => ({
      ...words,
      ...(who !== undefined && { who: person(who) }),
      by: attributed(state, conference, drafter),
    }));
}

/** What was told since the conference before. */
export function signalsIn(state: CaseState): readonly MinutesSignal[] {
  return signalsSince(state).map(({ id, what, kind, scenario, by, at }) =>
    present<MinutesSignal>({ id, what, kind, scenario, by: person(by), at }),
  );
}

export function directionIn(state: CaseState): readonly MinutesDirectionStep[] {
  return stepsSince(state).map(step => ({ ...step, by: person(step.by) }));
}
