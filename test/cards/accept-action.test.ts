import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/items.ts';
import { idOf, janna, shown, withCase } from './janna.ts';
import { buttonsOf, element, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';

function asked(more: Partial<Action> = {}, view = {}) {
  const scene = janna('closing');
  const actions = scene.state.actions.map(action => ({ ...action, acceptance: 'asked' as const, ...more }));
  return shown(withCase(scene, { actions }), 'acceptAction', { action: 'A3', viewer: idOf('behandelaar'), ...view });
}

describe('an action for somebody who wasn’t there', () => {
  const card = asked();

  it('says what, by when, what it should bring and why it comes', () => {
    expect(linesOf(card)).toEqual([
      'Een actie voor jou',
      'ZVH-2026-001 · afgesproken op 18 september',
      'A3 Onderzoek naar het patroon van geweld en de klachten van moeder',
      'Uiterlijk 14 november',
      'Wat het moet opleveren: Zicht op het patroon van geweld',
      'Je was er niet bij. Daarom vragen we of je dit doet.',
    ]);
  });

  it('is accepted in one press; no asks why first', () => {
    const answers = buttonsOf(card).map(button => ({ ...(button.data as object), title: button.title }));
    expect(answers).toEqual([
      expect.objectContaining({ verb: 'action.accept', action: 'A3', answer: 'no', title: 'Nee doorgeven' }),
      expect.objectContaining({ verb: 'action.accept', action: 'A3', answer: 'yes', title: 'Ik neem dit aan' }),
    ]);
    expect(element(card, 'sayNo')?.isVisible).toBe(false);
    expect(inputsOf(element(card, 'sayNo')).map(input => input.id)).toEqual(['reason']);
  });

  it('names nothing of the case besides its code and the action', () => {
    expect(JSON.stringify(card)).not.toMatch(/Baby|Moeder|crisispleeggezin|Wijkagent/);
  });

  it('keeps the reason in sight when it was refused', () => {
    const refusals = [{ code: 'reasonNeeded' as const, item: 'reason', values: { why: 'declined' } }];
    const refused = asked({}, { refusals, values: { action: 'A3' } });
    expect(element(refused, 'sayNo')?.isVisible).toBe(true);
    expect(element(refused, 'notice:refusal:reasonNeeded:reason')).toBeDefined();
  });
});

describe('an action that was answered', () => {
  it('says what the answer was, and can still be answered otherwise', () => {
    expect(textOf(asked({ acceptance: 'accepted' }))).toContain('Je hebt deze actie aangenomen.');
    const declined = asked({ acceptance: 'declined', acceptanceReason: 'Ik ben met verlof' });
    expect(textOf(declined)).toContain('Je hebt nee gezegd: Ik ben met verlof.');
    expect(inputOf(declined, 'reason').value).toBe('Ik ben met verlof');
    expect(verbsOf(declined)).toEqual(['action.accept']);
  });

  it('asks nothing any more once the action is done', () => {
    const card = asked({ status: 'done' });
    expect(buttonsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('Deze actie is niet meer open.');
  });
});
