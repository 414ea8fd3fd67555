import type { Availability } from '../domain/availability.ts';
import type { CaseState, Conference } from '../domain/case-state.ts';
import type { EventBody } from '../domain/events.ts';
import type { ActionId, PersonId } from '../domain/values.ts';
import type { RecordedLine } from '../ports/card-renderer.ts';
import type { Accepted } from './execute.ts';

/** One line for each thing that was recorded; typed words go in literally. Numbers come from what was recorded. */
export function recordedLines({ events, state, conference }: Accepted): RecordedLine[] {
  if (events.length === 0) return [{ key: 'unchanged' }];
  return events.flatMap((event): RecordedLine[] => recordedLine(event, state, conference));
}

/** Leave, days and hour aren't about a case, so no event says it. */
export function availabilityLine({ until }: Availability): RecordedLine {
  return until === undefined ? { key: 'availabilitySet' } : { key: 'leaveSet', text: until };
}

/** It stands in the meeting now; no event says so, because it's no part of the case. */
export const summaryPosted: RecordedLine = { key: 'summaryPosted' };

/** Nothing was recorded, and that is what they hear. */
export const proposalDropped: RecordedLine = { key: 'proposalDropped' };

function recordedLine(event: EventBody, state: CaseState, conference: Conference): RecordedLine[] {
  const whatOf = (action: ActionId) => state.actions.find(one => one.id === action)?.what ?? '';
  const nameOf = (person: PersonId) => conference.attendees.find(one => one.person === person)?.name ?? '';
  switch (event.type) {
    case 'CaseOpened':
    case 'MinutesFiled':
    case 'SummaryWorded':
    // Said on the same card as warnings, with their words.
    case 'WarningRaised':
      return [];
    case 'ConferenceOpened':
      return [{ key: 'conferenceOpened', item: state.code }];
    case 'ParticipantJoined':
      return event.recordedBy === undefined
        ? [{ key: 'joined', text: event.participant.organisation }]
        : [{ key: 'otherJoined', who: event.participant.name, text: event.participant.organisation }];
    case 'GoalSet':
      return [{ key: 'goalSet', text: event.goal ?? '' }];
    case 'CaseDirectorSet':
      return [{ key: 'caseDirectorSet', text: event.director?.name ?? event.reason ?? '' }];
    case 'NoteTakerSet':
      return [{ key: 'noteTakerSet', text: event.name }];
    case 'PhaseEntered':
      return [{ key: 'phaseEntered', item: event.phase }];
    case 'RoundRevealed':
      return [{ key: 'roundRevealed' }];
    case 'RoundOpenedAgain':
      return [{ key: 'roundOpenedAgain' }];
    case 'RiskRaised':
      return [{ key: 'riskRaised', item: event.risk.id, text: event.risk.what }];
    case 'RiskRated':
      return event.rating.recordedBy === undefined
        ? [{ key: 'riskRated', item: event.rating.risk, text: event.rating.level }]
        : [
            {
              key: 'riskRatedFor',
              who: nameOf(event.rating.person),
              item: event.rating.risk,
              text: event.rating.level,
            },
          ];
    case 'RiskLevelAgreed':
      return [{ key: 'riskLevelAgreed', item: event.risk, text: event.level }];
    case 'FactorRaised':
      return [{ key: 'factorRaised', item: event.factor.id, text: event.factor.what }];
    case 'TopThreeVoted':
      return event.vote.recordedBy === undefined
        ? [{ key: 'topThreeVoted', text: event.vote.factors.join(', ') }]
        : [{ key: 'topThreeVotedFor', who: nameOf(event.vote.person), text: event.vote.factors.join(', ') }];
    case 'TopThreeDecided':
      return [{ key: 'topThreeDecided', text: event.factors.join(', ') }];
    case 'ActionAgreed':
      return [{ key: 'actionAgreed', item: event.action.id, text: event.action.what }];
    case 'FactorLeftWithoutAction':
      return [{ key: 'factorLeftWithoutAction', item: event.factor, text: event.reason }];
    case 'ConferenceClosed':
      return [{ key: 'conferenceClosed' }];
    case 'MinutesAdopted':
      return [{ key: 'minutesAdopted' }];
    case 'MinutesCorrected':
      return [{ key: 'minutesCorrected', text: event.text }];
    case 'MeetingKindSet':
      return [{ key: 'meetingKindSet', text: event.meetingKind }];
    case 'ChairSet':
      return [{ key: 'chairSet', text: event.name }];
    case 'StepOpened':
      return [{ key: 'stepOpened', item: event.step }];
    case 'TimeExtended':
      return [{ key: 'timeExtended', text: String(event.minutes) }];
    case 'UrgentSet':
      return [{ key: event.urgent ? 'urgentOn' : 'urgentOff' }];
    case 'ActionReviewed':
      return [{ key: 'actionReviewed', item: event.review.action, text: event.review.status }];
    case 'SubjectAdded':
      return [{ key: 'subjectAdded', item: event.subject.id, text: event.subject.name }];
    case 'SafetyScored': {
      const { subject, score, recordedBy, person } = event.score;
      const said = { item: subject, text: String(score) };
      return recordedBy === undefined
        ? [{ key: 'safetyScored', ...said }]
        : [{ key: 'safetyScoredFor', who: nameOf(person), ...said }];
    }
    case 'SafetyAgreed':
      return [{ key: 'safetyAgreed', item: event.subject, text: String(event.score) }];
    case 'ScalingUpDecided':
      return [
        {
          key: event.scaleUp ? 'scalingUp' : 'notScalingUp',
          item: event.subject,
          text: event.how ?? event.reason ?? '',
        },
      ];
    case 'MonitorScored':
      return [{ key: 'monitorScored', item: event.score.domain, text: event.score.level }];
    case 'ScenarioDrafted':
      return [{ key: 'scenarioDrafted', item: event.scenario.id, text: event.scenario.signals }];
    case 'ConsiderationsSet':
      return [{ key: 'considerationsSet', text: event.text ?? '' }];
    case 'VoiceSet':
      return [{ key: 'voiceSet' }];
    case 'ProcessPhaseSet':
      return [{ key: 'processPhaseSet', text: event.phase }];
    case 'CarePhaseSet':
      return [{ key: 'carePhaseSet', text: event.phase }];
    case 'CaseClosed':
      return [{ key: 'caseClosed', item: state.code, text: event.retentionUntil }];
    case 'RetentionExtended':
      return [{ key: 'retentionExtended', item: state.code, text: event.retentionUntil }];
    case 'CaseReopened':
      return [{ key: 'caseReopened', item: state.code }];
    case 'WarningOverridden':
      return [{ key: 'warningOverridden', item: event.warning, text: event.reason }];
    case 'HintKept':
      return [{ key: 'hintKept', item: event.item }];
    case 'ItemEdited':
      return [{ key: 'itemEdited', item: event.item }];
    case 'ItemWithdrawn':
      return [{ key: 'itemWithdrawn', item: event.item }];
    case 'PreparerSet':
      return [{ key: 'preparerSet', text: event.preparer.name }];
    case 'PreparationAnswered':
      return [
        { key: 'preparationAnswered', item: state.code },
        ...event.reviews.map(review => ({ key: 'actionReviewed', item: review.action, text: review.status })),
        ...(event.changes === undefined ? [] : [{ key: 'preparationChanges', text: event.changes }]),
        ...(event.factors.length === 0 ? [] : [{ key: 'preparationFactors', text: event.factors.join(' · ') }]),
      ];
    case 'ActionAcceptanceGiven':
      return [
        { key: event.accepted ? 'actionAccepted' : 'actionDeclined', item: event.action, text: whatOf(event.action) },
      ];
    case 'ActionDone':
      return [{ key: 'actionDone', item: event.action, text: whatOf(event.action) }];
    case 'OccurrenceMissed':
      return [{ key: 'occurrenceMissed', item: event.action, text: whatOf(event.action) }];
    case 'SignalRecorded':
      // Its words stand on the same card.
      return [{ key: 'signalRecorded', item: event.signal.id }];
    case 'UrgentStartAsked':
      return [{ key: 'urgentStartAsked', item: event.signal }];
    case 'DirectionStepTaken': {
      const { director } = event;
      const taken: RecordedLine = { key: 'directionStepTaken', item: event.step, text: event.note };
      return director === undefined ? [taken] : [taken, { key: 'caseDirectorSet', text: director.name }];
    }
    case 'OccurrenceDone':
      return [{ key: 'occurrenceDone', item: event.action, text: whatOf(event.action) }];
    case 'ActionBlocked':
      return [{ key: 'actionBlocked', item: event.action, text: whatOf(event.action) }];
    case 'HandOverAsked':
      return [{ key: 'handOverAsked', item: event.action, text: event.to.name }];
    case 'HandOverAnswered':
      return [
        { key: event.accepted ? 'actionAccepted' : 'actionDeclined', item: event.action, text: whatOf(event.action) },
      ];
    case 'ReminderSnoozed':
      return [{ key: 'reminderSnoozed', item: event.action, text: event.until }];
  }
}
