import type { CaseState, Conference } from '../domain/case-state.ts';
import { actionTypes, frameworks, horizons, intensities, mandates, repetitions } from '../domain/values.ts';
import { itemChoices, sortedBy } from './choices.ts';
import type { ViewData } from './expand.ts';
import type { Room } from './room.ts';
import { shorten } from './text.ts';
import type { Words } from './words.ts';

/** What an action can be, in the words of the screen. */
export function actionChoices(words: Words) {
  return {
    types: actionTypes.map(value => ({ title: words.t(`actionType.${value}`), value })),
    horizons: horizons.map(value => ({ title: words.t(`horizon.${value}`), value })),
    intensities: intensities.map(value => ({ title: words.t(`intensity.${value}`), value })),
    repetitions: repetitions.map(value => ({ title: words.t(`every.${value}`), value })),
    mandates: mandates.map(value => ({ title: words.t(`mandate.${value}`), value })),
    frameworks: frameworks.map(value => ({ title: words.t(`framework.${value}`), value })),
  };
}

/** The dynamic factors to tie an action to, the top three first; none when there are none. */
export function factorChoices(state: CaseState, conference: Conference, room: Room): readonly ViewData[] {
  const topThree = conference.topThree?.factors ?? [];
  const dynamic = sortedBy(
    state.factors.filter(factor => factor.kind === 'dynamic'),
    topThree,
  );
  const offered = dynamic.slice(0, Math.max(room.rows, topThree.length));
  return offered.length === 0 ? [] : [{ choices: itemChoices(offered, room) }];
}

/** Risks and people at risk that an action may name besides; each only when the case has them. */
export function targetChoices({ risks, subjects }: CaseState, room: Room) {
  const people = subjects.map(({ id, name }) => ({ id, what: shorten(name, room.text) }));
  return {
    risks: risks.length === 0 ? [] : [{ choices: itemChoices(risks.slice(0, room.rows), room) }],
    subjects: people.length === 0 ? [] : [{ choices: itemChoices(people.slice(0, room.rows), room) }],
  };
}
