import type { FormToken } from '../../src/ports/form-tokens.ts';
import { chats, code, personOf, type Role } from './matrix-people.ts';
import { type Scene, type SceneName, sceneOf } from './matrix-scenes.ts';
import { places } from './verb-places.ts';

// What everybody sends with each verb, at a moment at which it counts: so that only who sends it is in question.

export type Values = Readonly<Record<string, string>>;

/** The moment at which a verb counts, when that isn't while actions are agreed. */
const sceneNames: Readonly<Record<string, SceneName>> = {
  'safety.score': 'safety.score',
  'safety.recordScores': 'safety.score',
  'safety.agree': 'safety.revealed',
  'safety.scaleUp': 'notSafeAgain',
  'step.reveal': 'risks.rate',
  'risk.rate': 'risks.rate',
  'risk.recordRatings': 'risks.rate',
  'step.again': 'risks.revealed',
  'risk.agree': 'risks.revealed',
  'topThree.vote': 'topThree.vote',
  'topThree.recordVotes': 'topThree.vote',
  'topThree.decide': 'topThree.revealed',
  'action.review': 'lookBack',
  'minutes.adopt': 'closed',
  'minutes.correct': 'adopted',
  'case.extendRetention': 'ended',
};

const inputs: Readonly<Record<string, Values>> = {
  'conference.open': { case: 'ZVH-2026-020', approach: 'Top X' },
  'conference.join': { organisation: 'Politie', role: 'Nieuw' },
  'conference.setGoal': { goal: 'Rust' },
  'conference.setCaseDirector': { director: 'Behandelaar, GGZ' },
  'conference.setNoteTaker': { noteTaker: personOf('partner') },
  'conference.setChair': { chair: personOf('partner') },
  'conference.setUrgent': { urgent: 'yes' },
  'case.setConsiderations': { text: 'Korte zinnen' },
  'case.setVoice': { invited: 'yes' },
  'case.setPreparer': { preparer: personOf('partner') },
  'case.setPhase': { phase: 'evaluation' },
  'case.setCarePhase': { phase: 'safetyPlan' },
  'step.open': { step: 'scenarios' },
  'factor.withoutAction': { 'reason:F2': 'Later' },
  'warning.override': { reason: 'Dat volgt' },
  'safety.agree': { 'score:P1': '4' },
  'safety.scaleUp': { 'scaleUp:P1': 'yes', 'how:P1': 'expertise' },
  'risk.agree': { 'level:R1': 'high' },
  'topThree.decide': { factors: 'F1' },
  'minutes.correct': { text: 'De dag was vrijdag' },
  'safety.recordScores': { 'score:P1:5': '4' },
  'risk.recordRatings': { 'level:R1:5': 'high' },
  'topThree.recordVotes': { 'factors:5': 'F1' },
  'safety.score': { 'score:P1': '4' },
  'risk.rate': { 'level:R1': 'high' },
  'topThree.vote': { factors: 'F1' },
  'subject.add': { name: 'vader' },
  'risk.raise': { what: 'Vernieling' },
  'factor.raise': { what: 'Schulden' },
  'hint.keep': { item: 'F3' },
  'monitor.score': { 'level:housing': 'acute' },
  'action.agree': { what: 'Huisbezoek', owner: 'Behandelaar, GGZ', due: '2026-12-04' },
  'scenario.draft': { signals: 'Hij slaapt niet', response: 'Bellen' },
  'item.edit': { item: 'A1', what: 'Anders' },
  'item.withdraw': { item: 'S1' },
  'action.review': { 'status:A1': 'done' },
  'direction.record': { step: 'talk', note: 'Beide gesproken' },
  'case.close': { reason: 'goalsMet' },
  'case.extendRetention': { years: '1', reason: 'Onderzoek' },
  'action.accept': { action: 'A1', answer: 'yes' },
  'reminder.done': { action: 'A1' },
  'reminder.missed': { action: 'A1' },
  'reminder.snooze': { action: 'A1', until: '2026-12-01' },
  'reminder.blocked': { action: 'A1', reason: 'Toestemming' },
  'reminder.handOver': { action: 'A1', to: personOf('partner') },
  'preparation.answer': { changes: 'Nieuw adres' },
  'signal.record': { what: 'Hij belt veel' },
  'signal.startUrgent': { signal: 'G1' },
  'reading.show': { reading: 'method' },
  'caseload.show': { page: '1' },
};

const forms: Readonly<Record<string, FormToken['form']>> = {
  'case.extendRetention': 'closeCase',
  'timeline.show': 'timeline',
  'caseload.show': 'caseload',
  'summary.post': 'summary',
  'wording.take': 'proposal',
  'wording.drop': 'proposal',
};

/** `form.show:more` shows the form `more`. */
function inputsOf(verb: string): Values {
  const [plain = '', form, item] = verb.split(':');
  return { ...inputs[plain], ...(form !== undefined && { form }), ...(item !== undefined && { item }) };
}

function formOf(verb: string): FormToken['form'] {
  return forms[verb] ?? places[verb]?.form ?? 'board';
}

/** A card of the meeting chat with that verb, at that moment. */
export function inMeeting(verb: string, scene?: SceneName) {
  const found = sceneOf(scene ?? sceneNames[verb] ?? 'actions');
  const values = inputsOf(verb);
  const form = formOf(verb);
  const about = form === 'openConference' ? {} : boundTo(found);
  const item = form === 'editItem' && values.item !== undefined ? { item: values.item } : {};
  return { scene: found, values, token: { form, conversation: chats.meeting.id, ...about, ...item } };
}

/** A card of that person's own with that verb, between two conferences. */
export function inOwnChat(verb: string, of: Role, scene?: SceneName) {
  const found = sceneOf(scene ?? (verb === 'case.extendRetention' ? 'ended' : 'between'));
  const values = inputsOf(verb);
  const form = formOf(verb);
  const about = form === 'caseload' ? {} : { case: code, conference: found.conference };
  const { action, signal } = values;
  return {
    scene: found,
    values,
    token: {
      form,
      person: personOf(of),
      ...about,
      ...(action !== undefined && { action }),
      ...(signal !== undefined && { item: signal }),
    },
  };
}

function boundTo({ conference, phase }: Scene) {
  return { case: code, conference, phase };
}
