import { centralEight, factorKinds, lifeDomains } from '../../domain/values.ts';
import { itemChoices } from '../choices.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, recordButton, tableOf } from '../frame.ts';

const details = ['domain', 'centralEight', 'source', 'instrument', 'instrumentDate', 'risks'] as const;

export const raiseFactorView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words } = tools;
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'factor.raise'),
    kinds: factorKinds.map(kind => ({ title: words.t(`kind.choice.${kind}`), value: kind })),
    domains: lifeDomains.map(domain => ({ title: words.t(`domain.${domain}`), value: domain })),
    eight: centralEight.map(one => ({ title: words.t(`centralEight.${one}`), value: one })),
    // Empty means all; the contract has the input, so it's there with one risk too.
    riskChoices: state.risks.length > 0 ? [{ choices: itemChoices(state.risks, tools.room) }] : [],
    ...forOthers(view, tools),
    moreOpen: isOpen(view, details) || view.values.assessable === 'no',
    v: filledIn(view, tools, ['what', 'kind', 'assessable', ...details], { kind: 'dynamic', assessable: 'yes' }),
  };
};
