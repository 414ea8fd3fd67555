import type { Phase } from '../../src/domain/agenda.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { FormName } from '../../src/ports/form-tokens.ts';
import { type Element, inputsOf } from '../cards/read-card.ts';
import type { InputKind, VerbUnderTest } from '../cards/verb-inputs.ts';

// Where every verb of the card contract is pressed, by whom and when, and what may be wrong with what is sent along.

/** Who may press it, as the refusal of somebody else says. */
type Who = 'chair' | 'leaders' | 'anyone' | 'owner' | 'raiser';
interface Place {
  readonly form: FormName;
  readonly who: Who;
  /** The phases in which it counts; everywhere when absent. */
  readonly phases?: readonly Phase[];
}

export const places: Readonly<Record<string, Place>> = {
  'conference.open': { form: 'openConference', who: 'anyone' },
  'conference.join': { form: 'opening', who: 'anyone' },
  'conference.setGoal': { form: 'opening', who: 'chair' },
  'conference.setCaseDirector': { form: 'roles', who: 'chair' },
  'conference.setNoteTaker': { form: 'roles', who: 'chair' },
  'conference.setChair': { form: 'roles', who: 'chair' },
  'conference.setUrgent': { form: 'more', who: 'chair' },
  'case.setConsiderations': { form: 'person', who: 'leaders' },
  'case.setVoice': { form: 'person', who: 'leaders' },
  'case.setPreparer': { form: 'roles', who: 'chair' },
  'case.setPhase': { form: 'person', who: 'chair' },
  'case.setCarePhase': { form: 'person', who: 'chair' },
  'subject.add': { form: 'scoreSafety', who: 'anyone' },
  'risk.raise': { form: 'raiseRisk', who: 'anyone' },
  'factor.raise': { form: 'raiseFactor', who: 'anyone' },
  'hint.keep': { form: 'raiseFactor', who: 'anyone' },
  'action.agree': { form: 'agreeAction', who: 'anyone' },
  'scenario.draft': { form: 'draftScenario', who: 'anyone' },
  'item.edit': { form: 'editItem', who: 'raiser' },
  'item.withdraw': { form: 'items', who: 'raiser' },
  'step.next': { form: 'board', who: 'leaders' },
  'step.back': { form: 'board', who: 'leaders' },
  'step.reveal': { form: 'board', who: 'leaders', phases: ['safety.score', 'risks.rate', 'topThree.vote'] },
  'step.again': { form: 'board', who: 'leaders', phases: ['safety.revealed', 'risks.revealed', 'topThree.revealed'] },
  'step.extend': { form: 'board', who: 'leaders' },
  'step.open': { form: 'more', who: 'chair' },
  'conference.close': { form: 'close', who: 'chair' },
  'minutes.adopt': { form: 'minutes', who: 'chair' },
  'minutes.correct': { form: 'correctMinutes', who: 'chair' },
  'action.review': { form: 'reviewActions', who: 'owner' },
  'safety.score': { form: 'scoreSafety', who: 'anyone', phases: ['safety.score'] },
  'safety.agree': { form: 'agreeSafety', who: 'chair', phases: ['safety.revealed'] },
  'safety.scaleUp': { form: 'agreeSafety', who: 'chair' },
  'monitor.score': { form: 'monitor', who: 'anyone' },
  'risk.rate': { form: 'rateRisks', who: 'anyone', phases: ['risks.rate'] },
  'risk.agree': { form: 'agreeRisks', who: 'chair', phases: ['risks.revealed'] },
  'topThree.vote': { form: 'voteTopThree', who: 'anyone', phases: ['topThree.vote'] },
  'topThree.decide': { form: 'decideTopThree', who: 'chair', phases: ['topThree.revealed'] },
  'factor.withoutAction': { form: 'chairActions', who: 'chair' },
  'warning.override': { form: 'close', who: 'chair' },
  'risk.recordRatings': { form: 'showOfHands', who: 'leaders', phases: ['risks.rate'] },
  'safety.recordScores': { form: 'showOfHands', who: 'leaders', phases: ['safety.score'] },
  'topThree.recordVotes': { form: 'showOfHands', who: 'leaders', phases: ['topThree.vote'] },
  'preparation.answer': { form: 'beforehand', who: 'owner' },
  'reminder.missed': { form: 'reminder', who: 'owner' },
  'signal.record': { form: 'signal', who: 'anyone' },
  'signal.startUrgent': { form: 'tellSignal', who: 'anyone' },
  'direction.record': { form: 'direction', who: 'chair' },
  'case.close': { form: 'closeCase', who: 'chair' },
  'action.accept': { form: 'acceptAction', who: 'owner' },
  'reminder.done': { form: 'reminder', who: 'owner' },
  'reminder.snooze': { form: 'reminder', who: 'owner' },
  'reminder.blocked': { form: 'reminder', who: 'owner' },
  'reminder.handOver': { form: 'reminder', who: 'owner' },
};

/** Forms that are pressed in one's own chat, outside the meeting. */
export const inOwnChat: ReadonlySet<string> = new Set([
  'acceptAction',
  'reminder',
  'beforehand',
  'signal',
  'tellSignal',
  'direction',
]);

export function placeOf(verb: string): Place {
  const place = places[verb];
  if (place === undefined) throw new Error(`${verb} has no place in this test`);
  return place;
}

export type Values = Readonly<Record<string, string>>;
export const valuesOf = ({ inputs }: VerbUnderTest): Values =>
  Object.fromEntries(Object.entries(inputs).map(([id, { value }]) => [id, value]));

export const wrongOf: Readonly<Record<InputKind, readonly [sent: string, code: string]>> = {
  line: ['woord '.repeat(40).trim(), 'tooLong'],
  text: ['woord '.repeat(200).trim(), 'tooLong'],
  code: ['jansen', 'caseCode'],
  choice: ['anders', 'notOffered'],
  ids: ['X1', 'notOffered'],
  id: ['X1', 'notOffered'],
  date: ['2026-02-30', 'notADate'],
  time: ['24:00', 'notADate'],
  due: ['morgen', 'notADate'],
  person: ['behandelaar', 'needPersonAndOrganisation'],
  flag: ['misschien', 'notOffered'],
  score: ['11', 'notOffered'],
};

/** What was sent and has an input on the card that can hold it, and isn't filled in with it. */
export function lost(card: Card, values: Values): Record<string, unknown> {
  const gone = inputsOf(card).filter(input => {
    const sent = values[String(input.id)];
    // Which action it is comes from the server's own token.
    return sent !== undefined && input.id !== 'action' && canHold(input, sent) && input.value !== sent;
  });
  return Object.fromEntries(gone.map(input => [input.id, input.value]));
}

/** A client fills in words as they are; a choice only when it's offered, a day or a time only when it's one. */
function canHold(input: Element, sent: string): boolean {
  if (input.type === 'Input.Text') return true;
  if (input.type === 'Input.Date') return /^\d{4}-\d{2}-\d{2}$/.test(sent) && sent !== wrongOf.date[0];
  if (input.type === 'Input.Time') return sent !== wrongOf.time[0];
  const offered = new Set((input.choices as readonly { value: string }[] | undefined)?.map(choice => choice.value));
  return sent.split(',').every(part => offered.has(part));
}
