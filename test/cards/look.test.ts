import { afterAll, beforeAll, expect, it } from 'vitest';
import { languages } from '../../src/cards/words.ts';
import { type CardStudio, openCardStudio } from '../support/render-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull } from './states.ts';
import { formsOf, formView, otherViews } from './views.ts';

let studio: CardStudio;
beforeAll(async () => {
  studio = await openCardStudio();
});
afterAll(() => studio.close());

/** A small phone: what fits here, fits anywhere. Some clients cut buttons off instead of wrapping them. */
const look = { width: 320, theme: 'light' } as const;

it.each(languages.flatMap(language => formsOf(casusX()).map(form => [form, language] as const)))(
  'shows every button of %s in %s on a small phone, whoever looks',
  async (form, language) => {
    const views = [
      formView(casusX(), form, { language }),
      formView(casusX(), form, { language, viewer: casusX().chair, withBoardLines: false }),
    ];
    for (const view of views) {
      const { clipped } = await studio.show(renderer.render(view), look);
      expect(clipped).toEqual([]);
    }
  },
);

it.each(languages)('shows every button of a list of actions in %s on a small phone', async language => {
  const lists = otherViews(inFull(), language).filter(({ kind }) => kind === 'actionList');
  expect(lists.length).toBeGreaterThan(3);
  for (const view of lists) expect((await studio.show(renderer.render(view), look)).clipped).toEqual([]);
});
