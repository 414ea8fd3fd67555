import type { FormView } from '../../ports/card-renderer.ts';
import { itemChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows } from '../lists.ts';

/** Adopted minutes aren't changed: a correction stands beside them in a new version. */
export const correctMinutesView: FormViewBuilder = (view, tools) => {
  const { conference } = tableOf(view);
  const { words, dates } = tools;
  const earlier = firstRows(conference.corrections.toReversed(), tools);
  return {
    ...frameOf(view, tools),
    notYet: conference.adopted === undefined ? [{ text: words.t('correctMinutes.notYet') }] : [],
    items: itemsOf(view, tools),
    earlier:
      earlier.shown.length === 0
        ? []
        : [
            {
              rows: earlier.shown.map(({ version, at, item, text }) => ({
                when: `${words.t('correctMinutes.version', { version })} · ${dates.day(dates.dayOf(at))}`,
                what: [item, typed(text, tools)].filter(part => part !== undefined).join('  '),
              })),
            },
          ],
    more: earlier.more,
    v: filledIn(view, tools, ['item', 'text']),
  };
};

/** What the minutes speak of: the case as it stood when the conference closed. */
function itemsOf(view: FormView, { room }: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const { risks, factors, actions } = conference.atClosing ?? state;
  const all = [...actions, ...risks, ...factors].slice(0, room.people);
  return all.length === 0 ? [] : [{ choices: itemChoices(all, room) }];
}
