import { proposedNextDate } from '../../domain/next-date.ts';
import { coverageOf } from '../coverage.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, tableOf } from '../frame.ts';

/** For the chair, beside the form for actions: why a factor gets none, and closing. */
export const chairActionsView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const nextDate = proposedNextDate(state, conference, tools.dates.dayOf(view.now), tools.calendar);
  return {
    ...frameOf(view, tools),
    ...coverageOf(view, tools),
    moreOpen: isOpen(view, ['reflection']),
    v: filledIn(view, tools, ['nextDate', 'reflection'], { nextDate }),
  };
};
