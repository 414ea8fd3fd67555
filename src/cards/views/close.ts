import type { FormView } from '../../ports/card-renderer.ts';
import { coverageOf } from '../coverage.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, tableOf } from '../frame.ts';

/** Next date, reflection, and what of the top three isn't covered yet. */
export const closeView: FormViewBuilder = (view, tools) => {
  const coverage = coverageOf(view, tools);
  const { uncovered } = coverage;
  const isDecided = (tableOf(view).conference.topThree?.factors ?? []).length > 0;
  const covered = isDecided ? 'close.covered' : 'close.noTopThree';
  const key = uncovered === 1 ? 'close.uncoveredOne' : 'close.uncovered';
  return {
    ...frameOf(view, tools),
    ...coverage,
    state: tools.words.t(uncovered === 0 ? covered : key, { count: uncovered }),
    v: filledIn(view, tools, ['nextDate', 'reflection']),
    // Opened from the board, this form stands in its place for the one who pressed.
    ...backToBoard(tookBoardsPlace(view) ? view.token : undefined),
  };
};

function tookBoardsPlace(view: FormView): boolean {
  return view.viewer !== undefined && tableOf(view).conference.phase !== 'closing';
}
