import type { Phase } from '../../src/domain/agenda.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { said } from './domain-people.ts';
import { conferenceId } from './given.ts';
import {
  action,
  adopted,
  agreedLevel,
  agreedScore,
  caseOpened,
  closed,
  factor,
  joined,
  noteTaker,
  opened,
  phase,
  rated,
  revealed,
  risk,
  scenario,
  scored,
  subject,
  topThree,
  voted,
} from './history.ts';
import { chats, otherCode, personOf, type Role, withPeople } from './matrix-people.ts';

// One case at the moments at which its verbs count, with everybody of `matrix-people` in it who has something to do with it.

/** `c1` in most scenes; `c2` where the case met before. */
export interface Scene {
  readonly history: readonly EventBody[];
  readonly conference: string;
  readonly phase: Phase;
}

const seats = ['procesregisseur', 'notulist', 'wijkagent', 'rechercheur', 'behandelaar', 'reclasseerder'] as const;
const conversation = chats.meeting.id;
const mine = said('wijkagent');

function person(role: Role, organisation: string) {
  return { person: personOf(role), name: role, organisation };
}

/** Who sits at a table: the six, and whoever was taken out of the chat since. */
const atTheTable = [
  ...seats.map(seat => joined(seat)),
  { type: 'ParticipantJoined', participant: person('removed', 'Jeugdzorg') },
  noteTaker(),
  { type: 'CaseDirectorSet', director: person('director', 'Reclassering') },
] as const satisfies readonly EventBody[];

function first(approach: 'Top X' | 'MDA++' = 'Top X'): readonly EventBody[] {
  return [caseOpened(approach), opened({ approach, conversation }), ...atTheTable, subject('P1')];
}

const known: readonly EventBody[] = [
  risk('R1', { by: mine }),
  factor('F1', { by: mine }),
  factor('F2', { by: mine }),
  factor('F3', { by: mine, kind: 'protective', what: 'Hij drinkt niet meer' }),
  scenario('S1', { by: mine }),
];
const agreed: readonly EventBody[] = [
  agreedLevel('R1', 'high'),
  topThree('F1', 'F2'),
  action('A1', { factors: ['F1'], risks: ['R1'], every: 'week', acceptance: 'asked' }),
  action('A2', { owner: person('member', '') }),
  { type: 'FactorLeftWithoutAction', factor: 'F2', reason: 'Loopt al' },
  { type: 'WarningRaised', warning: { id: 'W1', code: 'smart.effect', item: 'A1', conference: conferenceId } },
];
const whole = [...first(), ...known, ...agreed];

/**
 * The conference before: other people at the table too, and a case director who isn't in the chat now. What they said about it is over.
 */
const before: readonly EventBody[] = [
  ...whole,
  { type: 'ParticipantJoined', participant: person('former', 'Leger des Heils') },
  { type: 'CaseDirectorSet', director: person('directorAway', 'Jeugdzorg') },
  agreedScore('P1', 5),
  closed(),
];
const second = (approach: 'Top X' | 'MDA++' = 'Top X'): readonly EventBody[] => [
  ...before,
  adopted(),
  opened({ conference: 'c2', number: 2, approach, conversation, carriedActions: ['A1'] }),
  ...atTheTable,
];

const toldSignal: EventBody = {
  type: 'SignalRecorded',
  signal: {
    id: 'G1',
    what: 'Schreeuwen gehoord',
    kind: 'rising',
    by: person('own', 'Politie'),
    at: '2026-11-20T09:00:00.000Z',
  },
};

/** By what goes on; `between` is after a second conference, before a third. */
const histories = {
  actions: [[...whole, phase('actions')], conferenceId, 'actions'],
  lookBack: [[...second(), phase('lookBack')], 'c2', 'lookBack'],
  'safety.score': [[...first('MDA++'), phase('safety.score')], conferenceId, 'safety.score'],
  'safety.revealed': [
    [...first('MDA++'), phase('safety.score'), scored('behandelaar', 'P1', 4), ...revealed('safety.score')],
    conferenceId,
    'safety.revealed',
  ],
  notSafeAgain: [
    [...second('MDA++'), phase('safety.score'), ...revealed('safety.score'), agreedScore('P1', 4)],
    'c2',
    'safety.revealed',
  ],
  'risks.rate': [[...first(), ...known, phase('risks.rate')], conferenceId, 'risks.rate'],
  'risks.revealed': [
    [...first(), ...known, phase('risks.rate'), rated('behandelaar', 'R1', 'low'), ...revealed('risks.rate')],
    conferenceId,
    'risks.revealed',
  ],
  'topThree.vote': [[...first(), ...known, phase('topThree.vote')], conferenceId, 'topThree.vote'],
  'topThree.revealed': [
    [...first(), ...known, phase('topThree.vote'), voted('behandelaar', 'F1'), ...revealed('topThree.vote')],
    conferenceId,
    'topThree.revealed',
  ],
  closed: [[...whole, toldSignal, closed()], conferenceId, 'closing'],
  adopted: [[...whole, toldSignal, closed(), adopted()], conferenceId, 'closing'],
  between: [[...second(), toldSignal, phase('actions', 'lookBack'), closed(), adopted('c2')], 'c2', 'closing'],
  filed: [[...second(), toldSignal, closed(), adopted('c2'), filed('c1'), filed('c2')], 'c2', 'closing'],
  ended: [
    [...second(), closed(), adopted('c2'), { type: 'CaseClosed', reason: 'goalsMet', retentionUntil: '2031-11-20' }],
    'c2',
    'closing',
  ],
} as const satisfies Readonly<Record<string, readonly [readonly EventBody[], string, Phase]>>;
export type SceneName = keyof typeof histories;

function filed(conference: string): EventBody {
  return { type: 'MinutesFiled', conference, version: 1, files: [] };
}

export function sceneOf(name: SceneName): Scene {
  const [history, conference, at] = histories[name];
  return { history: withPeople(history), conference, phase: at };
}

/** Another case of the house, with other people at its table, which goes on at the same time. */
export const neighbours: readonly EventBody[] = withPeople([
  { ...caseOpened(), code: otherCode } as EventBody,
  opened({ conference: 'n1', conversation: chats.other.id }),
  { type: 'ParticipantJoined', participant: person('neighbour', 'Woningcorporatie') },
  risk('R1', { conference: 'n1', what: 'Brandstichting' }),
  action('A1', { conference: 'n1', owner: person('neighbour', 'Woningcorporatie') }),
  phase('actions'),
]);
