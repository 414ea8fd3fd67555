import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/domain/items.ts';
import { by, idOf, janna, shown, withCase } from './janna.ts';
import {
  buttonOf,
  choicesOf,
  type Element,
  element,
  inputOf,
  inputsOf,
  linesOf,
  textOf,
  verbsOf,
} from './read-card.ts';

const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const scenario = (id: string, more: Partial<Scenario> = {}): Scenario => ({
  id,
  kind: 'escalation',
  signals: 'vader slaapt twee nachten niet',
  response: 'dezelfde dag langsgaan',
  actions: [],
  by: by('wijkagent'),
  conference: 'c1',
  ...more,
});

describe('drafting a scenario', () => {
  const card = shown(janna('scenarios'), 'draftScenario');

  it('is if, then, who; the rest is behind Meer', () => {
    expect(ids(card)).toEqual(['kind', 'signals', 'who', 'response', 'whoOther', 'byWhen', 'actions', 'for']);
    expect(inputsOf(card).flatMap(input => (input.isRequired === true ? [input.id] : []))).toEqual([
      'signals',
      'response',
    ]);
    expect(element(card, 'more')?.isVisible).toBe(false);
    expect(ids(element(card, 'more'))).toEqual(['whoOther', 'byWhen', 'actions', 'for']);
    expect(verbsOf(card)).toEqual(['scenario.draft', 'step.next']);
  });

  it('is an escalation unless said otherwise', () => {
    expect(inputOf(card, 'kind').value).toBe('escalation');
    expect(choicesOf(card, 'kind').map(one => one.value)).toEqual(['escalation', 'stabilisation', 'recovery']);
  });

  it('offers the table, somebody who is not here, and the open actions', () => {
    expect(choicesOf(card, 'who').at(-1)?.value).toBe('other');
    expect(choicesOf(card, 'actions').map(one => one.value)).toEqual(['A1', 'A2', 'A3']);
    const none = shown(withCase(janna('scenarios'), { actions: [] }), 'draftScenario');
    expect(ids(none)).not.toContain('actions');
  });

  it.each([
    ['an answer about how soon', { signals: 'x', response: 'y', byWhen: 'binnen een uur' }],
    ['somebody from outside', { signals: 'x', response: 'y', who: 'other' }],
  ])('opens Meer for %s', (_name, values) => {
    const refused = shown(janna('scenarios'), 'draftScenario', { viewer: idOf('wijkagent'), values });
    expect(element(refused, 'more')?.isVisible).toBe(true);
  });

  it('is recorded all the same when somebody presses again after hearing that it is there', () => {
    const refusals = [{ code: 'duplicateItem' as const, item: 'signals', values: { twin: 'S1' } }];
    const again = shown(janna('scenarios'), 'draftScenario', { viewer: idOf('wijkagent'), refusals });
    expect(buttonOf(again, 'scenario.draft').title).toBe('Toch vastleggen');
    expect((buttonOf(again, 'scenario.draft').data as Element).confirm).toBe('1');
    expect(element(again, 'notice:refusal:duplicateItem:signals')).toBeDefined();
  });
});

describe('what was drafted', () => {
  const who = { name: 'Wijkagent', organisation: 'Politie' };
  const scene = withCase(janna('scenarios'), {
    scenarios: [scenario('S1', { who }), scenario('S2', { kind: 'recovery', signals: 'een jaar rust' })],
  });

  it('stands in one’s own answer in one line each, with the futures nobody worked out yet', () => {
    expect(linesOf(shown(scene, 'draftScenario', { viewer: idOf('wijkagent') }))).toEqual(
      expect.arrayContaining([
        'S1 Als vader slaapt twee nachten niet, dan Wijkagent: dezelfde dag langsgaan  escalatie',
        'S2 Als een jaar rust, dan dezelfde dag langsgaan  herstel',
        'Nog zonder scenario: stabilisatie.',
      ]),
    );
  });

  it('doesn’t stand on the card for everyone, where it would go stale', () => {
    expect(textOf(shown(scene, 'draftScenario'))).not.toContain('vader slaapt');
  });

  it('is cut to the latest with a count of the others when there are many', () => {
    const scenarios = Array.from({ length: 200 }, (_, index) =>
      scenario(`S${index + 1}`, { signals: `signaal ${index + 1} ${'x'.repeat(180)}` }),
    );
    const card = shown(withCase(janna('scenarios'), { scenarios }), 'draftScenario', { viewer: idOf('wijkagent') });
    expect(textOf(card)).toContain('S200 Als');
    expect(textOf(card)).toMatch(/… en nog \d+/);
  });
});
