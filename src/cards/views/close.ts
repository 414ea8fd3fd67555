import { coverageOf } from '../coverage.ts';
import { type FormViewBuilder, filledIn, frameOf } from '../frame.ts';

/** Next date, reflection, and what of the top three isn't covered yet. */
export const closeView: FormViewBuilder = (view, tools) => {
  const coverage = coverageOf(view, tools);
  const { uncovered } = coverage;
  const key = uncovered === 1 ? 'close.uncoveredOne' : 'close.uncovered';
  return {
    ...frameOf(view, tools),
    ...coverage,
    state: tools.words.t(uncovered === 0 ? 'close.covered' : key, { count: uncovered }),
    v: filledIn(view, tools, ['nextDate', 'reflection']),
  };
};
