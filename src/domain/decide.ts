import type { CaseState } from './case-state.ts';
import type { Command, DecisionContext } from './commands.ts';
import { type Decision, refuse, type Table } from './decision.ts';
import { answerReminder } from './follow-up.ts';
import { moveStep } from './moving.ts';
import { agreeAction, leaveWithoutAction } from './steps/actions.ts';
import { adoptMinutes, closeConference, recordFiling } from './steps/closing.ts';
import { joinConference, openConference, setCaseDirector, setGoal, setNoteTaker } from './steps/opening.ts';
import { agreeRisks, raiseRisk, rateRisks } from './steps/risks.ts';
import { decideTopThree, raiseFactor, voteTopThree } from './steps/top-three.ts';

/** What follows from a command in this state: events, or refusals. Only dispatches; each rule has its home in its step. */
export function decide(state: CaseState | undefined, command: Command, context: DecisionContext): Decision {
  if (command.verb === 'conference.open') return openConference(state, command, context);
  const conference = state?.conferences.find(one => one.id === context.conference);
  if (state === undefined || conference === undefined) return refuse('unknown');
  return decideAtTable({ state, conference, context }, command);
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
    case 'risk.raise':
      return raiseRisk(table, command);
    case 'risk.rate':
      return rateRisks(table, command);
    case 'risk.agree':
      return agreeRisks(table, command);
    case 'factor.raise':
      return raiseFactor(table, command);
    case 'topThree.vote':
      return voteTopThree(table, command);
    case 'topThree.decide':
      return decideTopThree(table, command);
    case 'action.agree':
      return agreeAction(table, command);
    case 'factor.withoutAction':
      return leaveWithoutAction(table, command);
    case 'step.next':
    case 'step.back':
    case 'step.reveal':
    case 'step.again':
      return moveStep(table, command);
    case 'conference.close':
      return closeConference(table, command);
    case 'minutes.adopt':
      return adoptMinutes(table);
    case 'minutes.recordFiling':
      return recordFiling(table, command);
    case 'reminder.done':
    case 'reminder.snooze':
      return answerReminder(table, command);
  }
}
