import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import { choicesOf, element, inputOf, inputsOf, linesOf, noticesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, person, type Scene, smallest, urgent, withConference } from './states.ts';
import { formView } from './views.ts';

const close = (scene: Scene, more: Parameters<typeof formView>[2] = {}) =>
  renderer.render(formView(scene, 'close', more));
const withState = (scene: Scene, changes: Partial<CaseState>): Scene => ({
  ...scene,
  state: { ...scene.state, ...changes },
});
const ids = (card: unknown) => inputsOf(card).map(input => input.id);

describe('closing without a top three', () => {
  it('says that there is none and that closing is possible all the same', () => {
    expect(linesOf(close(smallest()))).toContain('Er is geen top drie vastgesteld. Afronden kan wel.');
    expect(textOf(close(casusX()))).not.toContain('Er is geen top drie vastgesteld');
  });
});

describe('the next date', () => {
  it.each(['close', 'chairActions'] as const)('is filled in beforehand on %s, and stays as it was sent', form => {
    const card = (more: Parameters<typeof formView>[2] = {}) => renderer.render(formView(casusX(), form, more));
    expect(inputOf(card(), 'nextDate').value).toBe('2027-02-19');
    expect(inputOf(card({ values: { nextDate: '2026-12-14' } }), 'nextDate').value).toBe('2026-12-14');
    expect(inputOf(card({ values: { reflection: 'x' } }), 'nextDate').value).toBeUndefined();
  });

  it('is within seven days in a spoed', () => {
    expect(inputOf(close(urgent()), 'nextDate').value).toBe('2026-11-27');
  });
});

describe('warnings at the closing', () => {
  const [first, ...rest] = casusX().state.actions;
  if (first === undefined) throw new Error('casus X has actions');
  const { effect: _effect, ...without } = first;
  const owner = { name: 'Iedereen', organisation: 'GGZ' };
  const scene = withState(casusX(), {
    actions: [{ ...without, owner }, ...rest],
    warnings: [
      { id: 'W1', code: 'smart.owner', item: 'A1', conference: 'c1' },
      { id: 'W2', code: 'smart.effect', item: 'A1', conference: 'c1' },
    ],
  });

  it('stand in one list with one reason for all of them', () => {
    const card = close(scene);
    expect(noticesOf(card)).toEqual(['notice:warning:smart.owner:A1', 'notice:warning:smart.effect:A1']);
    expect(textOf(element(card, 'notice:warning:smart.effect:A1'))).toMatch(/^A1 Middelengebruik monitoren/);
    expect(ids(card).filter(id => id === 'reason')).toEqual(['reason']);
    expect(verbsOf(card)).toContain('warning.override');
    expect(inputOf(close(scene, { values: { reason: 'komt later' } }), 'reason').value).toBe('komt later');
  });

  it('are gone when the chair set them aside', () => {
    const aside = scene.state.warnings.map(warning => ({ ...warning, overrideReason: 'komt later' }));
    const card = close(withState(scene, { warnings: aside }));
    expect(noticesOf(card)).toEqual([]);
    expect(ids(card)).not.toContain('reason');
    expect(verbsOf(card)).not.toContain('warning.override');
  });

  it('are not said twice on one card', () => {
    const warnings = [{ code: 'smart.effect' as const, item: 'A1', values: { what: 'x' } }];
    const card = close(scene, { warnings });
    expect(noticesOf(card).toSorted()).toEqual(['notice:warning:smart.effect:A1', 'notice:warning:smart.owner:A1']);
  });
});

describe('closing while somebody is not safe', () => {
  const mother = { id: 'P1', name: 'moeder', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
  const unsafe = withConference(withState(smallest(), { subjects: [mother] }), { agreedScores: { P1: { score: 4 } } });

  it('names who has no safety measure yet, and does not say that closing is possible', () => {
    const card = close(unsafe);
    expect(linesOf(card)).toContain('P1\u2002moeder: nog geen veiligheidsmaatregel');
    expect(textOf(card)).not.toContain('Afronden kan wel');
  });

  it('shows the measure that is there', () => {
    const [action] = casusX().state.actions;
    if (action === undefined) throw new Error('casus X has actions');
    const measure = { ...action, type: 'safetyMeasure' as const, factors: [], subjects: ['P1'] };
    const lines = linesOf(close(withState(unsafe, { actions: [measure] })));
    expect(lines).toContain('✓ A1');
    expect(lines.join()).not.toContain('nog geen veiligheidsmaatregel');
  });
});

describe('closing a spoed', () => {
  it('asks what to do when it goes wrong, who follows and until when', () => {
    const card = close(urgent());
    expect(ids(card)).toEqual(['ifItGoesWrong', 'follower', 'followUntil', 'nextDate', 'followerOther', 'reflection']);
    expect(inputOf(card, 'followUntil').value).toBe('2026-11-27');
    expect(choicesOf(card, 'follower').map(one => one.value)).toEqual(expect.arrayContaining([person(2), 'other']));
    expect(element(card, 'more')?.isVisible).toBe(false);
    expect(element(close(urgent(), { values: { follower: 'other' } }), 'more')?.isVisible).toBe(true);
  });

  it('asks none of that of a conference that is no spoed', () => {
    expect(ids(close(casusX()))).not.toContain('ifItGoesWrong');
  });

  it('says which risk has no measure with a time yet, and nothing of a top three', () => {
    expect(linesOf(close(urgent()))).toContain('Elk risico heeft een maatregel met een persoon en een tijd.');
    const without = close(withState(urgent(), { actions: [] }));
    expect(linesOf(without)).toContain(
      'R1\u2002Geweld tegen een willekeurige voorbijganger in de eigen buurt: nog geen maatregel met een persoon en een tijd',
    );
    expect(textOf(without)).not.toMatch(/top drie/i);
    expect(linesOf(close(withState(urgent(), { risks: [], actions: [] })))).toContain(
      'Er is geen risico genoemd. Afronden kan wel.',
    );
  });

  it('does not ask reasons for a top three of before the spoed', () => {
    const scene = withConference(inPhase(casusX(), 'closing'), { urgent: true });
    expect(ids(close(scene, { state: scene.state })).filter(id => String(id).startsWith('reason:'))).toEqual([]);
  });
});
