import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, CardView } from '../../src/ports/card-renderer.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { checkedRules, colourRules, isOurs, notOurs } from '../support/accessibility-rules.ts';
import { onOlderClient } from '../support/older-client.ts';
import { type CardStudio, openCardStudio } from '../support/render-card.ts';
import { themes } from '../support/teams-host-config.ts';
import { type Element, elementsOf } from './read-card.ts';
import { orderOf } from './reading-order.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull, type Scene } from './states.ts';
import { formsOf, formView, otherViews } from './views.ts';

let studio: CardStudio;
beforeAll(async () => {
  studio = await openCardStudio();
});
afterAll(() => studio.close());

type Named = readonly [name: string, card: Card];
const named = (view: CardView): Named => [
  `${view.kind === 'form' ? view.form : view.kind} ${view.language}`,
  renderer.render(view),
];

/** Every card, as everyone sees it. */
function cardsOf(scene: Scene, language: Language): readonly Named[] {
  return [...formsOf(scene).map(form => formView(scene, form, { language })), ...otherViews(scene, language)].map(
    named,
  );
}

/** Every form as the chair has it. */
const chairsCards = (scene: Scene, language: Language): readonly Named[] =>
  formsOf(scene).map(form => named(formView(scene, form, { language, viewer: scene.chair, withBoardLines: false })));

/** Every form, refused, of one participant who must still say for whom they are here. */
function refusedCards(scene: Scene, language: Language): readonly Named[] {
  const refused = { refusals: [{ code: 'joinFirst' as const }], askToJoin: true, withBoardLines: false };
  return formsOf(scene).map(form => named(formView(scene, form, { language, viewer: scene.participant, ...refused })));
}
const dutch = cardsOf(inFull(), 'nl');
const own = [...chairsCards(casusX(), 'nl'), ...refusedCards(casusX(), 'nl')];
const others = [...own, ...cardsOf(casusX(), 'en'), ...chairsCards(casusX(), 'en')];

/** A narrow side panel, and a small phone. */
const light = { width: 320, theme: 'light' } as const;

describe('every card in a browser', () => {
  it('has nothing that axe-core finds wrong, stays within a side panel and is read aloud as it was written', async () => {
    const found: string[] = [];
    for (const [name, card] of dutch) {
      const { order, clipped, cut } = await studio.show(card, light);
      expect(order, name).toEqual(orderOf(card));
      expect([...clipped, ...cut.filter(isTypedByPeople)], name).toEqual([]);
      for (const { rule, places } of await studio.audit(checkedRules))
        for (const place of places) if (isOurs(rule, place)) found.push(`${name}: ${rule}: ${place}`);
    }
    expect(found).toEqual([]);
  }, 60_000);

  it.each(themes)('has letters that can be read in the theme %s', async theme => {
    const cards = everyKindOfLetters([...dutch, ...own]);
    expect(cards.length).toBeGreaterThan(3);
    for (const [name, card] of cards) {
      await studio.show(card, { width: 320, theme });
      const found = (await studio.audit(colourRules)).flatMap(({ rule, places }) =>
        places.filter(p => isOurs(rule, p)),
      );
      expect(found, name).toEqual([]);
    }
  });

  it('shows every button and every word within a side panel, whoever looks, in both languages', async () => {
    for (const [name, card] of others) {
      const { clipped, cut } = await studio.show(card, light);
      expect([...clipped, ...cut.filter(isTypedByPeople)], name).toEqual([]);
    }
  }, 60_000);

  it('is on a client of 1.2 what we say it is there', async () => {
    for (const [name, card] of new Map(dutch)) {
      const { order } = await studio.show(card, { ...light, knows: '1.2' });
      expect(order, name).toEqual(orderOf(onOlderClient(card)));
    }
  });
});

/** Whoever tries to break a card types a word of a hundred letters; the client may cut that one. */
const isTypedByPeople = (text: string) => !/\S{40}/u.test(text);

/** The cards that bring something new: a colour, size or weight of letters on a ground that no card before had. */
function everyKindOfLetters(cards: readonly Named[]): readonly Named[] {
  const seen = new Set<string>();
  return cards.filter(([, card]) => {
    const before = seen.size;
    for (const kind of lettersOf(card, 'default')) seen.add(kind);
    return seen.size > before;
  });
}

function lettersOf(node: unknown, ground: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(one => lettersOf(one, ground));
  if (typeof node !== 'object' || node === null) return [];
  const { type, style, color, isSubtle, placeholder } = node as Element;
  const isText = type === 'TextBlock' || type === 'TextRun';
  const behind = type === 'Container' && style !== undefined ? style : ground;
  const own = [type, behind, color, isSubtle, isText ? '' : style, placeholder !== undefined].join();
  const parts = Object.entries(node).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [...(typeof type === 'string' ? [own] : []), ...parts.flatMap(([, part]) => lettersOf(part, behind))];
}

describe('a colour', () => {
  it('says nothing that words or a sign do not say: on no card the same words come in two colours', () => {
    let coloured = 0;
    for (const [name, card] of [...dutch, ...others]) {
      const colours = new Map<unknown, unknown>();
      for (const { text, color = 'Default' } of elementsOf(card).filter(one => 'text' in one)) {
        if (color !== 'Default') expect(text, name).toMatch(/[\p{L}\p{N}✓]/u);
        if (color !== 'Default') coloured += 1;
        expect(colours.get(text) ?? color, `${name}: ${String(text)}`).toBe(color);
        if (/\p{L}/u.test(String(text))) colours.set(text, color);
      }
    }
    expect(coloured).toBeGreaterThan(10);
  });

  it('behind a notice comes with its words in bold or its name', () => {
    for (const [name, card] of [...dutch, ...others])
      for (const box of elementsOf(card).filter(one => one.style === 'attention' || one.style === 'warning')) {
        const [first] = elementsOf(box.items).filter(one => typeof one.text === 'string');
        expect(first, name).toMatchObject({ weight: 'Bolder', text: expect.stringMatching(/\p{L}{2}/u) });
      }
  });
});

describe('the check itself', () => {
  const bad = (...body: readonly Element[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
  const rulesOn = async (card: unknown) => {
    await studio.show(card, light);
    return (await studio.audit(checkedRules)).map(({ rule }) => rule);
  };

  it('finds a field without a name, a picture without words and letters that are too pale', async () => {
    const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    expect(await rulesOn(bad({ type: 'Input.Text', id: 'what' }))).toContain('label');
    expect(await rulesOn(bad({ type: 'Image', url: picture, selectAction: { type: 'Action.Submit' } }))).not.toEqual(
      [],
    );
    await studio.show(bad({ type: 'TextBlock', text: 'Bleek', color: 'Good', isSubtle: true }), light);
    expect(await studio.audit(colourRules)).toMatchObject([{ rule: 'color-contrast' }]);
  });

  it('finds words that stand outside, and a button', async () => {
    const word = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x'.repeat(80) }] };
    const button = { type: 'Action.Submit', title: 'y'.repeat(80) };
    const { clipped, cut } = await studio.show(bad(word, { type: 'ActionSet', actions: [button] }), light);
    expect(cut).toContain('x'.repeat(80));
    expect(clipped).toEqual(['y'.repeat(80)]);
  });

  it('leaves out nothing but how a client draws its choices', async () => {
    const choices = [
      { title: 'Een', value: '1' },
      { title: 'Twee', value: '2' },
    ];
    const choice = { type: 'Input.ChoiceSet', id: 'one', label: 'Welke?', style: 'expanded', choices };
    await studio.show(bad(choice), light);
    const found = (await studio.audit(checkedRules)).flatMap(({ rule, places }) => places.map(place => [rule, place]));
    expect(found.filter(([rule = '', place = '']) => isOurs(rule, place))).toEqual([]);
    expect([...new Set(found.map(([rule]) => rule))]).toEqual(['target-size']);
    expect(notOurs).toHaveLength(2);
  });
});
