import { actionsOf, type CardJson, linesOf } from './client-card.ts';

/** How a person in the room sees which phase it is: by what the newest form asks. */
const phaseOfVerb: Readonly<Record<string, string>> = {
  'conference.join': 'opening',
  'action.review': 'lookBack',
  'safety.score': 'safety.score',
  'safety.agree': 'safety.revealed',
  'monitor.score': 'monitor',
  'risk.raise': 'risks.raise',
  'risk.rate': 'risks.rate',
  'risk.agree': 'risks.revealed',
  'factor.raise': 'topThree.raise',
  'topThree.vote': 'topThree.vote',
  'topThree.decide': 'topThree.revealed',
  'action.agree': 'actions',
  'scenario.draft': 'scenarios',
  'conference.close': 'closing',
};

export const knownPhases: ReadonlySet<string> = new Set(Object.values(phaseOfVerb));

/** The phase that a form is for; undefined for a card without inputs, such as the board. */
export function phaseOfCard(card: CardJson): string | undefined {
  const phases = actionsOf(card).flatMap(action => (action.inputs.length > 0 ? (phaseOfVerb[action.verb] ?? []) : []));
  const [phase] = phases;
  // The chair can close from a card beside the actions too, which doesn't have the steps on top.
  return phase === 'closing' && !isAtLastStep(card) ? 'actions' : phase;
}

/** "✓ Opening · ✓ Risico's · … · Afronding": every step but the last is done. */
function isAtLastStep(card: CardJson): boolean {
  const steps = linesOf(card)
    .map(line => line.split('·').map(step => step.trim()))
    .find(line => line.length > 2 && line[0]?.startsWith('✓'));
  return steps !== undefined && steps.filter(step => step.startsWith('✓')).length === steps.length - 1;
}
