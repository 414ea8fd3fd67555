import { evolveAdoption } from './adoption.ts';
import { evolveEnding } from './case-closing.ts';
import type { CaseState, Conference } from './case-state.ts';
import { evolveItemEdited, evolveItemWithdrawn } from './corrected-state.ts';
import { directedFromNow, evolveDirection, undirectedFromNow } from './direction.ts';
import type { CaseEvent, EventMeta } from './events.ts';
import { answeredInMinutes, evolveAction } from './follow-up.ts';
import { evolveHandOver } from './hand-over.ts';
import type { Action } from './items.ts';
import { evolveMoving } from './moving.ts';
import { evolveAnswered, evolvePrepared } from './preparation.ts';
import { evolveRoles } from './roles.ts';
import { evolveSignals } from './signals.ts';
import { evolveActions } from './steps/actions.ts';
import { evolveClosing } from './steps/closing.ts';
import { answeredBeforehand, evolveLookBack, evolveReviewed, heardLate, noLongerSilent } from './steps/look-back.ts';
import { evolveOpening, newConference } from './steps/opening.ts';
import { evolveRisks } from './steps/risks.ts';
import { evolveSafety } from './steps/safety.ts';
import { evolveTopThree } from './steps/top-three.ts';
import { evolvePerson } from './the-person.ts';
import { evolveTime } from './urgent.ts';
import type { ActionId, CaseCode, ConferenceId } from './values.ts';
import { evolveWarnings } from './warnings.ts';

/** One event further. Only dispatches; the switch is exhaustive, so that a new event can't be forgotten. */
export function evolve(state: CaseState | undefined, { id, at, actor, ...event }: CaseEvent): CaseState {
  // Apart, so that a fold which keeps what an event says doesn't keep who caused it and when as if it were said.
  const meta: EventMeta = { id, at, actor };
  if (event.type === 'CaseOpened') return newCase(event.code, event.approach);
  if (state === undefined) throw new Error(`A case starts with CaseOpened, not with ${event.type}`);
  switch (event.type) {
    case 'ConferenceOpened':
      return {
        ...state,
        approach: event.approach,
        actions: state.actions.map(noLongerSilent),
        conferences: [
          ...state.conferences,
          newConference(event, answeredBeforehand(state, event.carriedActions), meta),
        ],
      };
    case 'PreparerSet':
      return { ...state, preparer: event.preparer };
    case 'PreparationAnswered': {
      const prepared = inConference(state, event.conference, conference => evolvePrepared(conference, event));
      return { ...prepared, actions: prepared.actions.map(action => evolveAnswered(action, event)) };
    }
    case 'ParticipantJoined':
      return inCurrent(state, conference => evolveOpening(conference, event));
    case 'GoalSet':
    case 'MeetingKindSet':
    case 'NoteTakerSet':
    case 'ChairSet':
      return inCurrent(state, conference => evolveRoles(conference, event));
    case 'CaseDirectorSet':
      return directedFromNow(
        inCurrent(state, conference => evolveRoles(conference, event)),
        event.director,
        meta,
      );
    case 'PhaseEntered':
    case 'StepOpened':
    case 'RoundRevealed':
    case 'RoundOpenedAgain':
      return inCurrent(state, conference => evolveMoving(conference, event, meta));
    case 'UrgentSet':
    case 'TimeExtended':
      return inCurrent(state, conference => evolveTime(conference, event));
    case 'ConsiderationsSet':
    case 'VoiceSet':
    case 'ProcessPhaseSet':
    case 'CarePhaseSet':
      return evolvePerson(state, event);
    case 'CaseClosed':
    case 'RetentionExtended':
    case 'CaseReopened':
      return evolveEnding(state, event, meta);
    case 'ActionReviewed':
      return inAction(
        inCurrent(state, conference => evolveLookBack(conference, event)),
        event.review.action,
        action => evolveReviewed(action, event.review),
      );
    case 'SubjectAdded':
      return numbered({ ...state, subjects: [...state.subjects, event.subject] }, event.subject.id);
    case 'SafetyScored':
    case 'SafetyAgreed':
    case 'ScalingUpDecided':
      return inCurrent(state, conference => evolveSafety(conference, event));
    case 'MonitorScored':
      return { ...state, monitor: [...state.monitor, event.score] };
    case 'ScenarioDrafted':
      return numbered({ ...state, scenarios: [...state.scenarios, event.scenario] }, event.scenario.id);
    case 'WarningRaised':
      return numbered(evolveWarnings(state, event), event.warning.id);
    case 'WarningOverridden':
      return evolveWarnings(state, event);
    case 'HintKept':
      return {
        ...state,
        factors: state.factors.map(factor => (factor.id === event.item ? { ...factor, absenceKept: true } : factor)),
      };
    case 'ItemEdited':
      return evolveItemEdited(state, event);
    case 'ItemWithdrawn':
      return evolveItemWithdrawn(state, event);
    case 'RiskRaised':
      return numbered({ ...state, risks: [...state.risks, event.risk] }, event.risk.id);
    case 'RiskRated':
    case 'RiskLevelAgreed':
      return inCurrent(state, conference => evolveRisks(conference, event));
    case 'FactorRaised':
      return numbered({ ...state, factors: [...state.factors, event.factor] }, event.factor.id);
    case 'TopThreeVoted':
    case 'TopThreeDecided':
      return inCurrent(state, conference => evolveTopThree(conference, event));
    case 'ActionAgreed':
      return numbered({ ...state, actions: [...state.actions, event.action] }, event.action.id);
    case 'FactorLeftWithoutAction':
      return inCurrent(state, conference => evolveActions(conference, event));
    case 'ConferenceClosed': {
      const { code: _code, conferences: _conferences, numbered: _numbered, ...asItStands } = state;
      const closed = inCurrent(undirectedFromNow(state, meta), conference => ({
        ...evolveClosing(conference, event, meta),
        atClosing: asItStands,
      }));
      const reviews = state.conferences.at(-1)?.reviews ?? {};
      const heard = closed.actions.map(action =>
        reviews[action.id] === undefined ? action : heardLate(action, meta.at),
      );
      // What was analysed is carried out from here on, unless the chair says otherwise.
      const processPhase = state.processPhase === 'analysis' ? 'execution' : state.processPhase;
      return { ...closed, actions: heard, processPhase };
    }
    // It tells of the making of a summary, and changes nothing in the case.
    case 'SummaryWorded':
      return state;
    case 'MinutesAdopted':
    case 'MinutesCorrected':
    case 'MinutesFiled':
      return inConference(state, event.conference, conference => evolveAdoption(conference, event, meta));
    case 'ActionAcceptanceGiven':
      return inAction(answeredInMinutes(state, event), event.action, action => evolveAction(action, event));
    case 'ActionBlocked':
    case 'HandOverAsked':
    case 'HandOverAnswered':
      return inAction(state, event.action, action => evolveHandOver(action, event));
    case 'ActionDone':
    case 'OccurrenceDone':
    case 'OccurrenceMissed':
    case 'ReminderSnoozed':
      return inAction(state, event.action, action => evolveAction(action, event));
    case 'SignalRecorded':
      return numbered(evolveSignals(state, event), event.signal.id);
    case 'UrgentStartAsked':
      return evolveSignals(state, event);
    case 'DirectionStepTaken':
      return evolveDirection(state, event, meta);
  }
}

function newCase(code: CaseCode, approach: string): CaseState {
  return {
    code,
    approach,
    numbered: {},
    processPhase: 'analysis',
    subjects: [],
    risks: [],
    factors: [],
    actions: [],
    scenarios: [],
    warnings: [],
    signals: [],
    monitor: [],
    conferences: [],
  };
}

/** A number that was given out is never given out again. */
function numbered(state: CaseState, id: string): CaseState {
  const letter = id.slice(0, 1);
  const highest = Math.max(state.numbered[letter] ?? 0, Number(id.slice(1)));
  return { ...state, numbered: { ...state.numbered, [letter]: highest } };
}

function inAction(state: CaseState, id: ActionId, change: (action: Action) => Action): CaseState {
  return { ...state, actions: state.actions.map(action => (action.id === id ? change(action) : action)) };
}

export function fold(events: readonly CaseEvent[], from?: CaseState): CaseState | undefined {
  return events.reduce<CaseState | undefined>(evolve, from);
}

/** Events of a conference that runs are about the last one. */
function inCurrent(state: CaseState, change: (conference: Conference) => Conference): CaseState {
  const current = state.conferences.at(-1);
  if (current === undefined) throw new Error('A conference starts with ConferenceOpened');
  return { ...state, conferences: state.conferences.with(-1, change(current)) };
}

function inConference(state: CaseState, id: ConferenceId, change: (conference: Conference) => Conference): CaseState {
  return {
    ...state,
    conferences: state.conferences.map(conference => (conference.id === id ? change(conference) : conference)),
  };
}
