import { coverageOf } from '../coverage.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen } from '../frame.ts';

/** For the chair, beside the form for actions: why a factor gets none, and closing. */
export const chairActionsView: FormViewBuilder = (view, tools) => ({
  ...frameOf(view, tools),
  ...coverageOf(view, tools),
  moreOpen: isOpen(view, ['reflection']),
  v: filledIn(view, tools, ['nextDate', 'reflection']),
});
