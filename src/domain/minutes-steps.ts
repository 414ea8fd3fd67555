import { timesDone } from './answered.ts';
import type { CaseState, Conference } from './case-state.ts';
import { present } from './decision.ts';
import type { MinutesLookBack, MinutesMonitor, MinutesPreparation, MinutesSafety } from './minutes-parts.ts';
import { person, personNamed } from './minutes-people.ts';
import { preparationsFor } from './prepared.ts';
import { isStable, safetyLine, scoreRoundsOf } from './safety-line.ts';
import { lookBackActions } from './steps/look-back.ts';
import { monitorTrend } from './steps/monitor.ts';
import { lifeDomains } from './values.ts';

/** The steps before the risks as the minutes tell them: look-back, safety scale, monitor. */

export function lookBackOf(state: CaseState, conference: Conference): readonly MinutesLookBack[] {
  return lookBackActions(state, conference).map(action => {
    const review = conference.reviews[action.id];
    return present<MinutesLookBack>({
      action: action.id,
      type: action.type,
      what: action.what,
      owner: person(action.owner),
      due: action.due,
      effect: action.effect,
      factors: action.factors,
      risks: action.risks,
      subjects: action.subjects,
      status: review?.status ?? 'unanswered',
      times: timesDone(action),
      note: review?.note,
      recordedBy: review?.recordedBy && personNamed(state, conference, review.recordedBy).name,
    });
  });
}

export function preparationOf(state: CaseState, conference: Conference): readonly MinutesPreparation[] {
  return preparationsFor(state, conference).map(({ person: _person, ...told }) => told);
}

/** Subjects that this conference scored or agreed on. */
export function safetyOf(state: CaseState, conference: Conference): readonly MinutesSafety[] {
  return state.subjects.flatMap(subject => {
    const rounds = scoreRoundsOf(conference, subject.id);
    const agreed = conference.agreedScores[subject.id];
    if (rounds.length === 0 && agreed === undefined) return [];
    const line = safetyLine(state, subject.id);
    return [
      present<MinutesSafety>({
        subject: subject.id,
        name: subject.name,
        rounds: rounds.map(({ scores, ...spread }) => ({
          scores: scores.map(({ organisation, score, explanation, onePointUp, recordedBy }) =>
            present<MinutesSafety['rounds'][number]['scores'][number]>({
              organisation,
              score,
              explanation,
              onePointUp,
              recordedBy: recordedBy && personNamed(state, conference, recordedBy).name,
            }),
          ),
          ...spread,
        })),
        agreed: agreed?.score,
        requirements: agreed?.requirements,
        line,
        stable: isStable(line),
        scalingUp: conference.scalingUp[subject.id],
      }),
    ];
  });
}

export function monitorOf(state: CaseState, conference: Conference): readonly MinutesMonitor[] {
  return lifeDomains.flatMap(domain => {
    const given = state.monitor.findLast(score => score.domain === domain && score.conference === conference.id);
    if (given === undefined) return [];
    const before = monitorTrend(state, domain).findLast(one => one.conference !== conference.id)?.level;
    return [present<MinutesMonitor>({ domain, level: given.level, note: given.note, before })];
  });
}
