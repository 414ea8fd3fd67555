import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, recordButton } from '../frame.ts';

const details = ['severity', 'triggers', 'affected', 'whereWhen'] as const;

export const raiseRiskView: FormViewBuilder = (view, tools) => ({
  ...frameOf(view, tools),
  ...recordButton(view, tools, 'risk.raise'),
  ...forOthers(view, tools),
  moreOpen: isOpen(view, details),
  v: filledIn(view, tools, ['what', ...details]),
});
