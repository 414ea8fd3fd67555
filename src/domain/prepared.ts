import type { Preparation } from './answers.ts';
import type { CaseState, Conference } from './case-state.ts';
import { nextId } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Factor } from './items.ts';
import { sameWords } from './same-words.ts';
import type { ConferenceId } from './values.ts';

/** What a conference starts with because people answered beforehand: its opening tells only what is new (pilot report). */

/** What was told before this conference, in the order of answering. */
export function preparationsFor(state: CaseState, conference: Pick<Conference, 'number'>): readonly Preparation[] {
  return state.conferences.findLast(one => one.number < conference.number)?.preparations ?? [];
}

/**
 * Factors that were prepared, as they come on the table at opening: by whom, and from which assessment. The same words are there
 * once, whoever said them first.
 */
export function preparedFactors(state: CaseState, conference: ConferenceId): readonly EventOf<'FactorRaised'>[] {
  const preparations = state.conferences.at(-1)?.preparations ?? [];
  const raised: Factor[] = [];
  for (const preparation of preparations)
    for (const what of preparation.factors) {
      if ([...state.factors, ...raised].some(factor => sameWords(factor.what, what))) continue;
      raised.push(factorFrom(state, preparation, what, conference, raised.length));
    }
  return raised.map(factor => ({ type: 'FactorRaised', factor }));
}

function factorFrom(
  state: CaseState,
  { person, organisation, instrument, instrumentDate }: Preparation,
  what: string,
  conference: ConferenceId,
  earlier: number,
): Factor {
  const first = Number(nextId(state, 'F').slice(1));
  return {
    id: `F${first + earlier}`,
    kind: 'dynamic',
    what,
    assessable: true,
    source: 'instrument',
    ...(instrument !== undefined && { instrument }),
    ...(instrumentDate !== undefined && { instrumentDate }),
    risks: state.risks.map(risk => risk.id),
    by: { person, organisation },
    conference,
  };
}
