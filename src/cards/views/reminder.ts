import type { Action } from '../../domain/items.ts';
import type { LocalDate } from '../../domain/values.ts';
import { addWorkingDays, dayOf } from '../../domain/working-days.ts';
import { peopleChoices } from '../choices.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';

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
    lines: aboutAction(action, tools),
    open: action.status === 'open' ? [{}] : [],
    people: peopleChoices(state.conferences.at(-1), [], tools.room, [action.owner.person]),
    otherOpen: isOpen(view, ['to']) || view.refusals.some(refusal => refusal.item === 'reason'),
    v: filledIn(view, tools, ['until', 'reason', 'to'], { until: addWorkingDays(today, 1, tools.calendar) }),
  };
};

/** On the day itself a measure with a clock time says it; what repeats is asked about until its last day. */
function titleOf({ due, every }: Action, today: LocalDate, { words, dates }: Tools): string {
  if (dayOf(due) < today) return words.t('reminder.late', { day: dates.due(due) });
  if (!due.startsWith(today) && every !== undefined) return words.t('reminder.occurrence');
  if (!due.startsWith(today)) return words.t('reminder.title', { day: dates.due(due) });
  const time = dates.time(due);
  return time === undefined ? words.t('reminder.today') : words.t('reminder.todayAt', { time });
}

function aboutAction(
  action: { effect?: string; reportTo?: { name: string; organisation: string }; status: string },
  tools: Tools,
): readonly { text: string }[] {
  const { words } = tools;
  return [
    ...(action.effect === undefined ? [] : [words.t('reminder.effect', { effect: typed(action.effect, tools) })]),
    ...(action.reportTo === undefined
      ? []
      : [words.t('reminder.reportTo', { name: typed(action.reportTo.name, tools) })]),
    ...(action.status === 'done' ? [words.t('reminder.alreadyDone')] : []),
  ].map(text => ({ text }));
}
