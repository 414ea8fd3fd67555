import { agendaOf, firstPhaseOf, isLater, nextPhase, type Phase, type StepName, stepOf, stepsOf } from './agenda.ts';
import type { CaseState, Conference } from './case-state.ts';
import {
  accept,
  chairOnly,
  chairOrNoteTakerOnly,
  type Decision,
  firstRefusal,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from './decision.ts';
import type { EventBody, EventOf } from './events.ts';
import type { Risk } from './items.ts';
import { enterPhase } from './moving.ts';
import { isNobodyInPerson, organisationsOf } from './smart.ts';
import type { RiskId } from './values.ts';

/**
 * Spoed: ten minutes when danger is acute. The long form isn't used then and people fall back on routine (pilot report); this
 * is the short one: a risk, a level, measures with a person and a time. And the clock: more time is one press.
 */

/** Minutes that a spoed takes. */
export const urgentMinutes = 10;
/** Minutes of one press on "+5". */
const extraMinutes = 5;
/** The next conference after a spoed is within so many days. */
export const urgentNextWithinDays = 7;

export interface SetUrgent {
  readonly verb: 'conference.setUrgent';
  readonly urgent: boolean;
}

export interface ExtendStep {
  readonly verb: 'step.extend';
}

/** To the short path and back, in the middle. What was recorded stays; what was skipped comes back next time. */
export function setUrgent(table: Table, command: SetUrgent): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference, state, context } = table;
  if (conference.urgent === command.urgent) return accept();
  const usual = context.approaches.find(approach => approach.name === state.approach)?.minutes ?? 30;
  const minutesAvailable = command.urgent
    ? urgentMinutes + minutesSince(conference.openedAt, context.now)
    : (conference.minutesBeforeUrgent ?? usual);
  const switched = { ...conference, urgent: command.urgent };
  return accept(
    { type: 'UrgentSet', urgent: command.urgent, minutesAvailable },
    ...enterPhase(switched, phaseAfterSwitch(table, switched)),
  );
}

function minutesSince(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
}

/**
 * Stay when the path has this phase. To the short path: the first risk, or with a risk at hand the measures. Back: on to what
 * comes next on the usual agenda; what was left out is one press on "terug" away.
 */
function phaseAfterSwitch({ state }: Table, conference: Conference): Phase | undefined {
  const agenda = agendaOf(conference);
  if (agenda.includes(conference.phase)) return undefined;
  if (!conference.urgent) return nextPhase(conference);
  const isRisk = risksAtHand(state, conference).length > 0;
  return isRisk && isLater(conference.phase, 'risks.revealed') ? 'actions' : firstPhaseOf(conference, 'risks');
}

/** The risks that a spoed is about: raised or agreed on in this conference. */
export function risksAtHand(state: CaseState, conference: Conference): readonly RiskId[] {
  return state.risks
    .filter(risk => risk.conference === conference.id || conference.agreedLevels[risk.id] !== undefined)
    .map(risk => risk.id);
}

/**
 * What is rated now. In a spoed that's what was raised in it, so that the case's other risks don't have to be gone through; when
 * nothing was raised, the danger is one that was known.
 */
export function risksToRate(state: CaseState, conference: Conference): readonly Risk[] {
  const raised = state.risks.filter(risk => risk.conference === conference.id);
  return conference.urgent && raised.length > 0 ? raised : state.risks;
}

/**
 * In place of the rule of the top three: each risk at hand has a measure that was agreed now, with a person and a clock time.
 * Finding out is no measure.
 */
export function risksWithoutMeasure(state: CaseState, conference: Conference): readonly RiskId[] {
  return risksAtHand(state, conference).filter(
    risk =>
      !state.actions.some(
        action =>
          action.conference === conference.id &&
          action.status === 'open' &&
          action.type !== 'information' &&
          action.due.includes('T') &&
          action.risks.includes(risk) &&
          !isNobodyInPerson(action.owner, organisationsOf(conference)),
      ),
  );
}

/** The steps that a spoed never came to: the agenda of the next conference, which opens and closes anyway. */
export function skippedSteps(conference: Conference): readonly StepName[] {
  if (!conference.wasUrgent) return [];
  const been = new Set<StepName>(['opening', 'closing', ...conference.stepEntries.map(entry => entry.step)]);
  return stepsOf({ ...conference, urgent: false }).filter(step => !been.has(step));
}

/** Five more minutes for this step, and so for the conference; by the chair or the note-taker. */
export function extendStep(table: Table): Decision {
  const no = firstRefusal(chairOrNoteTakerOnly(table), stillOpen(table), stillThatPhase(table));
  if (no !== undefined) return refuseAll([no]);
  return accept({ type: 'TimeExtended', step: stepOf(table.conference.phase), minutes: extraMinutes });
}

export function evolveTime(conference: Conference, event: EventOf<'UrgentSet' | 'TimeExtended'>): Conference {
  if (event.type === 'UrgentSet')
    return {
      ...conference,
      urgent: event.urgent,
      wasUrgent: conference.wasUrgent || event.urgent,
      minutesAvailable: event.minutesAvailable,
      ...(event.urgent && { minutesBeforeUrgent: conference.minutesAvailable }),
    };
  const budget = conference.budgets[event.step];
  return {
    ...conference,
    minutesAvailable: conference.minutesAvailable + event.minutes,
    budgets:
      budget === undefined ? conference.budgets : { ...conference.budgets, [event.step]: budget + event.minutes },
  };
}

/** A first risk in a spoed is enough to go and rate it: one press less. */
export function movesOnAtOnce(conference: Conference): readonly EventBody[] {
  return conference.urgent && conference.phase === 'risks.raise' ? enterPhase(conference, nextPhase(conference)) : [];
}
