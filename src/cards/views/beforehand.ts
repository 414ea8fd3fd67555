import type { Conference } from '../../domain/case-state.ts';
import type { Action } from '../../domain/items.ts';
import { answerSoFar, ownActions, preparationBy } from '../../domain/preparation.ts';
import { reviewStatuses } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { instrumentInputs } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { backToList, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { plainTitle, shorten } from '../text.ts';

const behind = ['instrument', 'instrumentOther', 'instrumentDate'] as const;

/**
 * Three questions, one minute: what changed, what came of one's actions, which dynamic factors are known from a current assessment.
 * Filled in with what this person answered before.
 */
export const beforehandView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, dates, room } = tools;
  const before = preparationBy(conference, view.viewer ?? '');
  const nextDate = conference.closed?.nextDate;
  const context = { today: dates.dayOf(view.now), calendar: tools.calendar };
  const own = ownActions(state, view.viewer ?? '', context);
  // What was closed before is told, and needn't be asked.
  const asked = own.filter(action => action.status === 'open' || isOpen(view, inputsOf(action)));
  const shown = asked.toSorted((one, other) => rank(one, conference) - rank(other, conference)).slice(0, room.items);
  const left = asked.length - shown.length;
  const rows = shown.map(action => question(view, conference, action, tools));
  const hidden = rows.filter(row => !row.noteOpen).map(row => `note:${row.id}`);
  const known = {
    changes: before?.changes,
    factors: before?.factors.join('\n'),
    ...knownInstrument(conference, before?.instrument),
    instrumentDate: before?.instrumentDate,
  };
  return {
    ...frameOf(view, tools),
    ...backToList(view),
    title:
      nextDate === undefined
        ? words.t('beforehand.title')
        : words.t('beforehand.titleDay', { day: dates.day(nextDate) }),
    about: words.t(before === undefined ? 'beforehand.about' : 'beforehand.aboutAgain', { case: state.code }),
    actions:
      shown.length === 0
        ? []
        : [
            {
              heading: words.t(shown.length === 1 ? 'beforehand.action' : 'beforehand.actions'),
              notes: hidden.length === 0 ? [] : [{ targets: hidden }],
            },
          ],
    rows,
    statuses: reviewStatuses.map(value => ({ title: words.t(`reviewStatus.${value}`), value })),
    closed: own
      .filter(action => !asked.includes(action))
      .slice(0, room.rows)
      .map(action => ({
        id: action.id,
        what: typed(action.what, tools),
        state: words.t(`reviewStatus.${action.status === 'notPossible' ? 'notPossible' : 'done'}`).toLowerCase(),
      })),
    more: left > 0 ? [{ text: words.t('beforehand.more', { count: left, case: state.code }) }] : [],
    ...instrumentInputs(conference.instruments, tools),
    instrumentOpen:
      isOpen(view, behind, known) || known.instrumentDate !== undefined || before?.instrument !== undefined,
    // Said before, "nothing to tell" has nothing to add.
    nothing: before === undefined ? [{ data: { token: view.token, verb: 'preparation.answer', nothing: 'yes' } }] : [],
    v: filledIn(view, tools, ['changes', 'factors', ...behind], known),
  };
};

function inputsOf({ id }: Action): readonly string[] {
  return [`status:${id}`, `note:${id}`];
}

/** What isn't answered yet comes first. */
function rank({ id }: Action, { beforehand }: Conference): number {
  return beforehand[id] === undefined ? 0 : 1;
}

/** One that isn't in the list was typed. */
function knownInstrument(
  { instruments }: Conference,
  instrument: string | undefined,
): Readonly<Record<string, string>> {
  if (instrument === undefined) return {};
  const isOffered = instruments.length === 0 || instruments.includes(instrument);
  return isOffered ? { instrument } : { instrument: 'other', instrumentOther: instrument };
}

/** The action itself is what its choice is called, so that eight of them still are one minute. */
function labelOf({ id, what, due }: Action, { words, dates, room }: Tools): string {
  const day = words.t('reviewActions.by', { day: dates.shortDue(due) });
  return `${id} ${shorten(plainTitle(what), room.text)} · ${day}`;
}

function question(view: FormView, conference: Conference, action: Action, tools: Tools) {
  const { words } = tools;
  const [status, note] = [`status:${action.id}`, `note:${action.id}`] as const;
  const said = answerSoFar(conference, action);
  const v = filledIn(view, tools, [status, note], { [status]: said?.status, [note]: said?.note });
  return {
    id: action.id,
    label: labelOf(action, tools),
    noteLabel: words.t('reviewActions.noteOf', { item: action.id }),
    noteOpen: isOpen(view, [note]) || (v[note] ?? '') !== '',
    status: v[status] ?? '',
    note: v[note] ?? '',
  } satisfies ViewData;
}
