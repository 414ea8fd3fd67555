import { type Item, itemsOf } from '../../domain/editable-fields.ts';
import { correctableItems } from '../../domain/may-correct.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { itemChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { wordsOf } from '../item-words.ts';
import { firstRows } from '../lists.ts';

/**
 * What was recorded in this conference, by whom; and for whoever may mend something a list to choose it from. The chair may mend
 * any item of the case.
 */
export const itemsView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const here = itemsOf(state).filter(item => item.conference === conference.id);
  const { shown, more } = firstRows(here, tools);
  return {
    ...frameOf(view, tools),
    ...backToBoard(view.token),
    rows: shown.map(item => rowOf(item, tools)),
    more,
    empty: here.length === 0 ? [{}] : [],
    mend: mendPart(view, tools),
  };
};

function rowOf(item: Item, tools: Tools): ViewData {
  return { id: item.id, what: typed(wordsOf(item), tools), by: typed(item.by.organisation, tools) };
}

function mendPart(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const mine = view.viewer === undefined ? [] : correctableItems(state, conference, view.viewer);
  if (mine.length === 0) return [];
  const choices = itemChoices(
    mine.map(item => ({ id: item.id, what: wordsOf(item) })),
    tools.room,
  );
  return [
    {
      choices: choices.slice(0, tools.room.rows * 2),
      isOpen: isOpen(view, ['item']) && view.refusals.length > 0,
      v: filledIn(view, tools, ['item']),
    },
  ];
}
