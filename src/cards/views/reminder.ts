import type { Due, LocalDate } from '../../domain/values.ts';
import { nextWorkingDay } from '../dates.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';

/** One action of one owner, on its day. */
export const reminderView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, dates } = tools;
  const action = state.actions.find(one => one.id === view.action);
  if (action === undefined) throw new Error('[cards] reminder: rendered without its action');
  const today = dates.dayOf(view.now);
  return {
    ...frameOf(view, tools),
    title: titleOf(action.due, today, tools),
    about: words.t('reminder.about', { case: state.code, day: dates.day(action.agreedOn) }),
    id: action.id,
    what: typed(action.what, tools),
    lines: aboutAction(action, tools),
    open: action.status === 'open' ? [{}] : [],
    v: filledIn(view, tools, ['until', 'reason'], { until: nextWorkingDay(today) }),
  };
};

/** On the day itself a measure with a clock time says it. */
function titleOf(due: Due, today: LocalDate, { words, dates }: Tools): string {
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
