import type { Phase } from '../../src/domain/agenda.ts';
import type { Round, SafetyScore } from '../../src/domain/answers.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { CaseEvent, EventBody, EventOf } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { Action, Subject } from '../../src/domain/items.ts';
import type { Card, FormView } from '../../src/ports/card-renderer.ts';
import type { FormName } from '../../src/ports/form-tokens.ts';
import { renderer } from './renderer.ts';
import { now, person, type Scene } from './states.ts';
import { formView } from './views.ts';

/** The case of the vision paper: a baby and a mother at risk, in the second conference, with the first one behind it. */

const table = {
  procesregisseur: ['Procesregisseur', 'Zorg- en Veiligheidshuis'],
  veiligthuis: ['Medewerker Veilig Thuis', 'Veilig Thuis'],
  behandelaar: ['Behandelaar', 'De Waag'],
  reclasseerder: ['Reclasseerder', 'Reclassering'],
  jeugdarts: ['Jeugdarts', 'Jeugdgezondheidszorg'],
  wijkagent: ['Wijkagent', 'Politie'],
} as const;
export type Seat = keyof typeof table;
const seats = Object.keys(table) as Seat[];

export const idOf = (seat: Seat) => person(seats.indexOf(seat) + 1);
export const by = (seat: Seat) => ({ person: idOf(seat), organisation: table[seat][1] });
const refTo = (seat: Seat) => ({ ...by(seat), name: table[seat][0] });

/** What somebody gives a subject; the words only where they matter. */
export function scored(
  seat: Seat,
  subject: string,
  score: number,
  explanation?: string,
  onePointUp?: string,
): SafetyScore {
  return {
    ...by(seat),
    subject,
    score,
    ...(explanation !== undefined && { explanation }),
    ...(onePointUp !== undefined && { onePointUp }),
  };
}

export const revealed = (...answers: SafetyScore[]): Round<SafetyScore> => ({ revealed: true, answers });
export const blind = (...answers: SafetyScore[]): Round<SafetyScore> => ({ revealed: false, answers });

export function action(id: string, what: string, owner: Seat, more: Partial<Action> = {}): Action {
  return {
    id,
    type: 'safetyMeasure',
    what,
    owner: refTo(owner),
    due: '2026-11-14',
    horizon: 'short',
    factors: [],
    risks: [],
    subjects: [],
    by: by(owner),
    conference: 'c0',
    agreedOn: '2026-09-18',
    status: 'open',
    ...more,
  };
}

const subjects: readonly Subject[] = ['Baby', 'Moeder'].map((name, index) => ({
  id: `P${index + 1}`,
  name,
  by: by('procesregisseur'),
  conference: 'c0',
}));
const actions: readonly Action[] = [
  action('A1', 'Baby vanuit het ziekenhuis naar een crisispleeggezin', 'veiligthuis'),
  action('A2', 'Met moeder een eigen veiligheidsplan maken', 'wijkagent'),
  action('A3', 'Onderzoek naar het patroon van geweld en de klachten van moeder', 'behandelaar', {
    type: 'information',
    effect: 'Zicht op het patroon van geweld',
  }),
];

function opened(conference: string, number: number): EventOf<'ConferenceOpened'> {
  const approach = usualApproaches.find(one => one.name === 'MDA++');
  return {
    type: 'ConferenceOpened',
    conference,
    number,
    conversation: '19:meeting',
    chair: idOf('procesregisseur'),
    chairName: table.procesregisseur[0],
    approach: 'MDA++',
    minutesAvailable: 45,
    budgets: approach?.budgets ?? {},
    urgent: false,
    steps: approach?.steps ?? [],
    resumedSteps: [],
    carriedActions: number === 1 ? [] : actions.map(one => one.id),
    expectedOrganisations: approach?.expectedOrganisations ?? [],
    instruments: [],
  };
}

const joined = seats.map((seat): EventBody => ({ type: 'ParticipantJoined', participant: refTo(seat) }));
const history: readonly EventBody[] = [
  { type: 'CaseOpened', code: 'ZVH-2026-001', approach: 'MDA++' },
  opened('c0', 1),
  ...joined,
  ...subjects.map((subject): EventBody => ({ type: 'SubjectAdded', subject })),
  ...actions.map((one): EventBody => ({ type: 'ActionAgreed', action: one })),
  { type: 'ConferenceClosed', nextDate: '2026-11-21' },
  opened('c1', 2),
  ...joined,
];

function stateNow(): CaseState {
  const events = history.map(
    (body, index): CaseEvent => ({ id: `e${index}`, at: now, actor: { person: idOf('procesregisseur') }, ...body }),
  );
  const state = fold(events);
  if (state === undefined) throw new Error('a history opens a case');
  return state;
}

/** In that phase of the second conference; `changes` changes it, `before` is what the first one agreed on. */
export function janna(
  phase: Phase,
  changes: Partial<Conference> = {},
  before: Conference['agreedScores'] = {
    P1: { score: 2, requirements: 'Ouders troosten de baby in meer dan één situatie' },
    P2: { score: 3, requirements: 'Moeder gebruikt haar veiligheidsplan' },
  },
): Scene {
  const state = stateNow();
  const conferences = state.conferences.map(one =>
    one.id === 'c0' ? { ...one, agreedScores: before } : { ...one, phase, ...changes },
  );
  return {
    name: 'Janna',
    state: { ...state, processPhase: 'execution', conferences },
    members: seats.map(seat => ({ person: idOf(seat), name: table[seat][0] })),
    participant: idOf('veiligthuis'),
    chair: idOf('procesregisseur'),
  };
}

/** The same scene with something else in the case. */
export function withCase(scene: Scene, changes: Partial<CaseState>): Scene {
  return { ...scene, state: { ...scene.state, ...changes } };
}

/** What a form of this scene looks like: for everyone, or for one person with `viewer`. */
export function shown(scene: Scene, form: FormName, more: Partial<FormView> = {}): Card {
  const own = more.viewer === undefined ? {} : { withBoardLines: false };
  return renderer.render(formView(scene, form, { state: scene.state, ...own, ...more }));
}
