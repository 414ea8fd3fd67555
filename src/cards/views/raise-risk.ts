import { marks } from '../../domain/values.ts';
import { findingLines } from '../findings.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, recordButton, tableOf } from '../frame.ts';

const details = ['severity', 'triggers', 'affected', 'whereWhen', 'mark'] as const;

/** One line; what else can be said stands behind "Meer". In a spoed there's that line and nothing more. */
export const raiseRiskView: FormViewBuilder = (view, tools) => {
  const { urgent } = tableOf(view).conference;
  const { words } = tools;
  const { front, behind } = forOthers(view, tools);
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'risk.raise'),
    title: words.t(urgent ? 'raiseRisk.titleUrgent' : 'raiseRisk.title'),
    hint: words.t(urgent ? 'raiseRisk.hintUrgent' : 'raiseRisk.hint'),
    findings: findingLines(view, tools),
    front: urgent ? [] : front,
    more: urgent ? [] : [{ open: isOpen(view, details), behind }],
    marks: marks.map(value => ({ title: words.t(`mark.${value}`), value })),
    v: filledIn(view, tools, ['what', ...details]),
  };
};
