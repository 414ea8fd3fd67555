import { findItem } from '../../domain/editable-fields.ts';
import type { CardView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, tableOf, typed } from '../frame.ts';
import { wordsOf } from '../item-words.ts';

/** One proposal of a machine: what it is, the words, and that nothing was recorded. */
export function proposalView(view: Extract<CardView, { readonly kind: 'proposal' }>, tools: Tools): ViewData {
  const { words: w } = tools;
  const { state, conference } = tableOf(view);
  const { words, nth, of } = view;
  const fromNotes = words.from === 'notes';
  const item = fromNotes ? undefined : findItem(state, words.item);
  const number = w.t('board.number', { number: conference.number });
  return {
    title: fromNotes ? w.t(`proposal.${words.kind}`, { nth: nth + 1, of }) : w.t('proposal.vague'),
    about: [state.code, number].join(' · '),
    now: item === undefined ? [] : [{ id: item.id, text: typed(wordsOf(item), tools) }],
    what: typed(words.what, tools),
    note: w.t('proposal.note', { model: words.by.model, prompt: words.by.prompt }),
  };
}
