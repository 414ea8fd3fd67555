import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/cards/room.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import { lifeDomains } from '../../src/domain/values.ts';
import { openButtons } from './house-rules.ts';
import { buttonOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import {
  casusX,
  closedAndAdopted,
  inFull,
  inPhase,
  now,
  person,
  type Scene,
  token,
  urgent,
  withConference,
} from './states.ts';

const board = ({ state }: Scene, at = now) =>
  renderer.render({ kind: 'board', language: 'nl', token, state, conference: 'c1', now: at });
const lines = (scene: Scene, at = now) => linesOf(board(scene, at));
const withState = (scene: Scene, changes: Partial<CaseState>): Scene => ({
  ...scene,
  state: { ...scene.state, ...changes },
});

/** The same case with conferences before this one. */
function following(scene: Scene, ...before: readonly Partial<Conference>[]): Scene {
  const [current] = scene.state.conferences;
  if (current === undefined) throw new Error('a scene has a conference');
  const earlier = before.map((changes, i) => ({
    ...current,
    id: `c0${i}`,
    number: i + 1,
    agreedLevels: {},
    ...changes,
  }));
  const last = { ...current, number: before.length + 1 };
  return withState(scene, { conferences: [...earlier, last] });
}

const mother = { id: 'P1', name: 'moeder', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
const child = { ...mother, id: 'P2', name: 'kind' };

describe('a board with everything on it', () => {
  it('fits 28 KB with nothing left out: eight partners, three risks, ten factors, five actions, two scenarios, twelve life domains, two people', () => {
    const scene = inPhase(inFull(), 'actions');
    const { state } = scene;
    const conference = state.conferences.at(-1);
    expect(new Set(conference?.attendees.map(attendee => attendee.organisation)).size).toBe(8);
    expect([state.risks, state.factors, state.actions, state.scenarios, state.subjects].map(one => one.length)).toEqual(
      [3, 10, 5, 2, 2],
    );
    expect(new Set(state.monitor.map(score => score.domain)).size).toBe(lifeDomains.length);
    const card = board(scene);
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    const shown = lines(scene);
    for (const { id } of [...state.risks, ...state.factors, ...state.actions, ...state.scenarios, ...state.subjects])
      expect(shown.some(line => line.startsWith(`${id}\u2002`))).toBe(true);
    expect(textOf(card)).not.toContain('zie samenvatting');
  });

  it('has six buttons at most, also in a blind step whose time is spent', () => {
    const late = withConference(inPhase(inFull(), 'risks.rate'), {
      stepEntries: [{ step: 'risks', at: '2026-11-21T08:00:00.000Z' }],
    });
    expect(verbsOf(board(late))).toContain('step.extend');
    expect(openButtons(board(late)).length).toBeLessThanOrEqual(6);
  });
});

describe('safety on the board', () => {
  const scored = (scores: Conference['agreedScores'], ...before: readonly Conference['agreedScores'][]) =>
    withConference(
      following(withState(casusX(), { subjects: [mother, child] }), ...before.map(agreedScores => ({ agreedScores }))),
      { agreedScores: scores },
    );

  it('is a line through the conferences for each person', () => {
    const shown = lines(scored({ P1: { score: 6 }, P2: { score: 8 } }, { P1: { score: 3 } }));
    expect(shown).toEqual(expect.arrayContaining(['P1\u2002moeder', '3 → 6', 'P2\u2002kind', '8']));
  });

  it('says in words that somebody is under 6, not by colour only', () => {
    expect(lines(scored({ P1: { score: 4 } }, { P1: { score: 5 } }))).toContain('5 → 4 · nog geen 6');
  });

  it('says that a 7 three times running is stable', () => {
    const seven = { P1: { score: 7 } };
    expect(lines(scored(seven, seven, seven))).toContain('7 → 7 → 7 · stabiel');
    expect(lines(scored(seven, seven))).toContain('7 → 7');
  });

  it('tells what it was until this conference agrees', () => {
    expect(lines(scored({}, { P1: { score: 3 } }))).toContain('vorige keer 3');
  });

  it('names who gave another number, once it is revealed', () => {
    const given = (revealed: boolean) => ({
      scoreRounds: [
        {
          revealed,
          answers: [
            { person: person(2), organisation: 'Politie', subject: 'P1', score: 3 },
            { person: person(4), organisation: 'GGZ', subject: 'P1', score: 6 },
          ],
        },
      ],
    });
    const scene = scored({ P1: { score: 6 } });
    expect(lines(withConference(scene, given(true)))).toContain('Politie gaf 3');
    expect(lines(withConference(scene, given(false))).join()).not.toContain('Politie gaf 3');
  });

  it('says which organisations have given a number, and not which', () => {
    const scene = withConference(inPhase(withState(casusX(), { subjects: [mother] }), 'safety.score'), {
      openedSteps: [{ step: 'safety' }],
      scoreRounds: [
        {
          revealed: false,
          answers: [{ person: person(2), organisation: 'Politie', subject: 'P1', score: 3, explanation: 'kanarie' }],
        },
      ],
    });
    const shown = lines(scene);
    expect(shown).toEqual(expect.arrayContaining(['Wie heeft een cijfer gegeven', '✓ Politie', 'Veiligheid 1/2']));
    expect(shown.join()).not.toMatch(/kanarie|gaf 3/);
  });
});

describe('risks on the board', () => {
  it('have a course from conference to conference', () => {
    const scene = following(inPhase(casusX(), 'actions'), { agreedLevels: { R1: { level: 'veryHigh' } } });
    expect(lines(scene)).toContain('zeer hoog → hoog');
  });

  it('name a level once when it stayed the same', () => {
    const scene = following(inPhase(casusX(), 'actions'), { agreedLevels: { R1: { level: 'high' } } });
    expect(lines(scene)).toContain('hoog');
  });

  it('tell what it was until this conference agrees', () => {
    const scene = following(inPhase(casusX(), 'risks.raise'), { agreedLevels: { R1: { level: 'high' } } });
    expect(lines(scene)).toContain('vorige keer hoog');
  });
});

describe('the agenda on the board', () => {
  const agenda = (scene: Scene) => lines(scene).find(line => line.includes('  ·  '));

  it('shows the steps that are on now: under 6 the safety plan only', () => {
    const steps = ['opening', 'safety', 'risks', 'topThree', 'actions', 'closing'] as const;
    const scene = withConference(inPhase(casusX(), 'actions'), { steps });
    expect(agenda(scene)).toBe('✓ Opening  ·  ✓ Veiligheid  ·  ✓ Risico’s  ·  ✓ Top drie  ·  Acties  ·  Afronding');
    expect(agenda(withConference(scene, { agreedScores: { P1: { score: 4 } } }))).toBe(
      '✓ Opening  ·  ✓ Veiligheid  ·  Acties  ·  Afronding',
    );
  });

  it('counts only the parts of a step that this conference has', () => {
    expect(lines(inPhase(casusX(), 'risks.raise'))).toContain('Risico’s 1/3');
    const sharing = withConference(inPhase(casusX(), 'risks.raise'), { purpose: 'shareInformation' });
    expect(lines(sharing)).toContain('Risico’s');
    expect(lines(sharing)).toContain('Waarvoor: Informatie delen');
  });

  it('names what a spoed before this one left', () => {
    const scene = withConference(casusX(), { resumedSteps: ['topThree', 'scenarios'] });
    expect(lines(scene)).toContain('Nog van de spoed: Top drie, Scenario’s');
  });

  it('says where case and care stand, once the case is past the analysis', () => {
    const scene = withState(casusX(), { processPhase: 'execution', carePhase: 'safetyPlan' });
    expect(lines(scene)).toContain('ZVH-2026-002 · Top X OGG · Uitvoering · Veiligheidsplan');
    expect(lines(casusX())).toContain('ZVH-2026-002 · Top X OGG');
  });

  it('opens the rest of what can be done with one button', () => {
    expect(buttonOf(board(casusX()), 'form.show').data).toMatchObject({ form: 'more' });
  });
});

describe('time on the board', () => {
  const timed = (minutes: number) =>
    withConference(inPhase(casusX(), 'risks.raise'), {
      budgets: { opening: 3, risks: 7 },
      stepEntries: [
        { step: 'opening', at: '2026-11-21T08:00:00.000Z' },
        { step: 'risks', at: `2026-11-21T08:0${minutes}:00.000Z` },
      ],
    });

  it('tells what is left of the step, and says so once it is spent', () => {
    expect(lines(timed(3), '2026-11-21T08:06:30.000Z')).toContain('deze stap: nog 4 min');
    expect(verbsOf(board(timed(3), '2026-11-21T08:06:30.000Z'))).not.toContain('step.extend');
    const spent = board(timed(3), '2026-11-21T08:10:00.000Z');
    expect(linesOf(spent)).toContain('De tijd voor deze stap is om.');
    expect(linesOf(spent).join()).not.toContain('deze stap: nog');
    expect(buttonOf(spent, 'step.extend').title).toBe('+5 min');
  });

  it('shows the round of news as time that the risks no longer have', () => {
    expect(lines(timed(7))).toContain('Rondje nieuws: 4 min over; die hebben de risico’s minder');
    expect(lines(timed(3)).join()).not.toContain('Rondje nieuws');
  });

  it('says after a minute in a blind phase that results can be shown, whoever answered', () => {
    const blind = withConference(inPhase(casusX(), 'risks.rate'), {
      ratingRounds: [{ revealed: false, answers: [] }],
      phaseEnteredAt: '2026-11-21T08:10:00.000Z',
    });
    expect(lines(blind, '2026-11-21T08:10:59.000Z').join()).not.toContain('Tonen kan');
    expect(lines(blind, '2026-11-21T08:11:00.000Z')).toContain('Tonen kan: een minuut is voorbij.');
  });
});

describe('what the board says in one line', () => {
  it('is which life domains are low, the worst first', () => {
    const by = { person: person(2), organisation: 'Politie' };
    const monitor = [
      { domain: 'finances', level: 'notAble', by, conference: 'c1' },
      { domain: 'housing', level: 'acute', by, conference: 'c1' },
      { domain: 'identity', level: 'full', by, conference: 'c1' },
    ] as const;
    expect(lines(withState(casusX(), { monitor }))).toContain(
      'Leefgebieden laag: Huisvesting (acute problemen), Financiën (niet zelfredzaam)',
    );
  });

  it('is how many warnings remain', () => {
    const [first, ...rest] = casusX().state.actions;
    if (first === undefined) throw new Error('casus X has actions');
    const { effect: _effect, ...without } = first;
    const warnings = [{ id: 'W1', code: 'smart.effect' as const, item: 'A1', conference: 'c1' }];
    const scene = withState(casusX(), { actions: [without, ...rest], warnings });
    expect(lines(scene)).toContain('Aandachtspunten: 1, zie Afronden');
    const overridden = warnings.map(warning => ({ ...warning, overrideReason: 'komt vrijdag' }));
    expect(lines(withState(scene, { warnings: overridden })).join()).not.toContain('Aandachtspunten');
  });

  it('is each scenario, with who and how soon below it', () => {
    const scenario = {
      id: 'S1',
      kind: 'escalation' as const,
      signals: 'zegt afspraken af',
      response: 'huisbezoek',
      who: { name: 'Wijkagent', organisation: 'Politie' },
      byWhen: 'binnen een uur',
      actions: [],
      by: { person: person(2), organisation: 'Politie' },
      conference: 'c1',
    };
    expect(lines(withState(casusX(), { scenarios: [scenario] }))).toEqual(
      expect.arrayContaining([
        'Scenario’s',
        'S1\u2002zegt afspraken af → huisbezoek',
        'Wijkagent, Politie · binnen een uur',
      ]),
    );
  });
});

describe('the board of a spoed', () => {
  it('says so on top, and shows the risk and the measures only', () => {
    const scene = withConference(urgent(), { goal: 'een doel dat nu niet telt' });
    const shown = lines(scene);
    expect(shown[0]).toBe('Spoed: casusoverleg 1');
    expect(shown).toEqual(expect.arrayContaining(['Risico’s', 'Maatregelen', 'Behandelaar, GGZ · 21 nov om 14.30']));
    expect(shown.join()).not.toMatch(/Factoren|Doel|Leefgebieden|Scenario/);
  });

  it('leaves out risks and actions of the time before', () => {
    const scene = urgent();
    const [risk] = scene.state.risks;
    const [action] = scene.state.actions;
    if (risk === undefined || action === undefined) throw new Error('a spoed has a risk and a measure');
    const old = withState(scene, {
      risks: [...scene.state.risks, { ...risk, id: 'R2', conference: 'c0' }],
      actions: [...scene.state.actions, { ...action, id: 'A2', conference: 'c0' }],
    });
    expect(lines(old)).toEqual(lines(scene));
  });
});

it('has no clock and no button any more once the conference is closed', () => {
  const closed = withConference(closedAndAdopted(inFull()), { budgets: { closing: 1 } });
  expect(verbsOf(board(closed))).toEqual([]);
  expect(lines(closed, '2026-11-22T08:00:00.000Z').join()).not.toMatch(/nog \d+ min|tijd voor deze stap|zie Afronden/);
});
