import type { CaseState } from '../domain/case-state.ts';
import type { Action } from '../domain/items.ts';
import { askedBeforehand, hasAnswered, notAnsweredYet } from '../domain/preparation-plan.ts';
import { occurrenceAskedBy } from '../domain/reminder-policy.ts';
import type { Instant, LocalDate, PersonId } from '../domain/values.ts';
import { dayOf } from '../domain/working-days.ts';
import type { ListRow } from '../ports/card-renderer.ts';
import type { ViewData } from './expand.ts';
import { type Tools, tableOf, typed } from './frame.ts';
import { literal, shorten } from './text.ts';

/** One row of a list of one's own: what and when, what was answered already, and the buttons that are left. */
export function listRow(row: ListRow, viewer: PersonId, tools: Tools, now: Instant): ViewData {
  switch (row.kind) {
    case 'action':
      return actionRow(row, viewer, tools, tools.dates.dayOf(now));
    case 'beforehand':
      return beforehandRow(row, viewer, tools);
    case 'preparation':
      return preparationRow(row, tools);
  }
}

function actionRow(row: ListRow, viewer: PersonId, tools: Tools, today: LocalDate): ViewData {
  const { words } = tools;
  const action = row.state.actions.find(one => one.id === row.action);
  if (action === undefined)
    return { ...plain(row.state, tools), id: `${row.action} `, what: words.t('actionList.gone'), actions: [] };
  const mark = markOf(action, viewer, today, tools);
  const isOpen = action.status === 'open' && action.owner.person === viewer;
  const buttons = [
    ...(isOpen && mark === undefined ? answersTo(row, action, today, tools) : []),
    ...(isOpen ? [show(row, words.t('reminder.other'), 'reminder')] : []),
  ];
  const isLate = action.status === 'open' && dayOf(action.due) < today;
  return {
    id: `${action.id} `,
    what: typed(action.what, tools),
    about: `${row.state.code} · ${action.type === 'safetyMeasure' ? `${words.t('actionType.safetyMeasure')} · ` : ''}`,
    when: whenOf(action, today, tools),
    weight: isLate ? 'Bolder' : 'Default',
    marks: mark === undefined ? [] : [{ text: mark }],
    actions: buttons.length === 0 ? [] : [{ buttons }],
  };
}

function whenOf({ due }: Action, today: LocalDate, { words, dates }: Tools): string {
  const time = dates.time(due);
  if (dayOf(due) < today) return words.t('actionList.late', { day: dates.due(due) });
  if (dayOf(due) > today) return words.t('actionList.until', { day: dates.due(due) });
  return time === undefined ? words.t('actionList.today') : words.t('actionList.todayAt', { time });
}

/** What its owner answered; undefined while nothing was. */
function markOf(action: Action, viewer: PersonId, today: LocalDate, tools: Tools): string | undefined {
  const { words, dates } = tools;
  const { status, owner, handOver, blocked, snoozedUntil } = action;
  if (status !== 'open') return words.t(status === 'done' ? 'actionList.done' : 'actionList.notPossible');
  if (owner.person !== viewer) return words.t('actionList.taken', { name: shortly(owner.name) });
  if (handOver !== undefined) return words.t('actionList.asked', { name: shortly(handOver.to.name) });
  if (blocked !== undefined) return words.t('actionList.blocked');
  if (snoozedUntil !== undefined && snoozedUntil > today)
    return words.t('actionList.snoozed', { day: dates.day(snoozedUntil) });
  return markOfThisTime(action, today, tools);
}

/** Of what repeats: what was answered about the time that was asked about last. */
function markOfThisTime(action: Action, today: LocalDate, { words, calendar }: Tools): string | undefined {
  const time = occurrenceAskedBy(today, action, calendar) ?? today;
  const said = action.every && action.answers?.find(one => one.occurrence === time);
  return said && words.t(said.status === 'done' ? 'reminder.happened' : 'reminder.missed');
}

const shortly = (name: string) => shorten(literal(name), 40);

/** What repeats asks only whether it happened, until its last day. */
function answersTo(
  { token }: ListRow,
  { id, every, due }: Action,
  today: LocalDate,
  { words }: Tools,
): readonly ViewData[] {
  const button = (verb: string, title: string) => ({ title, verb, data: { token, verb, action: id } });
  if (every === undefined || today > dayOf(due)) return [button('reminder.done', words.t('reminder.done'))];
  return [button('reminder.done', words.t('reminder.happened')), button('reminder.missed', words.t('reminder.missed'))];
}

function show({ token }: ListRow, title: string, form: string): ViewData {
  const verb = 'form.show';
  return { title, verb, data: { token, verb, form } };
}

function plain({ code }: CaseState, _tools: Tools): ViewData {
  return { id: '', about: code, when: '', weight: 'Default', marks: [] };
}

/** What changed, what came of it: asked before the next conference. */
function beforehandRow(row: ListRow, viewer: PersonId, tools: Tools): ViewData {
  const { words, dates } = tools;
  const { conference } = tableOf(row);
  const isAnswered = hasAnswered(conference, viewer);
  const day = conference.closed?.nextDate;
  return {
    ...plain(row.state, tools),
    what: words.t('actionList.beforehand', day === undefined ? {} : { day: dates.day(day) }),
    marks: isAnswered ? [{ text: words.t('actionList.answered') }] : [],
    actions: [{ buttons: [show(row, words.t(isAnswered ? 'actionList.again' : 'actionList.answer'), 'beforehand')] }],
  };
}

/** Who sees to the preparation hears how many haven't answered. */
function preparationRow(row: ListRow, tools: Tools): ViewData {
  const { words, dates } = tools;
  const { state, conference } = tableOf(row);
  const day = conference.closed?.nextDate;
  const missing = notAnsweredYet(state, conference).length;
  const count = askedBeforehand(state, conference).length;
  return {
    ...plain(state, tools),
    what: words.t('actionList.preparation', { missing, count, ...(day !== undefined && { day: dates.day(day) }) }),
    actions: [],
  };
}
