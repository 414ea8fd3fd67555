import { actionTypes, frameworks, horizons, intensities, mandates, repetitions } from '../../domain/values.ts';
import { choice, itemChoices, otherPerson, peopleChoices, sortedBy } from '../choices.ts';
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
  const elsewhere = choice(words.t('person.elsewhere'), otherPerson, 100);
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'action.agree'),
    topThree: sortedBy(state.factors, topThree)
      .filter(factor => topThree.includes(factor.id))
      .map(factor => ({ id: factor.id, what: typed(factor.what, tools) })),
    factors: offered.length === 0 ? [] : [{ choices: itemChoices(offered, room) }],
    owners: [...people, elsewhere],
    ...defaults(tools),
    ...forOthers(view, tools),
    moreOpen: view.values.owner === otherPerson || isOpen(view, details),
    v: filledIn(view, tools, ['what', 'owner', 'due', 'factors', ...details]),
  };
};

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
