import type { CaseState, Conference } from '../../domain/case-state.ts';
import { absentOrganisations, unknownsOf } from '../../domain/counts.ts';
import { ownerName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';

/** The draft on one card: per factor what, who and when; what isn't known; who was missing; and the chair's button. */
export const minutesView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const status = conference.adopted === undefined ? 'draft' : conference.filed === undefined ? 'adopted' : 'filed';
  const rows = firstRows(tableRows(state, conference, tools), tools);
  const unknowns = firstRows(unknownsOf(state, conference), tools);
  const missing = absentOrganisations(state, conference);
  return {
    ...frameOf(view, tools),
    title: words.t('minutes.title', { number: conference.number }),
    about: `${state.code} · ${words.t(`minutes.${status}`)}`,
    risks: firstRows(levels(conference, state, tools), tools).shown,
    table: rows.shown.length === 0 ? [] : [{ rows: rows.shown }],
    nothing: rows.shown.length === 0 ? [{ text: words.t('minutes.noActions') }] : [],
    more: [...rows.more],
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
    adopt: conference.closed !== undefined && conference.adopted === undefined ? [{}] : [],
  };
};

function levels(conference: Conference, state: CaseState, tools: Tools): readonly ViewData[] {
  return state.risks
    .filter(risk => conference.agreedLevels[risk.id] !== undefined)
    .map(risk => ({
      id: risk.id,
      what: typed(risk.what, tools),
      level: tools.words.t(`level.${conference.agreedLevels[risk.id]?.level ?? 'unknown'}`).toLowerCase(),
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
  return [
    ...covered,
    ...rest.map(action =>
      actionRow(action.factors[0] === undefined ? '–' : factorText(state, action.factors[0], tools), action, tools),
    ),
  ];
}

function factorText(state: CaseState, id: string, tools: Tools): string {
  return `${id}  ${typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools)}`;
}

function actionRow(factor: string, action: CaseState['actions'][number], tools: Tools): ViewData {
  return {
    factor,
    action: `${action.id}  ${typed(action.what, tools)}`,
    who: [ownerName(action, tools), tools.dates.shortDue(action.due)].join(', '),
  };
}
