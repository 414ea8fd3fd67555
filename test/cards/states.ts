import { type Phase, stepOf } from '../../src/domain/agenda.ts';
import type { Rating, Vote } from '../../src/domain/answers.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { Action, Factor, Risk } from '../../src/domain/items.ts';
import type { Member } from '../../src/ports/roster.ts';
import { withWholeMethod } from './whole-method.ts';

/** States to render cards from: the smallest conference, casus X as it was played, the largest, and hostile texts. */

export const now = '2026-11-21T08:19:30.000Z';
export const token = 'q7VnT3xYb2mR8sLk4wZp9uHd';

export interface Scene {
  readonly name: string;
  readonly state: CaseState;
  readonly members: readonly Member[];
  /** A participant, the chair, the note-taker. */
  readonly participant: string;
  readonly chair: string;
}

/** Ids as Entra gives them, told apart by their last digits. */
export function person(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function conferenceOf(scene: Scene): Conference {
  const conference = scene.state.conferences.at(-1);
  if (conference === undefined) throw new Error('a scene has a conference');
  return conference;
}

/** The same scene with its conference changed. */
export function withConference(scene: Scene, changes: Partial<Conference>): Scene {
  const conference = { ...conferenceOf(scene), ...changes };
  return { ...scene, state: { ...scene.state, conferences: [...scene.state.conferences.slice(0, -1), conference] } };
}

const agenda: readonly Phase[] = [
  'opening',
  'lookBack',
  'safety.score',
  'safety.revealed',
  'monitor',
  'risks.raise',
  'risks.rate',
  'risks.revealed',
  'topThree.raise',
  'topThree.vote',
  'topThree.revealed',
  'actions',
  'scenarios',
  'closing',
];

/** In that phase, entered just now, with the blind rounds revealed once the phase is past them, as the agenda does. */
export function inPhase(scene: Scene, phase: Phase): Scene {
  const at = agenda.indexOf(phase);
  const conference = conferenceOf(scene);
  const revealed = <Answer>(rounds: readonly { answers: readonly Answer[] }[], from: Phase) =>
    rounds.map(round => ({ ...round, revealed: at >= agenda.indexOf(from) }));
  const { topThree, ...rest } = conference;
  return withConference(
    { ...scene, state: { ...scene.state, conferences: [...scene.state.conferences.slice(0, -1), rest] } },
    {
      phase,
      phaseEnteredAt: now,
      stepEntries: [...conference.stepEntries.slice(0, 1), { step: stepOf(phase), at: now }],
      scoreRounds: revealed(conference.scoreRounds, 'safety.revealed'),
      agreedScores: at > agenda.indexOf('safety.revealed') ? conference.agreedScores : {},
      ratingRounds: revealed(conference.ratingRounds, 'risks.revealed'),
      voteRounds: revealed(conference.voteRounds, 'topThree.revealed'),
      agreedLevels: at > agenda.indexOf('risks.revealed') ? conference.agreedLevels : {},
      ...(at > agenda.indexOf('topThree.revealed') && topThree !== undefined && { topThree }),
    },
  );
}

export function closedAndAdopted(scene: Scene): Scene {
  return withConference(scene, {
    phase: 'closing',
    closed: { at: now, by: scene.chair, nextDate: '2026-12-12', reflection: 'Ieder zag een ander stuk' },
  });
}

function baseConference(chairName: string, approach: string): Conference {
  const { expectedOrganisations = [], instruments = [] } = usualApproaches.find(one => one.name === approach) ?? {};
  return {
    id: 'c1',
    number: 1,
    conversation: '19:meeting',
    openedAt: '2026-11-21T08:00:00.000Z',
    chair: person(1),
    chairName,
    minutesAvailable: 30,
    budgets: {},
    stepEntries: [{ step: 'opening', at: '2026-11-21T08:00:00.000Z' }],
    urgent: false,
    wasUrgent: false,
    steps: ['opening', 'risks', 'topThree', 'actions', 'closing'],
    openedSteps: [],
    resumedSteps: [],
    carriedActions: [],
    expectedOrganisations,
    instruments,
    preparationDays: 3,
    phase: 'opening',
    phaseEnteredAt: '2026-11-21T08:00:00.000Z',
    purpose: 'riskManagement',
    attendees: [],
    scoreRounds: [{ revealed: false, answers: [] }],
    agreedScores: {},
    scalingUp: {},
    reviews: {},
    ratingRounds: [{ revealed: false, answers: [] }],
    voteRounds: [{ revealed: false, answers: [] }],
    agreedLevels: {},
    withoutAction: {},
    skippedReveals: [],
    corrections: [],
    preparations: [],
    beforehand: {},
  };
}

/** What a case starts with, besides its code and approach. */
function emptyCase(): Omit<CaseState, 'code' | 'approach' | 'conferences'> {
  return {
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
  };
}

export function smallest(): Scene {
  return {
    name: 'smallest',
    state: {
      ...emptyCase(),
      code: 'ZVH-2026-001',
      approach: 'Top X',
      conferences: [baseConference('Procesregisseur', 'Top X')],
    },
    members: [{ person: person(1), name: 'Procesregisseur' }],
    participant: person(2),
    chair: person(1),
  };
}

const partners = [
  ['Procesregisseur', 'Zorg- en Veiligheidshuis'],
  ['Wijkagent', 'Politie'],
  ['Reclasseerder', 'Reclassering'],
  ['Behandelaar', 'GGZ'],
  ['Medewerker wijkteam', 'Wijkteam gemeente'],
] as const;

/** The first conference of casus X, near its end. */
export function casusX(): Scene {
  const by = (index: number) => ({ person: person(index + 1), organisation: partners[index]?.[1] ?? '' });
  const owner = (index: number) => ({
    person: person(index + 1),
    name: partners[index]?.[0] ?? '',
    organisation: partners[index]?.[1] ?? '',
  });
  const rate = (index: number, level: Rating['level'], reason: string): Rating => ({
    ...by(index),
    risk: 'R1',
    level,
    reason,
  });
  const factor = (id: string, what: string, more: Partial<Factor> = {}): Factor => ({
    id,
    kind: 'dynamic',
    what,
    assessable: true,
    risks: ['R1'],
    by: by(4),
    conference: 'c1',
    ...more,
  });
  const action = (id: string, what: string, index: number, factors: readonly string[]): Action => ({
    id,
    type: 'information',
    what,
    owner: owner(index),
    due: id === 'A1' ? '2026-12-12' : '2026-12-05',
    horizon: 'short',
    intensity: 'light',
    effect: 'Zicht op gedrag buiten de behandelkamer',
    factors,
    risks: ['R1'],
    subjects: [],
    reportTo: owner(0),
    by: by(index),
    conference: 'c1',
    agreedOn: '2026-11-21',
    status: 'open',
  });
  const conference: Conference = {
    ...baseConference('Procesregisseur', 'Top X OGG'),
    goal: 'Gedeeld beeld van het risico op geweld en afspraken voor de komende weken',
    caseDirector: owner(3),
    attendees: partners.map(([name, organisation], index) => ({ person: person(index + 1), name, organisation })),
    ratingRounds: [
      {
        revealed: true,
        answers: [
          rate(1, 'veryHigh', 'Drie meldingen in een maand'),
          rate(2, 'high', 'Eerdere veroordeling voor geweld'),
          rate(3, 'unknown', 'In contact rustig, maar gebruik is niet te zien'),
          rate(4, 'high', 'Buren durven niet langs de deur'),
        ],
      },
    ],
    voteRounds: [
      {
        revealed: true,
        answers: [
          { ...by(1), factors: ['F1', 'F4'] },
          { ...by(2), factors: ['F1', 'F2'] },
          { ...by(3), factors: ['F1', 'F2', 'F4'] },
          { ...by(4), factors: ['F2', 'F1'] },
        ],
      },
    ],
    agreedLevels: { R1: { level: 'high', reason: 'Meldingen en verleden wegen nu zwaarder; gebruik is onbekend' } },
    topThree: { factors: ['F1', 'F2', 'F4'] },
    withoutAction: { F4: 'Eerst zicht op gebruik; buurtbemiddeling loopt al via de gemeente' },
    phase: 'actions',
  };
  return {
    name: 'casus X',
    state: {
      ...emptyCase(),
      code: 'ZVH-2026-002',
      approach: 'Top X OGG',
      risks: [
        {
          id: 'R1',
          what: 'Geweld tegen een willekeurige voorbijganger in de eigen buurt',
          severity: 'Lichamelijk letsel, mogelijk met een wapen',
          by: by(1),
          conference: 'c1',
        },
      ],
      factors: [
        factor('F1', 'Middelengebruik, omvang onbekend', { assessable: false, by: by(3) }),
        factor('F2', 'Geen dagbesteding, is overdag op straat'),
        factor('F3', 'Eerdere veroordelingen voor geweld', { kind: 'static' }),
        factor('F4', 'Conflict met de buren'),
        factor('F5', 'Drinkt thuis niet meer', { kind: 'protective' }),
        factor('F6', 'Wekelijks contact met een tante', { kind: 'protective' }),
      ],
      actions: [
        action('A1', 'Middelengebruik monitoren met een wekelijkse urinecontrole', 3, ['F1']),
        action('A2', 'Gedrag en dagbesteding observeren bij huisbezoek en terugkoppelen', 4, ['F1', 'F2']),
        action('A3', 'Eén gesprek op straat over dagbesteding', 1, ['F2']),
      ],
      signals: [
        {
          id: 'G1',
          what: 'Stond twee avonden schreeuwend op straat',
          kind: 'rising',
          by: owner(1),
          at: '2026-11-20T19:00:00.000Z',
        },
      ],
      conferences: [conference],
    },
    members: partners.map(([name], index) => ({ person: person(index + 1), name })),
    participant: person(2),
    chair: person(1),
  };
}

/** A spoed on casus X: one risk with a level, one measure with a person and a time. */
export function urgent(): Scene {
  const base = casusX();
  const [measure] = base.state.actions;
  if (measure === undefined) throw new Error('casus X has actions');
  const { topThree: _topThree, goal: _goal, ...conference } = conferenceOf(base);
  const fresh = { ...base.state, factors: [], conferences: [conference] };
  const actions: Action[] = [
    {
      ...measure,
      type: 'safetyMeasure',
      what: 'Om het uur langs het huis rijden',
      due: '2026-11-21T14:30',
      factors: [],
    },
  ];
  return withConference(
    { ...base, name: 'spoed', state: { ...fresh, actions } },
    { urgent: true, wasUrgent: true, minutesAvailable: 30, withoutAction: {}, phase: 'actions' },
  );
}

export interface Size {
  readonly organisations: number;
  readonly risks: number;
  readonly factors: number;
  readonly actions: number;
  /** Makes the text of an item, at most as long as the form lets people type. */
  readonly text: (about: string) => string;
}

/** A conference of any size in which everybody answered everything. */
export function sized(name: string, { organisations, risks: riskCount, factors, actions, text }: Size): Scene {
  const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i + 1));
  const by = (index: number) => ({ person: person(index + 2), organisation: text(`organisatie ${index}`) });
  const levels = ['low', 'moderate', 'high', 'veryHigh', 'unknown'] as const;
  const risks = many(riskCount, (i): Risk => ({ id: `R${i}`, what: text(`risico ${i}`), by: by(1), conference: 'c1' }));
  const allFactors = many(
    factors,
    (i): Factor => ({
      id: `F${i}`,
      kind: i % 6 === 0 ? 'static' : i % 7 === 0 ? 'protective' : 'dynamic',
      what: text(`factor ${i}`),
      assessable: i % 5 !== 0,
      risks: risks.map(risk => risk.id),
      by: by(1),
      conference: 'c1',
    }),
  );
  const dynamic = allFactors.filter(factor => factor.kind === 'dynamic').map(factor => factor.id);
  const ratings = many(organisations, who =>
    risks.map(
      (risk, i): Rating => ({
        ...by(who),
        risk: risk.id,
        level: levels[(who + i) % levels.length] ?? 'low',
        reason: text(`reden ${who} ${risk.id}`),
      }),
    ),
  ).flat();
  const votes = many(
    organisations,
    (who): Vote => ({ ...by(who), factors: [0, 1, 2].map(step => dynamic[(who + step) % dynamic.length] ?? 'F1') }),
  );
  const conference: Conference = {
    ...baseConference(text('voorzitter'), 'Radicalisering en polarisatie'),
    goal: text('doel'),
    caseDirector: { ...by(1), name: text('regisseur') },
    attendees: many(organisations, i => ({ ...by(i), name: text(`naam ${i}`), role: text(`rol ${i}`) })),
    ratingRounds: [{ revealed: true, answers: ratings }],
    voteRounds: [{ revealed: true, answers: votes }],
    agreedLevels: Object.fromEntries(
      risks.map(risk => [risk.id, { level: 'high' as const, reason: text(`niveau ${risk.id}`) }]),
    ),
    topThree: { factors: dynamic.slice(0, 3), reason: text('reden top drie') },
    withoutAction: dynamic[2] === undefined ? {} : { [dynamic[2]]: text('geen actie') },
    phase: 'actions',
  };
  return {
    name,
    state: {
      ...emptyCase(),
      code: 'ZVH-2026-99999',
      approach: 'Radicalisering en polarisatie',
      risks,
      factors: allFactors,
      actions: many(
        actions,
        (i): Action => ({
          id: `A${i}`,
          type: i % 3 === 0 ? 'information' : 'intervention',
          what: text(`actie ${i}`),
          owner: { ...by(i % organisations), name: text(`eigenaar ${i}`) },
          due: '2026-12-12T14:30',
          horizon: 'short',
          effect: text(`effect ${i}`),
          factors: dynamic.slice(i % 3, (i % 3) + 2).filter(id => id !== dynamic[2]),
          risks: ['R1'],
          subjects: [],
          reportTo: { ...by(1), name: text(`terug ${i}`) },
          by: by(1),
          conference: 'c1',
          agreedOn: '2026-11-21',
          status: 'open',
        }),
      ),
      conferences: [conference],
    },
    members: many(organisations + 5, i => ({ person: person(i + 2), name: text(`naam ${i}`) })),
    participant: person(3),
    chair: person(1),
  };
}

const padding = 'een lange zin zoals mensen die aan tafel typen, met komma’s en "aanhalingstekens" erin, ';

export function largest(): Scene {
  const text = (about: string) => `${about}: ${padding.repeat(4)}`.slice(0, 200);
  const scene = sized('largest', { organisations: 15, risks: 12, factors: 30, actions: 20, text });
  return { ...scene, state: withWholeMethod(scene.state, { subjects: 8, scenarios: 10, text }) };
}

/** The conference that the method is built for at its fullest: with texts as people type them. */
export function inFull(): Scene {
  const text = (about: string) => `${about}: ${padding}`.slice(0, about.startsWith('organisatie') ? 14 : 90).trim();
  const scene = sized('in full', { organisations: 8, risks: 3, factors: 10, actions: 5, text });
  return { ...scene, state: withWholeMethod(scene.state, { subjects: 2, scenarios: 2, text }) };
}

/** Everything a client might act on, at full length where it's short. */
export const hostileTexts: readonly string[] = [
  '**vet** _schuin_ [klik](https://evil.example) `code` # kop',
  '\u0024{$root.token} \u0024{1+1} \u0024{',
  '{{DATE(2026-11-21T08:00:00Z,SHORT)}} {{TIME(2026-11-21T08:00:00Z)}}',
  '<at>Iedereen</at> <at id="0">Voorzitter</at> <b>x</b> &lt;script&gt;',
  'abc\u202Egnirts ed si tid\u202C\u2066x\u2069\u200F',
  'on\u200Bzicht\u200Dbaar\uFEFF\u2060 woord\u00AD',
  'regel een\r\nregel twee\ttab\u0000nul\u0007bel\u001B[31m',
  '👩‍👩‍👧‍👦😀🏳️‍🌈'.repeat(14),
  '@t:board.title @button $data $when __proto__ constructor',
  '"},{"type":"Action.OpenUrl","url":"https://evil.example"}',
  `\uD800 halve \uDC00 ${'z\u0301\u0302\u0303\u0304\u0305'.repeat(30)}`,
  '- 1. + # > | ~~weg~~ \\ \uE000\uE001',
  'x'.repeat(200),
  ' ',
];

export function hostile(): Scene {
  let next = 0;
  const text = (about: string) => {
    const chosen = hostileTexts[next++ % hostileTexts.length] ?? '';
    return `${about} ${chosen}`.slice(0, 200);
  };
  const scene = sized('hostile', { organisations: 14, risks: 13, factors: 28, actions: 14, text });
  return { ...scene, state: withWholeMethod(scene.state, { subjects: 3, scenarios: 4, text }) };
}
