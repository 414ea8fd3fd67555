import { actionsOf, type CardJson, noticesOf, type OfferedAction } from '../../../src/demo/client-card.ts';
import { eagerness } from './eagerness.ts';

export interface ReadCard {
  /** What records something. */
  readonly buttons: readonly OfferedAction[];
  /** It's edited in place, and goes along with the conference. */
  readonly isBoard: boolean;
}

const known = new WeakMap<object, ReadCard>();

/** Reads each card once: people look at all of them all the time. */
export function readCard(card: CardJson): ReadCard {
  const before = known.get(card);
  if (before !== undefined) return before;
  const actions = actionsOf(card);
  // A form to begin counts when it asks about new faces: whoever begins types.
  const asks = noticesOf(card).some(({ code }) => code === 'newFaces');
  const read = {
    buttons: actions.filter(({ verb }) => eagerness[verb] !== undefined && (verb !== 'conference.open' || asks)),
    isBoard: actions.some(({ verb }) => verb === 'summary.request'),
  };
  known.set(card, read);
  return read;
}
