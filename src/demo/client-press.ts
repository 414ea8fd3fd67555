import { actionsOf, type CardJson, type OfferedAction, text } from './client-card.ts';

/** A press that the real client doesn't send. */
export class ClientRefuses extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ClientRefuses';
  }
}

/** What somebody fills in, by input id. */
export type Inputs = Readonly<Record<string, string>>;

/**
 * The button with that verb (or else that title) with which these inputs can be sent: each is an input of the card, or stands
 * in the button itself (one for each level). Throws `ClientRefuses` when the card has no such button.
 */
export function findAction(card: CardJson, verb: string, filled: Inputs = {}): OfferedAction {
  const actions = actionsOf(card);
  const named = actions.filter(one => one.verb === verb);
  const candidates = named.length > 0 ? named : actions.filter(one => one.title === verb);
  const [first] = candidates;
  if (first === undefined) {
    const verbs = actions.map(one => one.verb).join(', ');
    throw new ClientRefuses(`the card has no button "${verb}", only ${verbs || 'none'}`);
  }
  return candidates.find(one => canSend(one, filled)) ?? first;
}

/** A button that only asks for the form is meant by who asks for it. */
export function canSend(action: OfferedAction, filled: Inputs): boolean {
  const onlyAsks = text(action.data.ask) !== '' && filled.ask === undefined;
  return !onlyAsks && Object.entries(filled).every(([id, value]) => has(action, id, value));
}

function has(action: OfferedAction, id: string, value: string): boolean {
  return action.inputs.some(input => input.id === id) || text(action.data[id]) === value;
}

/**
 * What the client sends along: what was filled in over what was there; empty inputs are left out. Throws `ClientRefuses` for
 * an input that the card doesn't have and for a required one that is empty.
 */
export function collectInputs(action: OfferedAction, filled: Inputs): Inputs {
  for (const [id, value] of Object.entries(filled))
    if (!has(action, id, value)) throw new ClientRefuses(`${action.verb} has no input "${id}"`);
  const sent: Record<string, string> = {};
  for (const input of action.inputs) {
    const value = filled[input.id] ?? input.preset ?? '';
    if (value !== '') sent[input.id] = value;
    else if (input.required) throw new ClientRefuses(`${action.verb} needs "${input.id}"`);
  }
  return sent;
}

/** The inputs that this took a hand to fill: otherwise than they stood there, on what is seen without opening anything. */
export function filledByHand(action: OfferedAction, filled: Inputs): readonly string[] {
  return action.inputs
    .filter(({ id, open, preset }) => open && filled[id] !== undefined && filled[id] !== (preset ?? ''))
    .map(({ id }) => id);
}
