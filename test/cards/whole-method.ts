import type { MonitorScore, SafetyScore } from '../../src/domain/answers.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference, DirectionStep } from '../../src/domain/case-state.ts';
import { concernsOf } from '../../src/domain/concerns.ts';
import type { Scenario, Signal, Subject } from '../../src/domain/items.ts';
import { directionSteps, lifeDomains, monitorLevels, scenarioKinds, signalKinds } from '../../src/domain/values.ts';

export interface MethodSize {
  readonly subjects: number;
  readonly scenarios: number;
  /** Makes the text of an item, at most as long as the form lets people type. */
  readonly text: (about: string) => string;
}

/**
 * The same case with everything that a conference may hold besides risks, factors and actions: an earlier conference, open
 * actions that came back, safety scores, life domains, scenarios, warnings, what is known of the person.
 */
export function withWholeMethod(state: CaseState, { subjects: count, scenarios, text }: MethodSize): CaseState {
  const conference = state.conferences.at(-1);
  const [first] = conference?.attendees ?? [];
  if (conference === undefined || first === undefined) throw new Error('the whole method has a table');
  const by = { person: first.person, organisation: first.organisation };
  const many = <T>(length: number, make: (number: number) => T) => Array.from({ length }, (_, i) => make(i + 1));
  const subjects = many(count, (i): Subject => ({ id: `P${i}`, name: text(`rol ${i}`), by, conference: 'c0' }));
  const scores = (at: number) => Object.fromEntries(subjects.map(({ id }, i) => [id, { score: (at + i * 3) % 11 }]));
  const levels = (offset: number, id: string) =>
    lifeDomains.map((domain, i): MonitorScore => {
      const level = monitorLevels[(i + offset) % monitorLevels.length] ?? 'limited';
      return { domain, level, note: text(`toelichting ${i}`), by, conference: id };
    });
  const actions = state.actions.map(({ effect, ...action }, i) => ({
    ...action,
    // The last one says nothing about its effect, which is a warning.
    ...(effect !== undefined && i < state.actions.length - 1 && { effect }),
    conference: i < 2 ? 'c0' : action.conference,
    ...(i === 0 && {
      type: 'information' as const,
      note: text('uitkomst'),
      answers: [{ status: 'partly' as const, note: text('uitkomst') }],
    }),
    ...(i === 2 && { type: 'safetyMeasure' as const, subjects: subjects.slice(0, 1).map(({ id }) => id) }),
  }));
  const carried = actions.slice(0, 2).map(action => action.id);
  const now: Conference = {
    ...conference,
    number: 2,
    budgets: usualApproaches.find(approach => approach.name === 'MDA++')?.budgets ?? {},
    carriedActions: carried,
    resumedSteps: ['safety'],
    openedSteps: [
      { step: 'safety' },
      { step: 'monitor' },
      { step: 'risks', reason: text('reden openen') },
      { step: 'scenarios' },
    ],
    meetingKind: 'Interventieteam',
    reviews: Object.fromEntries(
      carried.map(action => [action, { ...by, action, status: 'partly' as const, note: text(`terugblik ${action}`) }]),
    ),
    scoreRounds: [
      {
        revealed: true,
        answers: conference.attendees.flatMap((attendee, who) =>
          subjects.map(
            ({ id }, i): SafetyScore => ({
              person: attendee.person,
              organisation: attendee.organisation,
              subject: id,
              score: (who + i) % 11,
              explanation: text(`uitleg ${who} ${id}`),
              onePointUp: text(`punt erbij ${who} ${id}`),
            }),
          ),
        ),
      },
    ],
    agreedScores: Object.fromEntries(
      Object.entries(scores(6)).map(([id, { score }]) => [id, { score, requirements: text(`bodemeisen ${id}`) }]),
    ),
  };
  const { topThree: _topThree, ...blank } = conference;
  const before: Conference = {
    ...blank,
    id: 'c0',
    number: 1,
    openedAt: '2026-09-18T08:00:00.000Z',
    stepEntries: [{ step: 'opening', at: '2026-09-18T08:00:00.000Z' }],
    ratingRounds: [],
    voteRounds: [],
    withoutAction: {},
    agreedScores: scores(3),
    agreedLevels: Object.fromEntries(state.risks.map(({ id }) => [id, { level: 'veryHigh' as const }])),
    phase: 'closing',
    closed: { at: '2026-09-18T08:40:00.000Z', by: conference.chair, nextDate: '2026-11-21' },
  };
  const whole: CaseState = {
    ...state,
    carePhase: 'safetyPlan',
    considerations: { kinds: ['intellectualDisability', 'language'], text: text('rekening houden') },
    voice: {
      invited: false,
      invitedReason: text('niet uitgenodigd'),
      agreesTo: text('akkoord'),
      letterSent: false,
      letterReason: text('geen brief'),
      zsmAdvice: text('advies'),
      zsmDate: '2026-11-01',
    },
    subjects,
    actions,
    scenarios: many(
      scenarios,
      (i): Scenario => ({
        id: `S${i}`,
        kind: scenarioKinds[i % scenarioKinds.length] ?? 'escalation',
        signals: text(`signaal ${i}`),
        response: text(`antwoord ${i}`),
        who: { person: first.person, name: text(`wie ${i}`), organisation: first.organisation },
        byWhen: text(`voor wanneer ${i}`),
        actions: carried,
        by,
        conference: 'c1',
      }),
    ),
    signals: many(
      scenarios,
      (i): Signal => ({
        id: `G${i}`,
        what: text(`gezien ${i}`),
        kind: signalKinds[i % signalKinds.length] ?? 'rising',
        ...(i > 1 && { scenario: `S${i}` }),
        by: { person: first.person, name: text(`wie ${i}`), organisation: first.organisation },
        at: '2026-11-20T08:00:00.000Z',
      }),
    ),
    direction: {
      since: '2026-09-18',
      steps: directionSteps.map(
        (step, i): DirectionStep => ({
          step,
          note: text(`stap ${i}`),
          at: `2026-10-0${i + 1}T08:00:00.000Z`,
          until: `2026-10-1${i}`,
          by: { person: conference.chair, name: text('voorzitter'), organisation: first.organisation },
        }),
      ),
    },
    monitor: [...levels(1, 'c0'), ...levels(0, 'c1')],
    conferences: [...state.conferences.slice(0, -1), before, now],
  };
  const warnings = concernsOf(whole, now, '2026-11-21').map(({ code, item }, i) => ({
    id: `W${i + 1}`,
    code,
    ...(item !== undefined && { item }),
    conference: now.id,
  }));
  return { ...whole, warnings };
}
