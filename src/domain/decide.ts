import { adoptMinutes, correctMinutes, recordFiling } from './adoption.ts';
import { closeCase, extendRetention } from './case-closing.ts';
import type { CaseState } from './case-state.ts';
import type { Command, DecisionContext } from './commands.ts';
import { editItem, withdrawItem } from './corrections.ts';
import { type Decision, refuse, type Table } from './decision.ts';
import { recordDirection } from './direction.ts';
import type { EventMeta } from './events.ts';
import { fold } from './evolve.ts';
import { keepHint, raiseFactor } from './factors.ts';
import { acceptAction, answerReminder } from './follow-up.ts';
import { moveStep, openStep } from './moving.ts';
import { answerPreparation, setPreparer } from './preparation.ts';
import { handOverChair, setCaseDirector, setGoal, setNoteTaker } from './roles.ts';
import { recordShowOfHands } from './show-of-hands.ts';
import { recordSignal, startUrgent } from './signals.ts';
import { agreeAction, leaveWithoutAction } from './steps/actions.ts';
import { closeConference } from './steps/closing.ts';
import { reviewActions } from './steps/look-back.ts';
import { scoreMonitor } from './steps/monitor.ts';
import { joinConference, openConference } from './steps/opening.ts';
import { agreeRisks, raiseRisk, rateRisks } from './steps/risks.ts';
import { addSubject, agreeSafety, decideScalingUp, scoreSafety } from './steps/safety.ts';
import { draftScenario } from './steps/scenarios.ts';
import { decideTopThree, voteTopThree } from './steps/top-three.ts';
import { recordWording } from './summary-wording.ts';
import { setCarePhase, setConsiderations, setProcessPhase, setVoice } from './the-person.ts';
import { extendStep, setUrgent } from './urgent.ts';
import { newWarnings, overrideWarnings } from './warnings.ts';

/**
 * What follows from a command in this state: events, or refusals. Only dispatches; each rule has its home in its step. What the
 * rules of RNR and SMART newly say goes along as events, so that a warning has its number from the moment it's shown.
 */
export function decide(state: CaseState | undefined, command: Command, context: DecisionContext): Decision {
  if (command.verb === 'conference.open') return openConference(state, command, context);
  const conference = state?.conferences.find(one => one.id === context.conference);
  if (state === undefined || conference === undefined) return refuse('unknown');
  const table = { state, conference, context };
  const decision = decideAtTable(table, command);
  return decision.kind === 'refused' ? decision : withWarnings(table, decision);
}

type Accepted = Extract<Decision, { kind: 'accepted' }>;

function withWarnings({ state, conference, context }: Table, decision: Accepted): Decision {
  if (decision.events.length === 0 || conference.closed !== undefined) return decision;
  const meta: EventMeta = { id: '', at: context.now, actor: { person: context.actor.person } };
  const after = fold(
    decision.events.map(event => ({ ...meta, ...event })),
    state,
  );
  const later = after?.conferences.find(one => one.id === conference.id);
  if (after === undefined || later === undefined) return decision;
  const warnings = newWarnings(after, later, context.today);
  // Closing takes the case as it stands, and what the rules say at that moment belongs to it.
  const isClosing = later.closed !== undefined;
  return { ...decision, events: isClosing ? [...warnings, ...decision.events] : [...decision.events, ...warnings] };
}

function decideAtTable(table: Table, command: Exclude<Command, { verb: 'conference.open' }>): Decision {
  switch (command.verb) {
    case 'conference.join':
      return joinConference(table, command);
    case 'conference.setGoal':
      return setGoal(table, command);
    case 'conference.setCaseDirector':
      return setCaseDirector(table, command);
    case 'conference.setNoteTaker':
      return setNoteTaker(table, command);
    case 'conference.setChair':
      return handOverChair(table, command);
    case 'conference.setUrgent':
      return setUrgent(table, command);
    case 'case.setConsiderations':
      return setConsiderations(table, command);
    case 'case.setVoice':
      return setVoice(table, command);
    case 'case.setPhase':
      return setProcessPhase(table, command);
    case 'case.setCarePhase':
      return setCarePhase(table, command);
    case 'case.close':
      return closeCase(table, command);
    case 'case.extendRetention':
      return extendRetention(table, command);
    case 'case.setPreparer':
      return setPreparer(table, command);
    case 'preparation.answer':
      return answerPreparation(table, command);
    case 'action.review':
      return reviewActions(table, command);
    case 'subject.add':
      return addSubject(table, command);
    case 'safety.score':
      return scoreSafety(table, command);
    case 'safety.agree':
      return agreeSafety(table, command);
    case 'safety.scaleUp':
      return decideScalingUp(table, command);
    case 'monitor.score':
      return scoreMonitor(table, command);
    case 'risk.raise':
      return raiseRisk(table, command);
    case 'risk.rate':
      return rateRisks(table, command);
    case 'risk.agree':
      return agreeRisks(table, command);
    case 'factor.raise':
      return raiseFactor(table, command);
    case 'hint.keep':
      return keepHint(table, command);
    case 'topThree.vote':
      return voteTopThree(table, command);
    case 'topThree.decide':
      return decideTopThree(table, command);
    case 'action.agree':
      return agreeAction(table, command);
    case 'factor.withoutAction':
      return leaveWithoutAction(table, command);
    case 'scenario.draft':
      return draftScenario(table, command);
    case 'warning.override':
      return overrideWarnings(table, command);
    case 'risk.recordRatings':
    case 'safety.recordScores':
    case 'topThree.recordVotes':
      return recordShowOfHands(table, command);
    case 'item.edit':
      return editItem(table, command);
    case 'item.withdraw':
      return withdrawItem(table, command);
    case 'step.open':
      return openStep(table, command);
    case 'step.extend':
      return extendStep(table);
    case 'step.next':
    case 'step.back':
    case 'step.reveal':
    case 'step.again':
      return moveStep(table, command);
    case 'conference.close':
      return closeConference(table, command);
    case 'minutes.adopt':
      return adoptMinutes(table);
    case 'minutes.correct':
      return correctMinutes(table, command);
    case 'minutes.recordFiling':
      return recordFiling(table, command);
    case 'summary.recordWording':
      return recordWording(table, command);
    case 'action.accept':
      return acceptAction(table, command);
    case 'reminder.blocked':
    case 'reminder.done':
    case 'reminder.handOver':
    case 'reminder.missed':
    case 'reminder.snooze':
      return answerReminder(table, command);
    case 'signal.record':
      return recordSignal(table, command);
    case 'signal.startUrgent':
      return startUrgent(table, command);
    case 'direction.record':
      return recordDirection(table, command);
  }
}
