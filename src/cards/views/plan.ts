import { timesDone } from '../../domain/answered.ts';
import type { CaseState, Direction } from '../../domain/case-state.ts';
import { currentStep } from '../../domain/direction.ts';
import type { Action, Factor, Signal } from '../../domain/items.ts';
import { type Agreed, type Plan, type PlannedRisk, type PlannedSubject, planOf } from '../../domain/plan.ts';
import { type Change, changeKinds } from '../../domain/plan-changes.ts';
import { directSafety, riskLevels } from '../../domain/values.ts';
import { agreementLine } from '../agreements.ts';
import { ownerName, personName } from '../board-rows.ts';
import type { Fact } from '../conference-facts.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { wordsOf } from '../item-words.ts';
import { firstRows } from '../lists.ts';
import { matrixView } from '../plan-matrix.ts';
import type { WordKey } from '../words.ts';

/**
 * The plan of a case on one card, changes first; or only its open actions. Made of what was agreed, so it can be shown in the
 * middle of a blind round.
 */
export function planView(state: CaseState, part: 'whole' | 'actions', tools: Tools): ViewData {
  const { words } = tools;
  const plan = planOf(state);
  const isOpen = state.conferences.at(-1)?.closed === undefined;
  const when = words.t(isOpen ? 'plan.during' : 'plan.after', { number: plan.conference });
  const about = [state.code, state.approach, when].join(' · ');
  const shared = { about, changes: [], sections: [], matrix: [], nothing: [], disclaimer: [] };
  if (part === 'actions') {
    const actions = sectionOf('', plan.actions, action => actionFact(action, tools), tools);
    const nothing = actions.length === 0 ? [{ text: words.t('plan.noActions') }] : [];
    return { ...shared, title: words.t('plan.actionsTitle'), sections: actions, nothing };
  }
  const sections = sectionsOf(plan, tools);
  return {
    ...shared,
    title: words.t('plan.title'),
    changes: changesView(plan, tools),
    sections,
    matrix: matrixView(state, plan, tools),
    nothing: sections.length === 0 ? [{ text: words.t('plan.empty') }] : [],
    disclaimer: plan.risks.length === 0 ? [] : [{}],
  };
}

/** Nothing in a first conference: there's nothing to compare with. */
function changesView({ conference, changes }: Plan, tools: Tools): readonly ViewData[] {
  if (conference < 2) return [];
  const { words } = tools;
  const groups = changeKinds.flatMap(kind => {
    const { shown, more } = firstRows(
      changes.filter(change => change.kind === kind),
      tools,
    );
    const rows = shown.map(change => changeFact(change, tools));
    return rows.length === 0 ? [] : [{ title: words.t(`plan.change.${kind}`), rows: rows.map(spaced), more }];
  });
  return [{ groups, none: groups.length === 0 ? [{ text: words.t('plan.noChanges') }] : [] }];
}

function changeFact({ kind, item, level, score, topThree }: Change, tools: Tools): Fact {
  const { words } = tools;
  const remarks = [
    ...(level === undefined ? [] : [arrow(level, one => words.t(`level.${one}`).toLowerCase())]),
    ...(score === undefined ? [] : [arrow(score, String)]),
    ...(topThree === undefined ? [] : [words.t(`plan.topThree.${topThree}`)]),
    ...(kind === 'closed' ? [words.t(endOf(item)).toLowerCase()] : []),
  ];
  const what = typed(wordsOf(item), tools);
  return { label: item.id, text: remarks.length === 0 ? what : `${what}: ${remarks.join(' · ')}` };
}

function arrow<Value>({ before, now }: { before?: Value; now: Value }, name: (value: Value) => string): string {
  return before === undefined ? name(now) : `${name(before)} → ${name(now)}`;
}

function endOf(item: Change['item']): WordKey {
  if (!('status' in item) || item.status === 'open') return 'plan.withdrawn';
  return item.status === 'done' ? 'reviewStatus.done' : 'reviewStatus.notPossible';
}

function sectionsOf(plan: Plan, tools: Tools): readonly ViewData[] {
  const { words } = tools;
  const factor = ({ id, what }: Factor): Fact => ({ label: id, text: typed(what, tools) });
  return [
    ...sectionOf(words.t('plan.signals'), plan.signals, signal => signalFact(signal, tools), tools),
    ...sectionOf(words.t('plan.risks'), plan.risks, risk => riskFact(risk, tools), tools),
    ...sectionOf(words.t('plan.safety'), plan.subjects, subject => safetyFact(subject, tools), tools),
    ...sectionOf(words.t('board.topThree'), plan.topThree, factor, tools),
    ...sectionOf(words.t('plan.protective'), plan.protective, factor, tools),
    ...sectionOf(words.t('plan.actions'), plan.actions, action => actionFact(action, tools), tools),
    ...sectionOf(
      words.t('step.scenarios'),
      plan.scenarios,
      scenario => ({ label: scenario.id, text: agreementLine(scenario, tools) }),
      tools,
    ),
    ...(plan.direction === undefined ? [] : directionSection(plan.direction, tools)),
    ...sectionOf(words.t('board.otherFactors'), plan.otherFactors, factor, tools),
  ];
}

function sectionOf<Row>(
  title: string,
  all: readonly Row[],
  fact: (row: Row) => Fact,
  tools: Tools,
): readonly ViewData[] {
  const { shown, more } = firstRows(all, tools);
  if (shown.length === 0) return [];
  return [{ title: title === '' ? [] : [{ text: title }], rows: shown.map(fact).map(spaced), more }];
}

function spaced({ label, text }: Fact): Fact {
  return { label: `${label}  `, text };
}

/** "Brandstichting in de flat: hoog → matig". */
function riskFact({ risk, course }: PlannedRisk, tools: Tools): Fact {
  const { words } = tools;
  const level = through(course, one => words.t(`level.${one}`).toLowerCase()) ?? words.t('summary.noLevel');
  const chart = bars(course.map(one => (riskLevels.indexOf(one.value) + 1) / riskLevels.length));
  return { label: risk.id, text: `${typed(risk.what, tools)}: ${chart}${level}` };
}

/** "moeder: 2 → 6", "baby: 7 → 7 → 8 · stabiel", "vader: 3 → 4 · nog geen 6". */
function safetyFact({ subject, line, stable }: PlannedSubject, tools: Tools): Fact {
  const { words } = tools;
  const last = line.at(-1)?.value;
  const unsafe = last !== undefined && last < directSafety;
  const remark = unsafe ? ` · ${words.t('course.underSix')}` : stable ? ` · ${words.t('course.stable')}` : '';
  const scores = through(line, String) ?? words.t('plan.noScore');
  const chart = bars(line.map(one => one.value / highestScore));
  return { label: subject.id, text: `${typed(subject.name, tools)}: ${chart}${scores}${remark}` };
}

/** As many conferences as one can follow at a glance. */
const mostShown = 8;
const highestScore = 10;

/**
 * A chart as small as a word, a bar for each conference; the words behind it say the same. No picture: those would have to come from
 * somewhere, and a line of text is read out as well.
 * @param heights 0 to 1
 */
function bars(heights: readonly number[]): string {
  if (heights.length < 2) return '';
  const all = [...'▁▂▃▄▅▆▇█'];
  return `${heights
    .slice(-mostShown)
    .map(height => all[Math.round(height * (all.length - 1))])
    .join('')} `;
}

function through<Value>(line: readonly Agreed<Value>[], name: (value: Value) => string): string | undefined {
  const shown = line.slice(-mostShown).map(one => name(one.value));
  return shown.length === 0 ? undefined : [...(line.length > mostShown ? ['…'] : []), ...shown].join(' → ');
}

/** "Middelengebruik monitoren – Behandelaar, GGZ, 12 dec", with that it's for safety or to find out, and why it's stuck. */
function actionFact(action: Action, tools: Tools): Fact {
  const { words, dates } = tools;
  const type = action.type === 'intervention' ? '' : ` (${words.t(`actionType.${action.type}`).toLowerCase()})`;
  const who = [ownerName(action, tools), dates.shortDue(action.due)].filter(part => part !== '').join(', ');
  const blocked = action.blocked && ` · ${words.t('plan.blocked', { reason: typed(action.blocked.reason, tools) })}`;
  const times = timesDone(action);
  const counted = times === undefined ? '' : ` · ${words.t('occurrence.times', { ...times })}`;
  return { label: action.id, text: `${typed(action.what, tools)}${type} – ${who}${counted}${blocked ?? ''}` };
}

/** "23 nov: schreeuwen gehoord (Wijkagent, Politie)", with the agreement that it touches. */
function signalFact({ id, what, scenario, by, at }: Signal, tools: Tools): Fact {
  const { dates } = tools;
  const agreement = scenario === undefined ? '' : ` · ${scenario}`;
  const day = dates.shortDue(dates.dayOf(at));
  return { label: id, text: `${day}: ${typed(what, tools)} (${personName(by, tools)})${agreement}` };
}

/** "Gesprek, uiterlijk 27 november": the step that is under way while nobody directs the case. */
function directionSection(direction: Direction, tools: Tools): readonly ViewData[] {
  const { words, dates, calendar } = tools;
  const { step, until } = currentStep(direction, calendar);
  const label = words.t(`directionStep.short.${step}`);
  const text = words.t('direction.until', { until: dates.day(until) });
  return sectionOf(words.t('plan.noDirector'), [text], one => ({ label, text: one }), tools);
}
