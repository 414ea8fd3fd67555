import type { CaseState } from '../../domain/case-state.ts';
import { findItem } from '../../domain/editable-fields.ts';
import { partnersIn, type TimelineEntry, timelineOfPartner } from '../../domain/timeline.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { wordsOf } from '../item-words.ts';
import { nameList } from '../lists.ts';

/** What was decided and done, the oldest first; what doesn't fit is left out at the beginning and counted there. */
export function timelineView(
  state: CaseState,
  all: readonly TimelineEntry[],
  partner: string | undefined,
  tools: Tools,
): ViewData {
  const { words, room } = tools;
  const entries = partner === undefined ? all : timelineOfPartner(all, partner);
  const shown = entries.slice(-room.rows);
  const left = entries.length - shown.length;
  const partners = partnersIn(all);
  const empty = partner === undefined ? words.t('timeline.empty') : words.t('timeline.emptyOf', { partner });
  return {
    title: words.t('timeline.title'),
    about: [state.code, ...(partner === undefined ? [] : [words.t('timeline.only', { partner })])].join(' · '),
    earlier: left === 0 ? [] : [{ text: words.t('timeline.earlier', { count: left }) }],
    lines: shown.map(entry => lineOf(entry, state, tools)),
    nothing: entries.length === 0 ? [{ text: empty }] : [],
    partners:
      partners.length < 2 ? [] : [{ text: words.t('timeline.partners', { partners: nameList(partners, tools) }) }],
  };
}

/** "21 nov  A1 Gesprek over werk: afgesproken (Politie) – eerst bellen". */
function lineOf(entry: TimelineEntry, state: CaseState, tools: Tools): ViewData {
  const { words, dates } = tools;
  const items = entry.items.map(id => {
    const item = findItem(state, id);
    return item === undefined ? id : `${id} ${typed(wordsOf(item), tools)}`;
  });
  const level = entry.level && words.t(`level.${entry.level}`).toLowerCase();
  const status = entry.status && words.t(`reviewStatus.${entry.status}`).toLowerCase();
  const phase = entry.phase && words.t(`carePhase.${entry.phase}`);
  const value = level ?? status ?? phase ?? entry.score ?? entry.number;
  const what = words.t(`timeline.kind.${entry.kind}`, value === undefined ? {} : { value });
  const who = entry.organisation === undefined ? '' : ` (${typed(entry.organisation, tools)})`;
  const said = entry.text === undefined || entry.text === '' ? '' : ` – ${typed(entry.text, tools)}`;
  return {
    label: `${dates.shortDue(dates.dayOf(entry.at))}  `,
    text: `${items.length === 0 ? what : `${items.join(', ')}: ${lowered(what)}`}${who}${said}`,
  };
}

function lowered(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
