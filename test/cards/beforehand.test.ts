import { describe, expect, it } from 'vitest';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import { openInputs } from './house-rules.ts';
import { buttonsOf, element, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, closedAndAdopted, inPhase, person, type Scene, withConference } from './states.ts';
import { formView } from './views.ts';

const owner = { person: person(3), name: 'Reclasseerder', organisation: 'Reclassering' };
const by = { person: person(3), organisation: 'Reclassering' };

/** Casus X closed, with so many open actions of the reclasseerder. */
function closedWith(actions: number, changes: Partial<Conference> = {}): Scene {
  const scene = closedAndAdopted(casusX());
  const [first] = scene.state.actions;
  const [conference] = scene.state.conferences;
  if (first === undefined || conference?.closed === undefined) throw new Error('casus X has actions, and was closed');
  const own = Array.from({ length: actions }, (_, index) => ({ ...first, id: `A${index + 1}`, owner }));
  return withConference(
    { ...scene, state: { ...scene.state, actions: own } },
    { closed: { ...conference.closed, nextDate: '2026-12-14' }, ...changes },
  );
}
const form = (scene: Scene, more: Parameters<typeof formView>[2] = {}) =>
  renderer.render(formView(scene, 'beforehand', { state: scene.state, viewer: owner.person, ...more }));
const open = (card: unknown) => openInputs(card).map(input => input.id);

describe('the card before a conference', () => {
  it('asks what changed and which factors are known, and has "nothing to tell" in one press', () => {
    const card = form(closedWith(0));
    expect(open(card)).toEqual(['changes', 'factors']);
    expect(linesOf(card).slice(0, 2)).toEqual([
      'Voor het overleg van 14 december',
      'ZVH-2026-002 · Drie vragen, één minuut. Je mag iets leeg laten.',
    ]);
    expect(verbsOf(card)).toEqual(['preparation.answer']);
    const nothing = buttonsOf(card).find(button => button.title === 'Niets te melden');
    expect(nothing).toMatchObject({ associatedInputs: 'none', data: { nothing: 'yes' } });
  });

  it('asks one choice for each open action of one’s own, notes and instrument behind a button', () => {
    const card = form(closedWith(8));
    expect(open(card)).toEqual(['changes', ...[1, 2, 3, 4, 5, 6, 7, 8].map(one => `status:A${one}`), 'factors']);
    expect(inputOf(card, 'note:A1').isVisible).toBe(false);
    expect(element(card, 'instruments')?.isVisible).toBe(false);
    expect(String(inputOf(card, 'status:A1').label)).toMatch(/^A1 Middelengebruik .* · uiterlijk 12 dec$/);
    expect(inputsOf(form(closedWith(8), { viewer: person(2) })).map(input => input.id)).not.toContain('status:A1');
  });

  it('comes back with what was told, what isn’t answered first and what is closed in one line', () => {
    const scene = closedWith(3, {
      preparations: [{ ...by, changes: 'Eigen kamer', factors: ['Schulden', 'Foute vrienden'], instrument: 'HCR-30' }],
      beforehand: { A1: { ...by, action: 'A1', status: 'partly', note: 'Half' } },
    });
    const actions = scene.state.actions.map(one => (one.id === 'A3' ? { ...one, status: 'done' as const } : one));
    const carried = withConference(scene, { atClosing: scene.state as CaseState });
    const card = form({ ...carried, state: { ...carried.state, actions } });
    expect(open(card)).toEqual([
      'changes',
      'status:A2',
      'status:A1',
      'note:A1',
      'factors',
      'instrument',
      'instrumentOther',
      'instrumentDate',
    ]);
    expect(inputOf(card, 'factors').value).toBe('Schulden\nFoute vrienden');
    expect(inputOf(card, 'instrument').value).toBe('other');
    expect(inputOf(card, 'instrumentOther').value).toBe('HCR-30');
    expect(textOf(card)).toContain('✓ A3 Middelengebruik');
    expect(buttonsOf(card).map(button => button.title)).not.toContain('Niets te melden');
  });

  it('opens what was wrong', () => {
    const refusals = [{ code: 'notADate' as const, item: 'instrumentDate' }];
    const card = form(closedWith(1), { refusals, values: { changes: 'Iets', 'note:A1': 'Zie mail' } });
    expect(element(card, 'instruments')?.isVisible).toBe(true);
    expect(inputOf(card, 'note:A1')).toMatchObject({ isVisible: true, value: 'Zie mail' });
    expect(inputOf(card, 'changes').value).toBe('Iets');
  });
});

/** The second conference of casus X, in that phase, after these answers. */
function second(
  phase: 'opening' | 'lookBack',
  preparations: Conference['preparations'],
  more: Partial<Conference> = {},
) {
  const before = closedWith(3, { preparations }).state;
  const [running] = inPhase(casusX(), phase).state.conferences;
  if (running === undefined) throw new Error('casus X has a conference');
  const next = { ...running, id: 'c2', number: 2, carriedActions: ['A1', 'A2', 'A3'], ...more };
  const raised = {
    ...before.factors[0],
    id: 'F40',
    what: 'Schulden',
    by,
    conference: 'c2',
  } as CaseState['factors'][number];
  const state = { ...before, factors: [...before.factors, raised], conferences: [...before.conferences, next] };
  return (form: 'opening' | 'reviewActions', viewer?: string) =>
    renderer.render(formView(casusX(), form, { state, conference: 'c2', ...(viewer !== undefined && { viewer }) }));
}

describe('the opening of the next conference', () => {
  const police = { person: person(2), organisation: 'Politie', factors: [] };

  it('tells by organisation what changed, which factors are new and who had nothing to tell', () => {
    const colleague = { person: person(9), organisation: 'reclassering', changes: 'En zij werkt', factors: [] };
    const card = second('opening', [{ ...by, changes: 'Eigen kamer', factors: ['schulden'] }, police, colleague])(
      'opening',
    );
    const lines = linesOf(card);
    const from = lines.indexOf('Vooraf gemeld');
    expect(lines.slice(from, from + 5)).toEqual([
      'Vooraf gemeld',
      'Reclassering Eigen kamer · En zij werkt',
      'Nieuwe factoren op tafel: F40 Schulden (Reclassering).',
      'Niets te melden: Politie.',
      'Nog iets dat hier niet staat?',
    ]);
  });

  it('is what it always was when nobody answered', () => {
    const card = second('opening', [])('opening');
    expect(textOf(card)).not.toContain('Vooraf gemeld');
    expect(textOf(card)).not.toContain('Nog iets dat hier niet staat?');
    expect(inputsOf(card).length).toBe(inputsOf(second('opening', [police])('opening')).length);
  });
});

describe('the look-back after it', () => {
  const said = { ...by, action: 'A1', status: 'partly', note: 'Half', beforehand: true } as const;
  const show = second('lookBack', [], { reviews: { A1: said } });

  it('asks what nobody answered, and has the rest in one line that can still be changed', () => {
    const card = show('reviewActions');
    expect(open(card)).toEqual(['status:A2', 'status:A3']);
    expect(textOf(card)).toMatch(/✓ A1 Middelengebruik .* · deels gedaan: Half · Reclasseerder, Reclassering/);
    expect(element(card, 'changeAnswers')?.isVisible).toBe(false);
    expect(inputOf(card, 'status:A1').value).toBe('partly');
  });

  it('shows an owner their own line, and another participant what was answered', () => {
    expect(inputsOf(show('reviewActions', owner.person)).map(input => input.id)).toContain('status:A1');
    const other = show('reviewActions', person(2));
    expect(inputsOf(other)).toEqual([]);
    expect(linesOf(other)).toContain('deels gedaan');
  });

  it('asks again what was answered at the table, as it always did', () => {
    const { beforehand: _told, ...review } = said;
    expect(open(second('lookBack', [], { reviews: { A1: review } })('reviewActions'))).toContain('status:A1');
  });
});

describe('who hasn’t answered', () => {
  it('is told by function and organisation, without a button', () => {
    const { state } = closedWith(1, { preparations: [{ ...by, factors: [] }] });
    const card = renderer.render({
      kind: 'preparation',
      language: 'en',
      now: '2026-12-09T09:00:00.000Z',
      state,
      conference: 'c1',
    });
    expect(linesOf(card)).toEqual([
      'Preparation of the conference of 14 December',
      'ZVH-2026-002 · no answer yet from 3 of 4:',
      '• Wijkagent, Politie',
      '• Behandelaar, GGZ',
      '• Medewerker wijkteam, Wijkteam gemeente',
      'Answered: Reclassering',
    ]);
    expect(buttonsOf(card)).toEqual([]);
  });
});
