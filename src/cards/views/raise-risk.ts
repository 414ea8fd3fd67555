import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen } from '../frame.ts';

const details = ['severity', 'triggers', 'affected', 'whereWhen'] as const;

export const raiseRiskView: FormViewBuilder = (view, tools) => {
  const others = forOthers(view, tools);
  return {
    ...frameOf(view, tools),
    others: others.list,
    moreOpen: others.shown || isOpen(view, [...details, 'for']),
    v: filledIn(view, tools, ['what', ...details]),
  };
};
