import type { FactorId } from '../../domain/values.ts';
import { actionTypes, frameworks, horizons, intensities, mandates, repetitions } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { choice, itemChoices, otherPerson, peopleChoices, sortedBy } from '../choices.ts';
import { openActionsOn } from '../coverage.ts';
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
  typed,
} from '../frame.ts';

const details = [
  'ownerOther',
  'type',
  'horizon',
  'intensity',
  'fit',
  'effect',
  'every',
  'reportTo',
  'reportToOther',
  'mandate',
  'framework',
] as const;

/** What, who, by when, for which factor; everything else has a default and stands behind "Meer". */
export const agreeActionView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const topThree = conference.topThree?.factors ?? [];
  const dynamic = sortedBy(
    state.factors.filter(factor => factor.kind === 'dynamic'),
    topThree,
  );
  const offered = dynamic.slice(0, Math.max(room.rows, topThree.length));
  const people = peopleChoices(conference, view.members, room);
  const elsewhere = choice(words.t('person.elsewhereMore'), otherPerson, 100);
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'action.agree'),
    topThree: sortedBy(state.factors, topThree)
      .filter(factor => topThree.includes(factor.id))
      .map(factor => ({ id: factor.id, what: typed(factor.what, tools), marks: marksOf(view, tools, factor.id) })),
    factors: offered.length === 0 ? [] : [{ choices: itemChoices(offered, room) }],
    owners: [...people, elsewhere],
    ...defaults(tools),
    ...forOthers(view, tools),
    moreOpen: view.values.owner === otherPerson || isOpen(view, details),
    v: filledIn(view, tools, ['what', 'owner', 'due', 'factors', ...details]),
  };
};

/** What is agreed on a factor; only in a person's own answer, because the card for everyone stays as it was posted. */
function marksOf(view: FormView, { words }: Tools, factor: FactorId): readonly ViewData[] {
  if (view.viewer === undefined) return [];
  const { state, conference } = tableOf(view);
  const actions = openActionsOn(state, factor);
  if (actions.length > 0) return [{ text: actions.slice(0, 6).join(', ') }];
  return conference.withoutAction[factor] === undefined ? [] : [{ text: words.t('board.withoutAction').toLowerCase() }];
}

function defaults({ words }: Tools) {
  return {
    types: actionTypes.map(value => ({ title: words.t(`actionType.${value}`), value })),
    horizons: horizons.map(value => ({ title: words.t(`horizon.${value}`), value })),
    intensities: intensities.map(value => ({ title: words.t(`intensity.${value}`), value })),
    repetitions: repetitions.map(value => ({ title: words.t(`every.${value}`), value })),
    mandates: mandates.map(value => ({ title: words.t(`mandate.${value}`), value })),
    frameworks: frameworks.map(value => ({ title: words.t(`framework.${value}`), value })),
  };
}
