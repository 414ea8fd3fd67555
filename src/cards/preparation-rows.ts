import type { CaseState, Conference } from '../domain/case-state.ts';
import { notAnsweredYet } from '../domain/preparation-plan.ts';
import { preparationsFor } from '../domain/prepared.ts';
import { distinctWords, sameWords } from '../domain/same-words.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows, nameList } from './lists.ts';
import { literal, shorten } from './text.ts';

/** Who answered before a conference, and what they told, as cards show it. */

interface PreparationSoFar {
  /** People who were asked and haven't answered: "wijkagent, Politie". */
  readonly missing: readonly string[];
  /** Organisations of those who have, in the order of answering. */
  readonly answered: readonly string[];
  /** Of everybody who was asked. */
  readonly total: number;
  /** The next conference, in full. */
  readonly day: string | undefined;
}

export function preparationSoFar(state: CaseState, conference: Conference, tools: Tools): PreparationSoFar {
  const missing = notAnsweredYet(state, conference).map(({ name, organisation }) =>
    [name, organisation].filter(part => part !== '').join(', '),
  );
  const answered = conference.preparations.map(({ organisation }) => organisation);
  const nextDate = conference.closed?.nextDate;
  return {
    missing,
    answered: distinctWords(answered),
    total: missing.length + answered.length,
    day: nextDate === undefined ? undefined : tools.dates.day(nextDate),
  };
}

/** A reader must see what changed, not only that something did: this much room when there's enough. */
const mostOfAChange = 400;

/**
 * What was told before this conference, on its opening card; nothing when nobody answered. An organisation is one row, however many
 * of its people answered.
 */
export function toldBeforehand(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const preparations = preparationsFor(state, conference);
  if (preparations.length === 0) return [];
  const { words, room } = tools;
  const rows = new Map<string, string[]>();
  const nothing = new Set<string>();
  for (const { organisation, changes, factors } of preparations) {
    const known = [...rows.keys()].find(one => sameWords(one, organisation)) ?? organisation;
    if (changes !== undefined) rows.set(known, [...(rows.get(known) ?? []), changes]);
    else if (factors.length === 0) nothing.add(known);
  }
  const limit = room.reasons ? mostOfAChange : room.text;
  const told = firstRows(
    [...rows].map(([organisation, changes]) => ({
      organisation: typed(organisation, tools),
      text: shorten(literal(changes.join(' · ')), limit),
    })),
    tools,
  );
  const silent = [...nothing].filter(organisation => !rows.has(organisation));
  const factors = factorsOf(state, conference, tools);
  return [
    {
      rows: told.shown,
      more: told.more,
      lines: [
        ...(factors === undefined ? [] : [{ text: factors }]),
        ...(silent.length === 0 ? [] : [{ text: words.t('opening.nothingNew', { names: nameList(silent, tools) }) }]),
      ],
    },
  ];
}

/** Factors that came on the table because somebody prepared them, with who did. */
function factorsOf(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const prepared = preparationsFor(state, conference).flatMap(one => one.factors);
  const here = state.factors
    .filter(one => one.conference === conference.id && prepared.some(what => sameWords(what, one.what)))
    .map(({ id, what, by }) => `${id} ${typed(what, tools)} (${typed(by.organisation, tools)})`);
  if (here.length === 0) return undefined;
  const shown = here.slice(0, tools.room.rows);
  const left = here.length - shown.length;
  const more = left > 0 ? ` ${tools.words.t('list.more', { count: left })}` : '';
  return tools.words.t('opening.preparedFactors', { factors: `${shown.join('; ')}${more}` });
}
