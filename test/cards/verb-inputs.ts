import type { Refusal } from '../../src/domain/refusal.ts';

/** What an input holds, which decides what is wrong for it. */
export type InputKind =
  | 'code'
  | 'line'
  | 'text'
  | 'choice'
  | 'ids'
  | 'id'
  | 'date'
  | 'time'
  | 'due'
  | 'person'
  | 'flag'
  | 'score';

export interface InputUnderTest {
  readonly kind: InputKind;
  readonly value: string;
  /** What is said when it's the only one left out; absent when it may be left out. */
  readonly missing?: Refusal;
}

/** A verb with every input that its cards may send, and the command that these make together. */
export interface VerbUnderTest {
  readonly verb: string;
  readonly inputs: Readonly<Record<string, InputUnderTest>>;
  readonly fields: object;
}

const behandelaar = '00000000-0000-4000-8000-000000000004';
const wijkagent = '00000000-0000-4000-8000-000000000005';

const optional = (kind: InputKind, value: string): InputUnderTest => ({ kind, value });
const line = (value: string) => optional('line', value);
const text = (value: string) => optional('text', value);
const choice = (value: string) => optional('choice', value);
const ids = (value: string) => optional('ids', value);
const date = (value: string) => optional('date', value);
const flag = (value: string) => optional('flag', value);
const somebody = optional('person', behandelaar);

type Inputs = Readonly<Record<string, InputUnderTest>>;

/** The same inputs, each of them needed. */
function needed(inputs: Inputs): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, input]) => [id, { ...input, missing: { code: 'required', item: id } }]),
  );
}

/** The only inputs of their form: without them there's nothing. */
function only(inputs: Inputs): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, input]) => [id, { ...input, missing: { code: 'nothingAnswered' } }]),
  );
}

const riskInputs: Inputs = {
  severity: text('Letsel'),
  triggers: text('Ruzie'),
  affected: text('Buren'),
  whereWhen: text('Thuis, in het weekend'),
  mark: choice('fact'),
};
const risk = {
  severity: 'Letsel',
  triggers: 'Ruzie',
  affected: 'Buren',
  whereWhen: 'Thuis, in het weekend',
  mark: 'fact',
};
const factorInputs: Inputs = {
  kind: choice('protective'),
  assessable: flag('no'),
  domain: choice('housing'),
  centralEight: choice('leisure'),
  source: choice('instrument'),
  instrument: line('RISC'),
  instrumentDate: date('2026-02-28'),
  risks: ids('R1,R2'),
  mark: choice('judgement'),
};
const factor = {
  kind: 'protective',
  assessable: false,
  domain: 'housing',
  centralEight: 'leisure',
  source: 'instrument',
  instrument: 'RISC',
  instrumentDate: '2026-02-28',
  risks: ['R1', 'R2'],
  mark: 'judgement',
};
const actionInputs: Inputs = {
  dueTime: optional('time', '14:30'),
  factors: ids('F1,F2'),
  type: choice('safetyMeasure'),
  horizon: choice('long'),
  intensity: choice('intensive'),
  fit: text('Korte zinnen'),
  effect: text('Rust thuis'),
  every: choice('twoWeeks'),
  reportTo: optional('person', wijkagent),
  mandate: choice('toConfirm'),
  mandateBy: date('2026-12-14'),
  framework: choice('voluntary'),
  risks: ids('R1'),
  subjects: ids('P1,P2'),
};
const action = {
  due: '2026-12-12T14:30',
  factors: ['F1', 'F2'],
  type: 'safetyMeasure',
  horizon: 'long',
  intensity: 'intensive',
  fit: 'Korte zinnen',
  effect: 'Rust thuis',
  every: 'twoWeeks',
  reportTo: { person: wijkagent },
  mandate: 'toConfirm',
  mandateBy: '2026-12-14',
  framework: 'voluntary',
  risks: ['R1'],
  subjects: ['P1', 'P2'],
};
const scenarioInputs: Inputs = {
  who: somebody,
  kind: choice('recovery'),
  byWhen: line('binnen een uur'),
  actions: ids('A1'),
};
const scenario = { who: { person: behandelaar }, kind: 'recovery', byWhen: 'binnen een uur', actions: ['A1'] };
const itemOf = (id: string): Inputs => needed({ item: optional('id', id) });
const nothing = { inputs: {}, fields: {} };

/** Every verb that has to do with the conference as a whole, the person of the case, and its items. */
const formsOfTheirOwn: readonly VerbUnderTest[] = [
  {
    verb: 'conference.open',
    inputs: {
      case: { kind: 'code', value: ' zvh-2026-002 ', missing: { code: 'required', item: 'case' } },
      ...needed({ approach: line('top x ogg') }),
      minutes: choice('45'),
      urgent: flag('yes'),
    },
    fields: { case: 'ZVH-2026-002', approach: 'top x ogg', minutes: 45, urgent: true },
  },
  {
    verb: 'conference.join',
    inputs: { ...needed({ organisation: line('Politie') }), role: line('wijkagent') },
    fields: { organisation: 'Politie', role: 'wijkagent' },
  },
  {
    verb: 'conference.setGoal',
    inputs: { purpose: choice('shareInformation'), goal: text('Eén beeld'), meetingKind: line('Consultatieteam') },
    fields: { purpose: 'shareInformation', goal: 'Eén beeld', meetingKind: 'Consultatieteam' },
  },
  {
    verb: 'conference.setCaseDirector',
    inputs: { director: somebody, reason: text('Kent het gezin'), until: date('2027-03-01'), elsewhere: text('Brief') },
    fields: { director: { person: behandelaar }, reason: 'Kent het gezin', until: '2027-03-01', elsewhere: 'Brief' },
  },
  {
    verb: 'conference.setNoteTaker',
    inputs: needed({ noteTaker: optional('person', behandelaar.toUpperCase()) }),
    fields: { noteTaker: { person: behandelaar } },
  },
  { verb: 'conference.setChair', inputs: needed({ chair: somebody }), fields: { chair: { person: behandelaar } } },
  { verb: 'conference.setUrgent', inputs: needed({ urgent: flag('no') }), fields: { urgent: false } },
  {
    verb: 'case.setConsiderations',
    inputs: { kinds: choice('motivation, language'), text: text('Korte zinnen') },
    fields: { kinds: ['language', 'motivation'], text: 'Korte zinnen' },
  },
  {
    verb: 'case.setVoice',
    inputs: {
      invited: flag('no'),
      invitedReason: text('Te onveilig'),
      agreesTo: text('Huisbezoek'),
      letterSent: flag('yes'),
      letterReason: text('Via de advocaat'),
      zsmAdvice: text('Reclasseringstoezicht'),
      zsmDate: date('2026-12-01'),
    },
    fields: {
      invited: false,
      invitedReason: 'Te onveilig',
      agreesTo: 'Huisbezoek',
      letterSent: true,
      letterReason: 'Via de advocaat',
      zsmAdvice: 'Reclasseringstoezicht',
      zsmDate: '2026-12-01',
    },
  },
  { verb: 'case.close', inputs: needed({ reason: choice('goalsMet') }), fields: { reason: 'goalsMet' } },
  {
    verb: 'case.extendRetention',
    inputs: needed({ years: choice('2'), reason: text('Loopt nog een onderzoek') }),
    fields: { years: 2, reason: 'Loopt nog een onderzoek' },
  },
  { verb: 'case.setPhase', inputs: needed({ phase: choice('evaluation') }), fields: { phase: 'evaluation' } },
  {
    verb: 'case.setCarePhase',
    inputs: { ...needed({ phase: choice('carePlan') }), reason: text('Het kan naast elkaar') },
    fields: { phase: 'carePlan', reason: 'Het kan naast elkaar' },
  },
  { verb: 'subject.add', inputs: needed({ name: line('moeder') }), fields: { name: 'moeder' } },
  {
    verb: 'risk.raise',
    inputs: { ...needed({ what: line('Geweld') }), ...riskInputs },
    fields: { what: 'Geweld', ...risk },
  },
  {
    verb: 'factor.raise',
    inputs: { ...needed({ what: line('Zus helpt') }), ...factorInputs },
    fields: { what: 'Zus helpt', ...factor },
  },
  { verb: 'hint.keep', inputs: itemOf('F5'), fields: { item: 'F5' } },
  {
    verb: 'action.agree',
    inputs: {
      ...needed({ what: line('Huisbezoek'), owner: somebody, due: optional('due', '2026-12-12') }),
      ...actionInputs,
    },
    fields: { what: 'Huisbezoek', owner: { person: behandelaar }, ...action },
  },
  {
    verb: 'scenario.draft',
    inputs: { ...needed({ signals: line('Hij slaapt niet'), response: line('Bellen') }), ...scenarioInputs },
    fields: { signals: 'Hij slaapt niet', response: 'Bellen', ...scenario },
  },
  {
    verb: 'item.edit',
    inputs: { ...itemOf('R1'), what: line('Geweld'), ...riskInputs },
    fields: { item: 'R1', changes: { what: 'Geweld', ...risk } },
  },
  {
    verb: 'item.edit',
    inputs: { ...itemOf('F2'), what: line('Zus helpt'), ...factorInputs },
    fields: { item: 'F2', changes: { what: 'Zus helpt', ...factor } },
  },
  {
    verb: 'item.edit',
    inputs: {
      ...itemOf('A3'),
      what: line('Huisbezoek'),
      owner: somebody,
      due: { kind: 'due', value: '2026-12-12', missing: { code: 'required', item: 'due' } },
      ...actionInputs,
    },
    fields: { item: 'A3', changes: { what: 'Huisbezoek', owner: { person: behandelaar }, ...action } },
  },
  {
    verb: 'item.edit',
    inputs: { ...itemOf('S4'), signals: line('Hij slaapt niet'), response: line('Bellen'), ...scenarioInputs },
    fields: { item: 'S4', changes: { signals: 'Hij slaapt niet', response: 'Bellen', ...scenario } },
  },
  {
    verb: 'item.edit',
    inputs: { ...itemOf('P1'), name: line('oudste kind') },
    fields: { item: 'P1', changes: { name: 'oudste kind' } },
  },
  { verb: 'item.withdraw', inputs: itemOf('S12'), fields: { item: 'S12' } },
  { verb: 'step.next', ...nothing },
  { verb: 'step.back', ...nothing },
  { verb: 'step.reveal', ...nothing },
  { verb: 'step.again', ...nothing },
  { verb: 'step.extend', ...nothing },
  {
    verb: 'step.open',
    inputs: { ...needed({ step: choice('scenarios') }), reason: text('Het kan nu') },
    fields: { step: 'scenarios', reason: 'Het kan nu' },
  },
  { verb: 'case.setPreparer', inputs: needed({ preparer: somebody }), fields: { preparer: { person: behandelaar } } },
  {
    verb: 'conference.close',
    inputs: {
      nextDate: date('2026-12-12'),
      reflection: text('Goed'),
      ifItGoesWrong: line('Bel 112'),
      follower: somebody,
      followUntil: date('2026-12-10'),
    },
    fields: {
      nextDate: '2026-12-12',
      reflection: 'Goed',
      ifItGoesWrong: 'Bel 112',
      follower: { person: behandelaar },
      followUntil: '2026-12-10',
    },
  },
  { verb: 'minutes.adopt', ...nothing },
  {
    verb: 'minutes.correct',
    inputs: { item: optional('id', 'A2'), ...needed({ text: text('De dag was vrijdag') }) },
    fields: { item: 'A2', text: 'De dag was vrijdag' },
  },
];

/** Every verb that answers about items, several on one card. */
const answers: readonly VerbUnderTest[] = [
  {
    verb: 'action.review',
    inputs: { ...needed({ 'status:A1': choice('partly') }), 'note:A1': text('Twee keer gelukt') },
    fields: { reviews: [{ action: 'A1', status: 'partly', note: 'Twee keer gelukt' }] },
  },
  {
    verb: 'safety.score',
    inputs: {
      ...needed({ 'score:P1': optional('score', '0') }),
      'explanation:P1': text('Blauwe plek gezien'),
      'onePointUp:P1': text('Een nacht rust'),
      'score:P12': optional('score', '10'),
    },
    fields: {
      scores: [
        { subject: 'P1', score: 0, explanation: 'Blauwe plek gezien', onePointUp: 'Een nacht rust' },
        { subject: 'P12', score: 10 },
      ],
    },
  },
  {
    verb: 'safety.agree',
    inputs: { ...needed({ 'score:P2': optional('score', '5') }), 'requirements:P2': text('Vader slaapt elders') },
    fields: { scores: [{ subject: 'P2', score: 5, requirements: 'Vader slaapt elders' }] },
  },
  {
    verb: 'safety.scaleUp',
    inputs: {
      ...needed({ 'scaleUp:P1': flag('yes') }),
      'how:P1': choice('childProtection'),
      'reason:P1': text('Twee keer onder de 6'),
    },
    fields: { decisions: [{ subject: 'P1', scaleUp: true, how: 'childProtection', reason: 'Twee keer onder de 6' }] },
  },
  {
    verb: 'monitor.score',
    inputs: {
      ...needed({ 'level:housing': choice('acute') }),
      'note:housing': text('Ontruiming'),
      'level:attitudeBehaviourSkills': choice('full'),
    },
    fields: {
      levels: [
        { domain: 'housing', level: 'acute', note: 'Ontruiming' },
        { domain: 'attitudeBehaviourSkills', level: 'full' },
      ],
    },
  },
  {
    verb: 'risk.rate',
    inputs: {
      ...needed({ 'level:R1': choice('high') }),
      'reason:R1': text('Meldingen'),
      'level:R12': choice('unknown'),
    },
    fields: {
      ratings: [
        { risk: 'R1', level: 'high', reason: 'Meldingen' },
        { risk: 'R12', level: 'unknown' },
      ],
    },
  },
  {
    verb: 'risk.agree',
    inputs: { ...needed({ 'level:R1': choice('veryHigh') }), 'reason:R1': text('Samen gewogen') },
    fields: { levels: [{ risk: 'R1', level: 'veryHigh', reason: 'Samen gewogen' }] },
  },
  { verb: 'topThree.vote', inputs: needed({ factors: ids(' F1, F3,F1 ,') }), fields: { factors: ['F1', 'F3'] } },
  {
    verb: 'topThree.decide',
    inputs: { ...needed({ factors: ids('F2') }), reason: text('Eerst dit') },
    fields: { factors: ['F2'], reason: 'Eerst dit' },
  },
  {
    verb: 'factor.withoutAction',
    inputs: only({ 'reason:F4': text('Later') }),
    fields: { reasons: [{ factor: 'F4', reason: 'Later' }] },
  },
  {
    verb: 'warning.override',
    inputs: { reason: text('Dat komt later'), 'reason:W3': text('Is al geregeld') },
    fields: { reason: 'Dat komt later', reasons: [{ warning: 'W3', reason: 'Is al geregeld' }] },
  },
  {
    verb: 'risk.recordRatings',
    inputs: { 'level:R1:2': choice('low'), 'level:R2:2': choice('unknown'), 'level:R1:13': choice('high') },
    fields: {
      answers: [
        { risk: 'R1', seat: 2, level: 'low' },
        { risk: 'R2', seat: 2, level: 'unknown' },
        { risk: 'R1', seat: 13, level: 'high' },
      ],
    },
  },
  {
    verb: 'safety.recordScores',
    inputs: only({ 'score:P1:3': optional('score', '6') }),
    fields: { answers: [{ subject: 'P1', seat: 3, score: 6 }] },
  },
  {
    verb: 'topThree.recordVotes',
    inputs: { 'factors:2': ids('F1,F2'), 'factors:4': ids('F3') },
    fields: {
      answers: [
        { seat: 2, factors: ['F1', 'F2'] },
        { seat: 4, factors: ['F3'] },
      ],
    },
  },
  {
    verb: 'preparation.answer',
    inputs: {
      ...needed({ 'status:A1': choice('partly') }),
      'note:A1': text('Twee keer gelukt'),
      changes: text('Nieuw adres'),
      factors: text('- Schulden'),
      instrument: line('RISC'),
      instrumentDate: date('2026-10-01'),
      nothing: flag('no'),
    },
    fields: {
      reviews: [{ action: 'A1', status: 'partly', note: 'Twee keer gelukt' }],
      changes: 'Nieuw adres',
      factors: ['Schulden'],
      instrument: 'RISC',
      instrumentDate: '2026-10-01',
      nothing: false,
    },
  },
  {
    verb: 'signal.record',
    inputs: {
      ...needed({ what: text('Schreeuwen gehoord') }),
      kind: choice('condition'),
      scenario: optional('id', 'S1'),
    },
    fields: { what: 'Schreeuwen gehoord', kind: 'condition', scenario: 'S1' },
  },
  { verb: 'signal.startUrgent', inputs: needed({ signal: optional('id', 'G1') }), fields: { signal: 'G1' } },
  {
    verb: 'direction.record',
    inputs: {
      ...needed({ step: choice('talk'), note: text('Beide partners gesproken') }),
      until: date('2026-12-01'),
      director: somebody,
    },
    fields: { step: 'talk', note: 'Beide partners gesproken', until: '2026-12-01', director: { person: behandelaar } },
  },
  {
    verb: 'reminder.missed',
    inputs: { ...needed({ action: optional('id', 'A1') }), reason: text('Was ziek') },
    fields: { action: 'A1', reason: 'Was ziek' },
  },
  {
    verb: 'action.accept',
    inputs: { ...needed({ action: optional('id', 'A1'), answer: flag('no') }), reason: text('Geen mandaat') },
    fields: { action: 'A1', accepted: false, reason: 'Geen mandaat' },
  },
  {
    verb: 'reminder.done',
    inputs: { ...needed({ action: optional('id', 'A1') }), reason: text('Gelukt') },
    fields: { action: 'A1', reason: 'Gelukt' },
  },
  {
    verb: 'reminder.blocked',
    inputs: {
      ...needed({ action: optional('id', 'A1'), reason: text('Toestemming') }),
      to: optional('person', wijkagent),
    },
    fields: { action: 'A1', reason: 'Toestemming', to: { person: wijkagent } },
  },
  {
    verb: 'reminder.handOver',
    inputs: { ...needed({ action: optional('id', 'A1'), to: optional('person', wijkagent) }), reason: text('Verlof') },
    fields: { action: 'A1', to: { person: wijkagent }, reason: 'Verlof' },
  },
  {
    verb: 'reminder.snooze',
    inputs: { ...needed({ action: optional('id', 'a2'), until: date('2026-12-14') }), reason: text('Ziek') },
    fields: { action: 'A2', until: '2026-12-14', reason: 'Ziek' },
  },
];

export const verbsUnderTest: readonly VerbUnderTest[] = [...formsOfTheirOwn, ...answers];
