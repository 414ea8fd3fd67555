import { describe, expect, it } from 'vitest';
import { withNamesAboveFields } from '../../src/cards/older-clients.ts';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import type { Card, CardView, FormView } from '../../src/ports/card-renderer.ts';
import type { Language } from '../../src/ports/conversations.ts';
import type { FormName } from '../../src/ports/form-tokens.ts';
import { schemaErrors } from '../support/card-schema.ts';
import { lostOnOlderClients } from '../support/older-client.ts';
import { brokenRules, rendererComplaints } from './house-rules.ts';
import { type Element, inputsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, hostile, hostileTexts, inFull, largest, type Scene, smallest, urgent } from './states.ts';
import { formsOf, formView, otherViews } from './views.ts';

/** Every form as everyone sees it, as an answer, and refused with everything filled in. */
function formViews(scene: Scene, form: FormName, language: Language): readonly FormView[] {
  const values = everythingFilledIn(scene, form);
  return [
    formView(scene, form, { language }),
    formView(scene, form, {
      language,
      viewer: scene.participant,
      withBoardLines: false,
      recorded: [{ key: 'riskRaised', item: 'R1', text: hostileTexts.join(' ') }],
    }),
    formView(scene, form, { language, viewer: scene.chair, withBoardLines: false, refusals: someRefusals, values }),
    formView(scene, form, {
      language,
      viewer: 'a-newcomer',
      withBoardLines: false,
      askToJoin: true,
      refusals: [{ code: 'joinFirst' }],
      values: { ...values, organisationOther: 'x'.repeat(500) },
    }),
  ];
}

const someRefusals = refusalCodes
  .slice(0, 12)
  .map(code => ({ code, item: 'what', values: { chair: hostileTexts[0] ?? '', date: '2026-11-12' } }));

function everythingFilledIn(scene: Scene, form: FormName): Readonly<Record<string, string>> {
  const inputs = inputsOf(renderer.render(formView(scene, form)));
  return Object.fromEntries(
    inputs.map((input, index) => [String(input.id), (hostileTexts[index % hostileTexts.length] ?? '').repeat(8)]),
  );
}

function viewsOf(scene: Scene): readonly [string, CardView][] {
  return languages.flatMap(language => [
    ...formsOf(scene).flatMap(form =>
      formViews(scene, form, language).map((view, index): [string, CardView] => [`${form} ${index} ${language}`, view]),
    ),
    ...otherViews(scene, language).map((view, index): [string, CardView] => [
      `${view.kind} ${index} ${language}`,
      view,
    ]),
  ]);
}

describe.each([smallest(), casusX(), urgent(), inFull(), largest(), hostile()])(
  'every card of a conference: $name',
  scene => {
    const views = viewsOf(scene);
    const rendered = new Map<CardView, unknown>();
    const cardOf = (view: CardView): unknown => {
      const card = rendered.get(view) ?? renderer.render(view);
      rendered.set(view, card);
      return card;
    };

    it.each(views)('%s is what Teams takes', (_name, view) => {
      expect(schemaErrors(cardOf(view))).toEqual([]);
      expect(rendererComplaints(cardOf(view))).toEqual([]);
    });

    it.each(views)('%s keeps the rules of the house', (_name, view) => {
      expect(brokenRules(cardOf(view))).toEqual([]);
    });

    it('loses nothing on a client that knows Adaptive Cards 1.2 only', () => {
      for (const [name, view] of views) {
        const card = cardOf(view);
        const lost = lostOnOlderClients(card);
        const isFull = bytesOf(withNamesAboveFields(card as Card)) > maxCardBytes;
        expect(isFull ? lost.filter(line => !line.endsWith('has no name')) : lost, name).toEqual([]);
      }
    });

    it('stays well under 28 KB', () => {
      const largestCard = Math.max(...views.map(([, view]) => bytesOf(cardOf(view) as Card)));
      expect(largestCard).toBeLessThanOrEqual(maxCardBytes);
      expect(maxCardBytes).toBeLessThan(28 * 1024);
    });
  },
);

describe('the checks themselves', () => {
  const card = renderer.render(formView(casusX(), 'raiseRisk')) as unknown as { body: object[] };
  const withElement = (element: object) => ({ ...card, body: [...card.body, element] });

  it('notice a property that Teams does not know', () => {
    expect(schemaErrors(withElement({ type: 'TextBlock', text: 'x', colour: 'red' }))).not.toEqual([]);
    expect(schemaErrors(withElement({ type: 'TextBlok', text: 'x' }))).not.toEqual([]);
  });

  it('notice a picture without words, and a card that does not say its language', () => {
    expect(brokenRules(withElement({ type: 'Image', url: 'https://x.example/x.png' }))).toEqual([
      'a picture without words',
    ]);
    expect(brokenRules({ ...card, lang: undefined })).toContain('no language to read it aloud in');
  });

  it('notice a second input of the same id, a button without fallback and an input without label', () => {
    expect(brokenRules(withElement({ type: 'Input.Text', id: 'what', label: 'x', maxLength: 200 }))).toContain(
      'what is there twice',
    );
    expect(brokenRules(withElement({ type: 'Input.Text', id: 'x', maxLength: 200 }))).toContain('x has no label');
    const bare = { type: 'Action.Execute', verb: 'step.next', title: 'x', data: { token: 'x', verb: 'step.back' } };
    expect(brokenRules(withElement({ type: 'ActionSet', actions: [bare] }))).toEqual(
      expect.arrayContaining(['step.next has no Submit to fall back on', 'step.next carries verb step.back']),
    );
  });
});

describe('the check of what a client of 1.2 loses', () => {
  const card = renderer.render(formView(casusX(), 'raiseRisk')) as unknown as { body: readonly Element[] };
  const lost = (...elements: readonly object[]) =>
    lostOnOlderClients({ ...card, body: [...card.body, ...elements] }).filter(line => !line.startsWith('what '));

  it('notices text and fields in what such a client does not know', () => {
    const carousel = {
      type: 'Carousel',
      pages: [{ type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'x!' }] }],
    };
    expect(lost(carousel)).toEqual(['no "x!"']);
    expect(lost({ ...carousel, fallback: { type: 'TextBlock', text: 'x!' } })).toEqual([]);
    expect(lost({ type: 'Input.Rating', id: 'stars', label: 'Sterren' })).toEqual([
      "inputs aren't the same",
      'stars has no name',
    ]);
  });

  it('notices a button that is only there for newer ones, and a field without a name', () => {
    const bare = { type: 'Action.Execute', verb: 'step.next', title: 'x', data: {} };
    expect(lost({ type: 'ActionSet', actions: [bare] })).toEqual(["buttons aren't the same"]);
    expect(lost({ type: 'Input.Date', id: 'day', label: 'Dag' })).toEqual(['day has no name']);
  });
});

it('has words for every refusal: what is wrong, and then what to do', () => {
  const values = { label: 'Wat', case: 'ZVH-2026-001', item: 'F1', factor: 'x', kind: 'x', owner: 'x', date: 'x' };
  for (const language of languages)
    for (const code of refusalCodes) {
      const text = renderer.line(language, `refusal.${code}`, {
        ...values,
        names: 'x',
        twin: 'R1',
        given: 4,
        limit: 3,
        length: 9,
      });
      expect(text, code).toMatch(/[.:?] \S.*[.]$/);
      expect(text, code).not.toMatch(/[!…]/);
    }
});
