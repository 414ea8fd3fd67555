import type { Minutes } from '../domain/minutes-data.ts';
import { actionTypeWords, levelWords, repetitionWords } from './choice-words.ts';
import { type Coupling, couplingsOf, type RunningAction } from './couplings.ts';
import { type Block, type Line, lineOf } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { shortDueWords } from './dutch-dates.ts';
import { personLines } from './people.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised, oneLine, shortened } from './typed-text.ts';
import { columns } from './words.ts';

type Factor = Minutes['factors'][number];
type Risk = Minutes['risks'][number];
type Cell = readonly Line[];

const overviewColumns: readonly Column[] = [
  { title: columns.risk, share: 18 },
  { title: columns.factor, share: 17 },
  { title: columns.action, share: 20 },
  { title: columns.who, share: 17 },
  { title: columns.when, share: 13 },
  { title: columns.effect, share: 18 },
];
/** A text that stood in full in an earlier row, or shares its cell with many, is shown up to so many characters. */
const repeatLength = 90;
const fewItems = 2;
/** Persons at risk go by a role, which is short. */
const nameLength = 40;
/** Longer reasons and effects stand in full in the record; this table has to be seen at a glance. */
const glanceLength = 240;
const none: Cell = [{ text: sentences.none }];

/** `Veiligheid Baby: 6 (was 2)`, a line a person; nothing when no number was agreed on. */
export function safetyNow({ safety }: Minutes): readonly Block[] {
  return safety.flatMap(({ name, agreed, line }) => {
    if (agreed === undefined) return [];
    const before = line.at(-2);
    const score = before === undefined ? String(agreed) : phrases.scoreWas(agreed, before);
    return [lineOf({ lead: phrases.safetyOf(shortened(oneLine(name), nameLength)), text: score })];
  });
}

/** The first table: what is coupled to what, see `couplingsOf`. */
export function overviewTable(minutes: Minutes) {
  const shown = new Set<string>();
  const rows = couplingsOf(minutes).map(coupling => [
    riskCell(coupling, minutes, shown),
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

function riskCell({ risks, subjects, action }: Coupling, minutes: Minutes, shown: Set<string>): Cell {
  const lines = [
    ...risks.flatMap(risk => [item(risk, risks.length, shown), ...levelLines(risk)]),
    ...subjects.map(id => {
      const name = minutes.subjects.find(one => one.id === id)?.name ?? id;
      const agreed = minutes.safety.find(({ subject }) => subject === id)?.agreed;
      return {
        lead: phrases.safetyOf(shortened(oneLine(name), nameLength)),
        text: String(agreed ?? sentences.noScore),
      };
    }),
  ];
  if (lines.length > 0) return lines;
  if (action === undefined) return [{ text: sentences.noRisk }];
  return action.type === 'safetyMeasure' ? [{ text: sentences.safety }] : none;
}

function levelLines({ agreedLevel, levelBefore }: Risk): readonly Line[] {
  if (agreedLevel === undefined)
    return levelBefore === undefined ? [] : [{ text: phrases.levelEarlier(levelWords[levelBefore]) }];
  const isOther = levelBefore !== undefined && levelBefore !== agreedLevel;
  const now = levelWords[agreedLevel];
  return [{ text: isOther ? phrases.levelFrom(now, levelWords[levelBefore]) : phrases.level(now) }];
}

function factorCell({ factors, risks, action }: Coupling, minutes: Minutes, shown: Set<string>): Cell {
  if (factors.length === 0) return [{ text: noFactorWords(minutes, risks, action) }];
  return factors.flatMap(factor => {
    const rank = minutes.topThree.factors.indexOf(factor.id) + 1;
    return [item(factor, factors.length, shown), ...(rank > 0 ? [{ text: phrases.rank(rank) }] : [])];
  });
}

/** A safety measure needs no factor; for a risk that nothing is done about it matters whether it has any. */
function noFactorWords(minutes: Minutes, risks: readonly Risk[], action: RunningAction | undefined): string {
  if (action !== undefined) return action.type === 'safetyMeasure' ? sentences.none : sentences.noFactorLinked;
  const hasAny = minutes.factors.some(factor => risks.some(({ id }) => factor.risks.includes(id)));
  return hasAny ? sentences.noFactorChosen : sentences.noFactorNamed;
}

function item(of: Risk | Factor, together: number, shown: Set<string>): Line {
  const inFull = together <= fewItems && !shown.has(of.id);
  const text = inFull ? of.what : shortened(of.what, repeatLength);
  if (inFull) shown.add(of.id);
  return { lead: of.id, text };
}

function actionCells({ action, factors }: Coupling, minutes: Minutes): readonly Cell[] {
  if (action === undefined) {
    const reason = minutes.withoutAction.find(({ factor }) => factor === factors[0]?.id)?.reason;
    const text =
      reason === undefined ? sentences.noActionAgreed : phrases.noActionBecause(shortened(reason, glanceLength));
    return [[{ text }], none, none, none];
  }
  const isMeasure = action.type === 'safetyMeasure';
  return [
    [
      { lead: action.id, text: action.what },
      ...(isMeasure ? [{ text: actionTypeWords.safetyMeasure }] : []),
      ...(action.carried ? [{ text: sentences.carried }] : []),
    ],
    [...personLines(action.owner), ...reservations(action)],
    [
      { text: shortDueWords(action.due) },
      ...(action.every === undefined ? [] : [{ text: capitalised(repetitionWords[action.every]) }]),
    ],
    [{ text: action.effect === undefined ? sentences.noEffect : shortened(action.effect, glanceLength) }],
  ];
}

/** What keeps it from being a promise yet. */
function reservations({ acceptance, mandate, mandateBy }: RunningAction): Cell {
  return [
    ...(acceptance === 'asked' ? [{ text: sentences.mustAccept }] : []),
    ...(acceptance === 'declined' ? [{ text: sentences.declined }] : []),
    ...(mandate === 'toConfirm' && mandateBy !== undefined
      ? [{ text: phrases.confirmBefore(shortDueWords(mandateBy)) }]
      : []),
  ];
}
