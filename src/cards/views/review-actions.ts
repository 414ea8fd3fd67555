import { timesDone } from '../../domain/answered.ts';
import type { Conference } from '../../domain/case-state.ts';
import { leadsTheTable } from '../../domain/decision.ts';
import type { Action } from '../../domain/items.ts';
import { isLongOverdue } from '../../domain/reminder-policy.ts';
import { lookBackActions } from '../../domain/steps/look-back.ts';
import { type ReviewStatus, reviewStatuses } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { ownerName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';

/**
 * The actions that were open, one's own first: one is one tap, several a choice each and one button. A participant answers about
 * their own and sees what became of the others.
 */
export const reviewActionsView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const actions = lookBackActions(state, conference);
  const asked = actions
    .filter(action => mayAnswer(view, conference, action))
    .toSorted((one, other) => rank(one, view, conference) - rank(other, view, conference));
  const told = asked.filter(action => isTold(view, conference, action));
  const open = asked.filter(action => !told.includes(action));
  const shown = open.slice(0, room.items);
  const toldShown = told.slice(0, room.items);
  const left = asked.length - shown.length - toldShown.length;
  const others = firstRows(
    actions.filter(action => !asked.includes(action)),
    tools,
  );
  const data = shown.map(action => question(view, tools, action));
  const [only] = data.length === 1 ? data : [];
  const formOpen = view.askToJoin || (only !== undefined && (only.noteOpen || isOpen(view, [`status:${only.id}`])));
  const hiddenNotes = data.filter(one => !one.noteOpen).map(one => `note:${one.id}`);
  return {
    ...frameOf(view, tools),
    title: words.t(actions.length === 1 ? 'reviewActions.titleOne' : 'reviewActions.title'),
    // A client validates every required input for each button, also for the one that changes another answer.
    single:
      only === undefined
        ? []
        : [{ ...only, formOpen, required: told.length === 0, oneTap: oneTap(view, tools, only, formOpen) }],
    several: only === undefined ? data : [],
    statuses: reviewStatuses.map(value => ({ title: words.t(`reviewStatus.${value}`), value })),
    record: data.length < 2 ? [] : [{ notes: hiddenNotes.length === 0 ? [] : [{ targets: hiddenNotes }] }],
    beforehand: toldShown.length === 0 ? [] : [{ lines: toldShown.map(action => answered(view, tools, action)) }],
    others: others.shown.map(action => ({
      ...about(action, conference, tools),
      state: words.t(`reviewStatus.${conference.reviews[action.id]?.status ?? 'unanswered'}`).toLowerCase(),
    })),
    nothing:
      actions.length === 0
        ? [{ text: words.t('reviewActions.nothing') }]
        : asked.length === 0
          ? [{ text: words.t('reviewActions.notYours') }]
          : [],
    more: left > 0 ? [{ text: words.t('reviewActions.more', { count: left }) }] : others.more,
  };
};

/** Everybody's card asks about all; one's own about one's own, and about what was sent all the same. */
function mayAnswer(view: FormView, conference: Conference, { id, owner }: Action): boolean {
  const { viewer } = view;
  if (viewer === undefined || owner.person === viewer || leadsTheTable(conference, viewer)) return true;
  return isOpen(view, [`status:${id}`, `note:${id}`]);
}

/** Answered before the table met, and nobody says otherwise on this card: one line is enough. */
function isTold(view: FormView, { reviews }: Conference, { id }: Action): boolean {
  const said = reviews[id];
  if (said?.beforehand === undefined) return false;
  return !isOpen(view, [`status:${id}`, `note:${id}`], { [`status:${id}`]: said.status, [`note:${id}`]: said.note });
}

function answered(view: FormView, tools: Tools, action: Action) {
  const one = question(view, tools, action);
  const said = one.note === '' ? '' : `: ${typed(one.note, tools)}`;
  return {
    ...one,
    who: ownerName(action, tools),
    state: tools.words.t(`reviewStatus.${one.given || 'unanswered'}`).toLowerCase(),
    said,
  };
}

/** One's own first, then what nobody answered yet. */
function rank({ id, owner }: Action, { viewer }: FormView, conference: Conference): number {
  const isOwn = viewer !== undefined && owner.person === viewer;
  return (isOwn ? 0 : 2) + (conference.reviews[id] === undefined ? 0 : 1);
}

function about(action: Action, { openedAt }: Conference, tools: Tools) {
  const { words, dates, calendar } = tools;
  const day = words.t('reviewActions.by', { day: dates.shortDue(action.due) });
  const late = isLongOverdue(action, dates.dayOf(openedAt), calendar) ? words.t('reviewActions.longOverdue') : '';
  const times = timesDone(action);
  const counted = times === undefined ? '' : words.t('occurrence.times', { ...times });
  const reason = action.blocked?.reason;
  const blocked = reason === undefined ? '' : words.t('reviewActions.blocked', { reason: typed(reason, tools) });
  return {
    id: action.id,
    what: typed(action.what, tools),
    who: [ownerName(action, tools), day, counted, late, blocked].filter(part => part !== '').join(' · '),
  };
}

function question(view: FormView, tools: Tools, action: Action) {
  const { words } = tools;
  const [status, note] = [`status:${action.id}`, `note:${action.id}`] as const;
  const { conference } = tableOf(view);
  const given = conference.reviews[action.id];
  const v = filledIn(view, tools, [status, note], { [status]: given?.status, [note]: given?.note });
  return {
    ...about(action, conference, tools),
    unknown: whatWasUnknown(view, tools, action),
    statusLabel: words.t('reviewActions.statusOf', { item: action.id }),
    noteLabel: words.t('reviewActions.noteOf', { item: action.id }),
    noteOpen: isOpen(view, [note]) || (v[note] ?? '') !== '',
    given: given?.status ?? ('' as const),
    status: v[status] ?? '',
    note: v[note] ?? '',
  };
}

/** Finding out comes back by what wasn't known: the factors that were hard to assess, else what was to be found out. */
function whatWasUnknown(view: FormView, tools: Tools, action: Action): readonly ViewData[] {
  if (action.type !== 'information') return [];
  const { state } = tableOf(view);
  const unclear = state.factors.filter(factor => action.factors.includes(factor.id) && !factor.assessable);
  const names = unclear.map(factor => factor.what);
  return [{ text: names.length === 0 ? typed(action.effect ?? action.what, tools) : nameList(names, tools) }];
}

type Question = ReturnType<typeof question>;

function oneTap(view: FormView, { words }: Tools, { id, given }: Question, formOpen: boolean): readonly ViewData[] {
  if (view.askToJoin) return [];
  const tap = (value: ReviewStatus) => {
    const title = words.t(`reviewStatus.${value}`);
    return {
      title: value === given ? `✓ ${title}` : title,
      data: { token: view.token, verb: 'action.review', [`status:${id}`]: value },
    };
  };
  return [{ open: !formOpen, first: reviewStatuses.slice(0, 2).map(tap), last: reviewStatuses.slice(2).map(tap) }];
}
