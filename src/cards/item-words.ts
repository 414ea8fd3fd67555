import type { Item } from '../domain/editable-fields.ts';

/** What an item says in one line, as it was typed: a scenario by its signals, a person at risk by role. */
export function wordsOf(item: Item): string {
  if ('what' in item) return item.what;
  return 'signals' in item ? item.signals : item.name;
}
