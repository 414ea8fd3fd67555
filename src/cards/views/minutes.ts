import type { CaseState, Conference } from '../../domain/case-state.ts';
import { absentOrganisations, unknownsOf } from '../../domain/counts.ts';
import type { Action } from '../../domain/items.ts';
import { ownerName, seenOtherwise } from '../board-rows.ts';
import { type Fact, lookBackText, overriddenTexts, urgentFacts } from '../conference-facts.ts';
import { courseOfRisk, courseOfSafety } from '../course.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';
import { forNarrowCell } from '../narrow-cells.ts';
import { scoredOtherwise } from '../safety-rows.ts';
import { scenarioLine } from '../scenario-rows.ts';

/**
 * The draft on one card: what was said and agreed in the order of the minutes, as it stood at closing; and the chair's button, to
 * adopt it or to correct what was adopted.
 */
export const minutesView: FormViewBuilder = (view, tools) => {
  const { state: current, conference } = tableOf(view);
  const state: CaseState = { ...current, ...conference.atClosing };
  const { words } = tools;
  const status = conference.adopted === undefined ? 'draft' : conference.filed === undefined ? 'adopted' : 'filed';
  const rows = firstRows(tableRows(state, conference, tools), tools);
  const unknowns = firstRows(unknownsOf(state, conference), tools);
  const missing = absentOrganisations(conference);
  const isAdopted = conference.adopted !== undefined;
  const isForChair = view.viewer === undefined || view.viewer === conference.chair;
  return {
    ...frameOf(view, tools),
    title: words.t('minutes.title', { number: conference.number }),
    about: `${state.code} · ${words.t(`minutes.${status}`)}`,
    kind: kindOf(conference, tools),
    before: before(state, conference, tools),
    risks: firstRows(levels(conference, state, tools), tools).shown,
    table: rows.shown.length === 0 ? [] : [{ rows: rows.shown }],
    nothing: rows.shown.length === 0 ? [{ text: words.t('minutes.noActions') }] : [],
    more: [...rows.more],
    after: after(state, conference, tools),
    unknowns:
      unknowns.shown.length === 0
        ? []
        : [
            {
              rows: unknowns.shown.map(unknown => ({
                id: unknown.id,
                what: typed(unknown.what, tools),
                aside: ` – ${nameList(unknown.organisations, tools)}`,
              })),
              more: unknowns.more,
            },
          ],
    missing: missing.length === 0 ? [] : [{ text: nameList(missing, tools) }],
    next:
      conference.closed?.nextDate === undefined
        ? []
        : [{ text: words.t('board.nextDate', { day: tools.dates.day(conference.closed.nextDate) }) }],
    adopt: conference.closed !== undefined && !isAdopted ? [{}] : [],
    correct: isAdopted && isForChair ? [{}] : [],
  };
};

/** What kind of conference it was, when it wasn't a usual one. */
function kindOf({ purpose, wasUrgent }: Conference, { words }: Tools): readonly ViewData[] {
  return [
    ...(wasUrgent ? [{ text: words.t('facts.urgent') }] : []),
    ...(purpose === 'shareInformation' ? [{ text: words.t('facts.shareInformation') }] : []),
  ];
}

/** The actions of the time before, and how safe everybody is, with who gave another number. */
function before(state: CaseState, conference: Conference, tools: Tools): readonly Fact[] {
  const lookBack = lookBackText(state, conference, tools);
  const safety = firstRows(state.subjects, tools).shown.flatMap(({ id, name }): Fact[] => {
    const course = courseOfSafety(state, conference, id, tools.words);
    const otherwise = scoredOtherwise(conference, id, tools).map(text => ` (${text})`);
    return course === undefined
      ? []
      : [{ label: id, text: `${typed(name, tools)}: ${course.text}${otherwise.join('')}` }];
  });
  return [...(lookBack === undefined ? [] : [{ label: tools.words.t('facts.lookBack'), text: lookBack }]), ...safety];
}

function after(state: CaseState, conference: Conference, tools: Tools): readonly Fact[] {
  const { words } = tools;
  const scenarios = state.scenarios.filter(scenario => scenario.conference === conference.id);
  const overridden = overriddenTexts(state, conference, tools);
  return [
    ...firstRows(scenarios, tools).shown.map(one => ({ label: one.id, text: scenarioLine(one, tools) })),
    ...firstRows(overridden, tools).shown.map(text => ({ label: words.t('facts.overridden'), text })),
    ...urgentFacts(conference, tools),
  ];
}

function levels(conference: Conference, state: CaseState, tools: Tools): readonly ViewData[] {
  return state.risks
    .filter(risk => conference.agreedLevels[risk.id] !== undefined)
    .map(risk => ({
      id: risk.id,
      what: typed(risk.what, tools),
      level: courseOfRisk(state, conference, risk.id, tools.words)?.text ?? '',
      aside: seenOtherwise(conference, risk.id, tools)
        .map(text => ` (${text})`)
        .join(''),
    }));
}

/** One row per factor of the top three and action on it; then actions on other factors or on none. */
function tableRows(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const actions = state.actions.filter(action => action.conference === conference.id);
  const topThree = conference.topThree?.factors ?? [];
  const covered = topThree.flatMap(id => {
    const factor = factorText(state, id, tools);
    const on = actions.filter(action => action.factors.includes(id));
    if (on.length > 0) return on.map((action, index) => actionRow(index === 0 ? factor : id, action, tools));
    const reason = conference.withoutAction[id];
    const why = tools.words.t('minutes.noAction', reason === undefined ? {} : { reason: typed(reason, tools) });
    return [{ factor, action: why, who: '–' }];
  });
  const rest = actions.filter(action => !action.factors.some(id => topThree.includes(id)));
  const rows = [...covered, ...rest.map(action => actionRow(servesWhat(state, action, tools), action, tools))];
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, forNarrowCell(cell)])));
}

/** What an action outside the top three is for: its factor, else whom it keeps safe, else its risks. */
function servesWhat(state: CaseState, { factors, subjects, risks, type }: Action, tools: Tools): string {
  const [factor] = factors;
  if (factor !== undefined) return factorText(state, factor, tools);
  const ids = (subjects.length > 0 ? subjects : risks).slice(0, 6).join(', ');
  if (type !== 'safetyMeasure') return ids === '' ? '–' : ids;
  return [tools.words.t('step.safety'), ids].filter(part => part !== '').join(' ');
}

function factorText(state: CaseState, id: string, tools: Tools): string {
  return `${id}  ${typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools)}`;
}

function actionRow(factor: string, action: Action, tools: Tools): Readonly<Record<string, string>> {
  return {
    factor,
    action: `${action.id}  ${typed(action.what, tools)}`,
    who: [ownerName(action, tools), tools.dates.shortDue(action.due)].join(', '),
  };
}
