import type { Language } from '../ports/conversations.ts';
import type { ViewData } from './expand.ts';
import type { Tools } from './frame.ts';
import type { Room } from './room.ts';
import { literal, shorten } from './text.ts';

const conjunctions = {
  nl: new Intl.ListFormat('nl', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
} satisfies Readonly<Record<Language, Intl.ListFormat>>;

/** "Politie, GGZ en Reclassering": every name literally and short; after a few "… en nog 4", which counts who has no name too. */
export function nameList(
  names: readonly string[],
  { words, room }: Pick<Tools, 'words'> & { readonly room: Pick<Room, 'rows' | 'text'> },
): string {
  const shown = names
    .map(literal)
    .filter(name => name !== '')
    .slice(0, room.rows)
    .map(name => shorten(name, Math.min(room.text, 40)));
  if (shown.length < names.length)
    return `${shown.join(', ')} ${words.t('list.more', { count: names.length - shown.length })}`.trimStart();
  return conjunctions[words.language].format(shown);
}

/** The first rows there is room for, and a line that says how many aren't shown. */
export function firstRows<Row>(
  rows: readonly Row[],
  tools: Tools,
  key: 'list.more' | 'list.moreSeeSummary' = 'list.more',
): { shown: readonly Row[]; more: readonly ViewData[] } {
  const shown = rows.slice(0, tools.room.rows);
  const left = rows.length - shown.length;
  return { shown, more: left === 0 ? [] : [{ text: tools.words.t(key, { count: left }) }] };
}
