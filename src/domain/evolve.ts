import type { CaseState, Conference } from './case-state.ts';
import type { CaseEvent } from './events.ts';
import { evolveAction } from './follow-up.ts';
import { evolveMoving } from './moving.ts';
import { evolveActions } from './steps/actions.ts';
import { evolveClosing } from './steps/closing.ts';
import { evolveOpening, newConference } from './steps/opening.ts';
import { evolveRisks } from './steps/risks.ts';
import { evolveTopThree } from './steps/top-three.ts';
import type { ConferenceId } from './values.ts';

/** One event further. Only dispatches; the switch is exhaustive, so that a new event can't be forgotten. */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  if (event.type === 'CaseOpened')
    return { code: event.code, approach: event.approach, risks: [], factors: [], actions: [], conferences: [] };
  if (state === undefined) throw new Error(`A case starts with CaseOpened, not with ${event.type}`);
  switch (event.type) {
    case 'ConferenceOpened':
      return {
        ...state,
        approach: event.approach,
        conferences: [...state.conferences, newConference(event, event)],
      };
    case 'ParticipantJoined':
    case 'GoalSet':
    case 'CaseDirectorSet':
    case 'NoteTakerSet':
      return inCurrent(state, conference => evolveOpening(conference, event));
    case 'PhaseEntered':
    case 'RoundRevealed':
    case 'RoundOpenedAgain':
      return inCurrent(state, conference => evolveMoving(conference, event));
    case 'RiskRaised':
      return { ...state, risks: [...state.risks, event.risk] };
    case 'RiskRated':
    case 'RiskLevelAgreed':
      return inCurrent(state, conference => evolveRisks(conference, event));
    case 'FactorRaised':
      return { ...state, factors: [...state.factors, event.factor] };
    case 'TopThreeVoted':
    case 'TopThreeDecided':
      return inCurrent(state, conference => evolveTopThree(conference, event));
    case 'ActionAgreed':
      return { ...state, actions: [...state.actions, event.action] };
    case 'FactorLeftWithoutAction':
      return inCurrent(state, conference => evolveActions(conference, event));
    case 'ConferenceClosed':
      return inCurrent(state, conference => ({
        ...evolveClosing(conference, event, event),
        atClosing: { approach: state.approach, risks: state.risks, factors: state.factors, actions: state.actions },
      }));
    case 'MinutesAdopted':
    case 'MinutesFiled':
      return inConference(state, event.conference, conference => evolveClosing(conference, event, event));
    case 'ActionDone':
    case 'ReminderSnoozed':
      return {
        ...state,
        actions: state.actions.map(action => (action.id === event.action ? evolveAction(action, event) : action)),
      };
  }
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
