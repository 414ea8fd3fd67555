import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rating, Vote } from '../../src/domain/answers.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import { ratingLevels } from '../../src/domain/values.ts';
import { formNames } from '../../src/ports/form-tokens.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, now, person, type Scene, token, withConference } from './states.ts';
import { formView } from './views.ts';

const partners = [2, 3, 4, 5];
const organisations: Readonly<Record<number, string>> = { 2: 'Politie', 3: 'Reclassering', 4: 'GGZ', 5: 'Wijkteam' };

/** What each partner answered, or nothing: a level with a reason that can be recognised, and a vote. */
const answer = fc.record({
  level: fc.constantFrom(...ratingLevels),
  reason: fc.integer({ min: 100_000, max: 999_999 }).map(number => `kanarie-${number}`),
  factors: fc.subarray(['F1', 'F2', 'F4'], { minLength: 1 }),
});
const answers = fc.tuple(answer, answer, answer, answer);
type Answers = readonly { level: Rating['level']; reason: string; factors: readonly string[] }[];
const whoAnswered = fc.subarray(partners);

/** Casus X in a blind phase; these partners have given these answers and nothing was revealed. */
function blindScene(phase: 'risks.rate' | 'topThree.vote', who: readonly number[], given: Answers): Scene {
  const said = partners.flatMap((number, index) => {
    const one = given[index];
    if (one === undefined || !who.includes(number)) return [];
    return [{ person: person(number), organisation: organisations[number] ?? '', ...one }];
  });
  const ratings: Rating[] = said.map(({ factors: _factors, ...rest }) => ({ ...rest, risk: 'R1' }));
  const votes: Vote[] = said.map(({ person: by, organisation, factors }) => ({ person: by, organisation, factors }));
  const base = casusX();
  const { topThree: _topThree, ...conference } = base.state.conferences[0] ?? {};
  const fresh = { ...base, state: { ...base.state, conferences: [conference] } as CaseState };
  return withConference(inPhase(fresh, phase), {
    ratingRounds: [{ revealed: false, answers: ratings }],
    voteRounds: [{ revealed: false, answers: votes }],
    agreedLevels: {},
    withoutAction: {},
  });
}

/** Every card of that moment as JSON: for everyone, or for one person. */
function cardsOf(scene: Scene, viewer?: string): readonly string[] {
  const { state } = scene;
  const own = viewer === undefined ? {} : { viewer, withBoardLines: false };
  // A reminder or draft minutes would be of a closed conference; rendered here all the same, because nothing may leak there either.
  const forms = formNames.map(form => formView(scene, form, { state, conference: 'c1', action: 'A1', ...own }));
  return [
    ...forms.map(view => renderer.render(view)),
    renderer.render({ kind: 'board', language: 'nl', token, state, conference: 'c1', now }),
    renderer.render({ kind: 'summary', language: 'nl', state, conference: 'c1' }),
    renderer.render({ kind: 'line', language: 'nl', line: 'phaseDone', state, conference: 'c1' }),
  ].map(card => JSON.stringify(card));
}

describe.each(['risks.rate', 'topThree.vote'] as const)('blind phase %s', phase => {
  it('shows everyone the same cards, whatever was answered', () => {
    fc.assert(
      fc.property(whoAnswered, answers, answers, (who, one, other) => {
        expect(cardsOf(blindScene(phase, who, one))).toEqual(cardsOf(blindScene(phase, who, other)));
      }),
      { numRuns: 25 },
    );
  });

  it('shows one person nothing that depends on the answers of others', () => {
    fc.assert(
      fc.property(whoAnswered, answers, answers, fc.constantFrom(...partners, 1, 9), (who, one, other, viewer) => {
        const own = one.map((answered, index) => (partners[index] === viewer ? answered : (other[index] ?? answered)));
        const [mine, same] = [blindScene(phase, who, one), blindScene(phase, who, own)];
        expect(cardsOf(mine, person(viewer))).toEqual(cardsOf(same, person(viewer)));
      }),
      { numRuns: 25 },
    );
  });

  it('holds no reason of anybody, not even of a round that was skipped', () => {
    fc.assert(
      fc.property(answers, given => {
        const skipped = withConference(blindScene(phase, partners, given), { phase: 'closing' });
        const everything = [...cardsOf(blindScene(phase, partners, given)), ...cardsOf(skipped)].join('');
        expect(everything).not.toContain('kanarie-');
      }),
      { numRuns: 10 },
    );
  });
});

describe('a blind round after a revealed one', () => {
  it('leaves the earlier results in sight and keeps the new answers to itself', () => {
    const base = inPhase(casusX(), 'risks.rate');
    const rating = (reason: string): Rating => ({
      person: person(2),
      organisation: 'Politie',
      risk: 'R1',
      level: 'low',
      reason,
    });
    const scene = withConference(base, {
      ratingRounds: [
        { revealed: true, answers: [rating('eerst')] },
        { revealed: false, answers: [rating('kanarie')] },
      ],
    });
    const state = scene.state;
    const card = JSON.stringify(renderer.render(formView(scene, 'agreeRisks', { state })));
    expect(card).toContain('eerst');
    expect(cardsOf(scene).join('')).not.toContain('kanarie');
  });
});

describe("a person's own answer", () => {
  const given: Answers = [
    { level: 'high', reason: 'kanarie-mijn', factors: ['F2', 'F4'] },
    { level: 'low', reason: 'kanarie-hun', factors: ['F1'] },
  ];

  it('comes back in the card for that person', () => {
    const view = formView(blindScene('risks.rate', [2, 3], given), 'rateRisks', { viewer: person(2) });
    const card = JSON.stringify(renderer.render(view));
    expect(card).toContain('kanarie-mijn');
    expect(card).not.toContain('kanarie-hun');
  });

  it('is chosen again on the ballot of that person only', () => {
    const ballot = (viewer?: string) => {
      const scene = blindScene('topThree.vote', [2, 3], given);
      return JSON.stringify(renderer.render(formView(scene, 'voteTopThree', viewer === undefined ? {} : { viewer })));
    };
    expect(ballot(person(2))).toContain('"value":"F2,F4"');
    expect(ballot(person(3))).toContain('"value":"F1"');
    expect(ballot()).not.toContain('"value":"F2,F4"');
  });
});
