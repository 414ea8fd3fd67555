import { answeringOrganisations } from '../../domain/counts.ts';
import { withoutCurrentAssessment } from '../../domain/factors.ts';
import { centralEight, factorKinds, type LifeDomain, lifeDomains, marks } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { instrumentInputs, itemChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import {
  type FormViewBuilder,
  filledIn,
  forOthers,
  frameOf,
  isOpen,
  recordButton,
  type Tools,
  tableOf,
} from '../frame.ts';
import { nameList } from '../lists.ts';

const details = [
  'domain',
  'centralEight',
  'source',
  'instrument',
  'instrumentOther',
  'instrumentDate',
  'risks',
  'mark',
] as const;

/** One line and its kind; where it comes from, which risk it belongs to and the rest stand behind "Meer". */
export const raiseFactorView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const domain = lifeDomains.find(one => one === view.item);
  const known = { kind: 'dynamic', assessable: 'yes', domain };
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'factor.raise'),
    about: domain === undefined ? [] : [{ text: aboutDomain(domain, tools) }],
    kinds: factorKinds.map(kind => ({ title: words.t(`kind.choice.${kind}`), value: kind })),
    domains: lifeDomains.map(one => ({ title: words.t(`domain.${one}`), value: one })),
    eight: centralEight.map(one => ({ title: words.t(`centralEight.${one}`), value: one })),
    marks: marks.map(value => ({ title: words.t(`mark.${value}`), value })),
    ...instrumentInputs(conference.instruments, tools),
    // Empty means all; the contract has the input, so it's there with one risk too.
    riskChoices: state.risks.length > 0 ? [{ choices: itemChoices(state.risks, tools.room) }] : [],
    unassessed: unassessed(view, tools),
    ...forOthers(view, tools),
    moreOpen: isOpen(view, details, known) || view.values.assessable === 'no',
    v: filledIn(view, tools, ['what', 'kind', 'assessable', ...details], known),
  };
};

function aboutDomain(domain: LifeDomain, { words }: Tools): string {
  return words.t('raiseFactor.aboutDomain', { domain: words.t(`domain.${domain}`) });
}

/** Who at the table has shared nothing from a current assessment, in one quiet line; nothing when everybody has. */
function unassessed(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const all = answeringOrganisations(conference);
  const without = withoutCurrentAssessment(state, all, tools.dates.dayOf(view.now));
  if (without.length === 0) return [];
  const text =
    without.length === all.length
      ? tools.words.t('raiseFactor.noAssessmentAtAll')
      : tools.words.t('raiseFactor.noAssessment', { who: nameList(without, tools) });
  return [{ text }];
}
