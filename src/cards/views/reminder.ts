import { timesDone } from '../../domain/answered.ts';
import type { Action } from '../../domain/items.ts';
import { isLastTime } from '../../domain/reminder-policy.ts';
import type { LocalDate } from '../../domain/values.ts';
import { addWorkingDays, dayOf } from '../../domain/working-days.ts';
import { peopleChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { backToList, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';

/** One action of one owner, on its day. */
export const reminderView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, dates } = tools;
  const action = state.actions.find(one => one.id === view.action);
  if (action === undefined) throw new Error('[cards] reminder: rendered without its action');
  const today = dates.dayOf(view.now);
  return {
    ...frameOf(view, tools),
    title: titleOf(action, today, tools),
    about: words.t('reminder.about', { case: state.code, day: dates.day(action.agreedOn) }),
    id: action.id,
    what: typed(action.what, tools),
    lines: aboutAction(action, today, tools),
    open: action.status === 'open' ? [{}] : [],
    ...asks(action, today, tools),
    people: peopleChoices(state.conferences.at(-1), [], tools.room, [action.owner.person]),
    ...backToList(view),
    otherOpen: isOpen(view, ['to']) || view.refusals.some(refusal => refusal.item === 'reason'),
    v: filledIn(view, tools, ['until', 'reason', 'to'], { until: addWorkingDays(today, 1, tools.calendar) }),
  };
};

/** What repeats is asked about in one press: did it happen, and is there anything to say about it? */
function asks({ every, due }: Action, today: LocalDate, { words }: Tools): ViewData {
  const again = every !== undefined && today <= dayOf(due);
  return {
    occurrence: again ? [{}] : [],
    usual: again ? [] : [{}],
    reasonLabel: words.t(again ? 'reminder.particulars' : 'reminder.reason'),
  };
}

/**
 * On the day itself a measure with a clock time says it; what repeats is asked about until its last day; what its owner put off comes
 * back without a reproach.
 */
function titleOf({ due, every, snoozedUntil }: Action, today: LocalDate, { words, dates }: Tools): string {
  if (dayOf(due) < today && snoozedUntil !== undefined && today <= snoozedUntil)
    return words.t('reminder.again', { day: dates.due(due) });
  if (dayOf(due) < today) return words.t('reminder.late', { day: dates.due(due) });
  if (every !== undefined) return words.t('reminder.occurrence');
  if (!due.startsWith(today)) return words.t('reminder.title', { day: dates.due(due) });
  const time = dates.time(due);
  return time === undefined ? words.t('reminder.today') : words.t('reminder.todayAt', { time });
}

function aboutAction(action: Action, today: LocalDate, tools: Tools): readonly { text: string }[] {
  const { words } = tools;
  const times = timesDone(action);
  return [
    ...(times === undefined ? [] : [words.t('occurrence.times', { ...times })]),
    ...(action.every !== undefined && action.status === 'open' && isLastTime(today, action, tools.calendar)
      ? [words.t('reminder.lastTime')]
      : []),
    ...(action.effect === undefined ? [] : [words.t('reminder.effect', { effect: typed(action.effect, tools) })]),
    ...(action.reportTo === undefined
      ? []
      : [words.t('reminder.reportTo', { name: typed(action.reportTo.name, tools) })]),
    ...(action.status === 'done' ? [words.t('reminder.alreadyDone')] : []),
  ].map(text => ({ text }));
}
