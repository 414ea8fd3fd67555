import type { CaseState } from '../../domain/case-state.ts';
import { findItem } from '../../domain/editable-fields.ts';
import { sameWords } from '../../domain/same-words.ts';
import { partnersIn, type TimelineEntry, timelineOfPartner } from '../../domain/timeline.ts';
import { choice, everyPartner } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { wordsOf } from '../item-words.ts';

/** What somebody asked for. */
interface Asked {
  readonly partner: string | undefined;
  /** Without it there's no choice on the card. */
  readonly token: string | undefined;
}

/** What was decided and done, the oldest first; what doesn't fit is left out at the beginning and counted there. */
export function timelineView(
  state: CaseState,
  all: readonly TimelineEntry[],
  { partner, token }: Asked,
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
    token: token ?? '',
    choose: token === undefined || partners.length < 2 ? [] : [choiceOf(partners, partner, tools)],
  };
}

/** Whose to see, filled in with who is seen now. */
function choiceOf(partners: readonly string[], partner: string | undefined, { words, room }: Tools): ViewData {
  const all = { title: words.t('timeline.everyone'), value: everyPartner };
  const names = partners.slice(0, room.people - 1);
  const now = names.find(name => partner !== undefined && sameWords(name, partner));
  return {
    partners: [all, ...names.map(name => choice(name, name.slice(0, 200), room.text))],
    partner: now?.slice(0, 200) ?? everyPartner,
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
  const step = entry.step && words.t(`directionStep.short.${entry.step}`).toLowerCase();
  const closing = entry.closing && words.t(`caseClosingReason.${entry.closing}`).toLowerCase();
  const value = level ?? status ?? phase ?? step ?? closing ?? entry.signal ?? entry.score ?? entry.number;
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
