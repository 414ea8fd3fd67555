import type { Minutes } from '../domain/minutes-data.ts';
import type { RiskId } from '../domain/values.ts';
import type { Line } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { shortDueWords } from './dutch-dates.ts';
import { capitalised, shortened } from './typed-text.ts';
import { columns, levelWords, phrases, repetitionWords, sentences } from './words.ts';

type Action = Minutes['actions'][number];
type Factor = Minutes['factors'][number];
type Risk = Minutes['risks'][number];
type Cell = readonly Line[];

/** One row of the table that a reader sees first: what is coupled to what. */
interface Coupling {
  readonly risks: readonly Risk[];
  readonly factors: readonly Factor[];
  readonly action?: Action;
  /** What stands in the place of factors when there are none. */
  readonly noFactor?: string;
}

const overviewColumns: readonly Column[] = [
  { title: columns.risk, share: 19 },
  { title: columns.factor, share: 18 },
  { title: columns.action, share: 20 },
  { title: columns.who, share: 15 },
  { title: columns.when, share: 13 },
  { title: columns.effect, share: 18 },
];
/** A text that stood in full in an earlier row, or shares its cell with many, is shown up to so many characters. */
const repeatLength = 90;
const fewItems = 2;
/** Longer reasons and effects stand in full in the record; this table has to be seen at a glance. */
const glanceLength = 240;
const none: Cell = [{ text: sentences.none }];

/** The first table: every action once with its factors and risks, every factor of the top three, every risk. */
export function overviewTable(minutes: Minutes) {
  const shown = new Set<string>();
  const couplings = couplingsOf(minutes);
  const rows = couplings.map(coupling => [
    riskCell(coupling, shown),
    factorCell(coupling, minutes, shown),
    ...actionCells(coupling, minutes),
  ]);
  const empty = [
    [{ text: sentences.noRisk }],
    [{ text: sentences.noFactorNamed }],
    [{ text: sentences.noActionAgreed }],
  ];
  return table(overviewColumns, rows.length > 0 ? rows : [[...empty, none, none, none]]);
}

/**
 * Rows in the order of the top three: by the highest factor of a row, actions before "geen actie"; then actions for other
 * factors, actions without a factor, and last the risks that nothing above touches.
 */
function couplingsOf(minutes: Minutes): readonly Coupling[] {
  const { topThree, actions } = minutes;
  const risksOf = (ids: readonly RiskId[]) => minutes.risks.filter(risk => ids.includes(risk.id));
  const rankOf = (factors: readonly Factor[]) =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...factors.map(factor => topThree.factors.indexOf(factor.id)).filter(at => at >= 0),
    );

  const forActions = actions.map(action => {
    const factors = minutes.factors
      .filter(factor => action.factors.includes(factor.id))
      .sort((a, b) => compare(rankOf([a]), rankOf([b])));
    const risks = action.risks.length > 0 ? action.risks : factors.flatMap(factor => factor.risks);
    return { risks: risksOf(risks), factors, action, noFactor: sentences.noFactorLinked };
  });
  const uncovered = topThree.factors
    .filter(id => !actions.some(action => action.factors.includes(id)))
    .flatMap(id => minutes.factors.filter(factor => factor.id === id))
    .map(factor => ({ risks: risksOf(factor.risks), factors: [factor] }));
  const rows: readonly Coupling[] = [...forActions.filter(row => row.factors.length > 0), ...uncovered].sort((a, b) =>
    compare(rankOf(a.factors), rankOf(b.factors)),
  );
  const withoutFactor = forActions.filter(row => row.factors.length === 0);
  const touched = new Set([...rows, ...withoutFactor].flatMap(row => row.risks));
  const untouched = minutes.risks
    .filter(risk => !touched.has(risk))
    .map(risk => ({
      risks: [risk],
      factors: [],
      noFactor: minutes.factors.some(factor => factor.risks.includes(risk.id))
        ? sentences.noFactorChosen
        : sentences.noFactorNamed,
    }));
  return [...rows, ...withoutFactor, ...untouched];
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function riskCell(coupling: Coupling, shown: Set<string>): Cell {
  if (coupling.risks.length === 0) return none;
  return coupling.risks.flatMap(risk => [
    item(risk, coupling.risks.length, shown),
    ...(risk.agreedLevel === undefined ? [] : [{ text: phrases.level(levelWords[risk.agreedLevel]) }]),
  ]);
}

function factorCell(coupling: Coupling, minutes: Minutes, shown: Set<string>): Cell {
  if (coupling.factors.length === 0) return [{ text: coupling.noFactor ?? sentences.none }];
  return coupling.factors.flatMap(factor => {
    const rank = minutes.topThree.factors.indexOf(factor.id) + 1;
    return [item(factor, coupling.factors.length, shown), ...(rank > 0 ? [{ text: phrases.rank(rank) }] : [])];
  });
}

function item(of: Risk | Factor, together: number, shown: Set<string>): Line {
  const inFull = together <= fewItems && !shown.has(of.id);
  const text = inFull ? of.what : shortened(of.what, repeatLength);
  if (inFull) shown.add(of.id);
  return { lead: of.id, text };
}

function actionCells(coupling: Coupling, minutes: Minutes): readonly Cell[] {
  const { action, factors } = coupling;
  if (action === undefined) {
    const reason = minutes.withoutAction.find(({ factor }) => factor === factors[0]?.id)?.reason;
    const text =
      reason === undefined ? sentences.noActionAgreed : phrases.noActionBecause(shortened(reason, glanceLength));
    return [[{ text }], none, none, none];
  }
  const { name, organisation } = action.owner;
  return [
    [{ lead: action.id, text: action.what }],
    [...new Set([name, organisation])].filter(words => words !== '').map(text => ({ text })),
    [
      { text: shortDueWords(action.due) },
      ...(action.every === undefined ? [] : [{ text: capitalised(repetitionWords[action.every]) }]),
    ],
    [{ text: action.effect === undefined ? sentences.noEffect : shortened(action.effect, glanceLength) }],
  ];
}
