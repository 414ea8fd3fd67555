import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Action } from '../domain/items.ts';
import type { Summary, SummaryRow } from '../domain/summary.ts';
import type { FactorId, RiskId } from '../domain/values.ts';
import { ownerName } from './board-rows.ts';
import { courseOfRisk } from './course.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows } from './lists.ts';
import { forNarrowCell } from './narrow-cells.ts';
import { shorten } from './text.ts';

/** Cells are narrow; what is longer stands in the lines below. */
const cellText = 70;
/** More rows are no summary; the plan has them all. */
const mostRows = 10;

/**
 * What hangs together with what, as the first thing to read: risk, factor, action, who, when, intended effect, in three columns that a phone
 * has room for; and the same as lines for clients without tables. An item has its words the first time and its number after that. No
 * table without rows.
 */
export function summaryTable(
  state: CaseState,
  conference: Conference,
  { rows: all }: Summary,
  tools: Tools,
): readonly ViewData[] {
  const room = { ...tools.room, text: Math.min(tools.room.text, cellText), rows: Math.min(tools.room.rows, mostRows) };
  const narrow: Tools = { ...tools, room };
  const { shown, more } = firstRows(all, narrow);
  if (shown.length === 0) return [];
  const named = new Set<string>();
  const once = (id: string, words: string) => {
    if (named.has(id)) return id;
    named.add(id);
    return `${id} ${words}`;
  };
  return [{ rows: shown.map(row => cellsOf(row, { state, conference, tools: narrow, once })), more }];
}

interface Scene {
  readonly state: CaseState;
  readonly conference: Conference;
  readonly tools: Tools;
  readonly once: (id: string, words: string) => string;
}

function cellsOf(row: SummaryRow, scene: Scene): ViewData {
  const { state, tools, once } = scene;
  const action = state.actions.find(({ id }) => id === row.action);
  const cells = {
    risk: listed(row.risks.map(id => once(id, riskWords(id, scene)))),
    factor: listed(row.factors.map(id => once(id, factorWords(id, scene)))),
    action: action === undefined ? noAction(row, scene) : once(action.id, typed(action.what, tools)),
    who: action === undefined ? none : ownerName(action, tools),
    when: action === undefined ? none : tools.dates.shortDue(action.due),
    effect: effectOf(action, tools),
  };
  const narrow = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, forNarrowCell(cell)]));
  const line = Object.values(narrow).filter(cell => cell !== none);
  return { ...narrow, line: line.join(' → ') };
}

const none = '–';

function listed(cells: readonly string[]): string {
  return cells.length === 0 ? none : cells.join(' · ');
}

/** "Brandstichting (hoog)". */
function riskWords(id: RiskId, { state, conference, tools }: Scene): string {
  const what = typed(state.risks.find(risk => risk.id === id)?.what ?? '', tools);
  const course = courseOfRisk(state, conference, id, tools.words);
  return course === undefined ? what : `${what} (${course.text})`;
}

function factorWords(id: FactorId, { state, tools }: Scene): string {
  return typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools);
}

function noAction({ factors }: SummaryRow, { conference, tools }: Scene): string {
  const words = tools.words.t('plan.noAction');
  const reason = factors.map(id => conference.withoutAction[id]).find(said => said !== undefined);
  return reason === undefined ? words : shorten(`${words}: ${typed(reason, tools)}`, cellText);
}

function effectOf(action: Action | undefined, tools: Tools): string {
  return action?.effect === undefined || action.effect === '' ? none : typed(action.effect, tools);
}
