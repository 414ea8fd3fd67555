import { actionsOf, type CardJson } from './client-card.ts';

/** How a person in the room sees which phase it is: by what the newest form asks. */
const phaseOfVerb: Readonly<Record<string, string>> = {
  'conference.join': 'opening',
  'risk.raise': 'risks.raise',
  'risk.rate': 'risks.rate',
  'risk.agree': 'risks.revealed',
  'factor.raise': 'topThree.raise',
  'topThree.vote': 'topThree.vote',
  'topThree.decide': 'topThree.revealed',
  'action.agree': 'actions',
  'factor.withoutAction': 'actions',
  'conference.close': 'closing',
};

export const knownPhases: ReadonlySet<string> = new Set(Object.values(phaseOfVerb));

/** The phase that a form is for; undefined for a card without inputs, such as the board. */
export function phaseOfCard(card: CardJson): string | undefined {
  for (const action of actionsOf(card)) {
    const phase = phaseOfVerb[action.verb];
    if (phase !== undefined && action.inputs.length > 0) return phase;
  }
  return undefined;
}
