import { actionsOf, type CardJson, type OfferedAction } from './client-card.ts';

/** A press that the real client doesn't send. */
export class ClientRefuses extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ClientRefuses';
  }
}

/**
 * The button with that verb (or else that title) that sends these inputs along; one verb may have several buttons, such as
 * one for each level. Throws `ClientRefuses` when the card has none.
 */
export function findAction(card: CardJson, verb: string, inputs: readonly string[] = []): OfferedAction {
  const actions = actionsOf(card);
  const named = actions.filter(one => one.verb === verb);
  const candidates = named.length > 0 ? named : actions.filter(one => one.title === verb);
  const [first] = candidates;
  if (first === undefined) {
    const verbs = actions.map(one => one.verb).join(', ');
    throw new ClientRefuses(`the card has no button "${verb}", only ${verbs || 'none'}`);
  }
  return candidates.find(one => inputs.every(id => one.inputs.some(input => input.id === id))) ?? first;
}

/**
 * What the client sends along: what was filled in over what was there; empty inputs are left out. Throws `ClientRefuses` for
 * an input that the card doesn't have and for a required one that is empty.
 */
export function collectInputs(
  action: OfferedAction,
  filled: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const id of Object.keys(filled))
    if (!action.inputs.some(input => input.id === id)) throw new ClientRefuses(`${action.verb} has no input "${id}"`);
  const sent: Record<string, string> = {};
  for (const input of action.inputs) {
    const value = filled[input.id] ?? input.preset ?? '';
    if (value !== '') sent[input.id] = value;
    else if (input.required) throw new ClientRefuses(`${action.verb} needs "${input.id}"`);
  }
  return sent;
}
