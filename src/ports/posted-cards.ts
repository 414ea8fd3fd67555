import type { AskedCard } from '../domain/effects.ts';
import type { ConferenceId } from '../domain/values.ts';
import type { FormName } from './form-tokens.ts';

/** A card of ours that stands in a chat. Recorded when the effect that posted it is settled with its message id. */
export interface PostedCard {
  readonly token: string;
  readonly form: FormName | AskedCard | 'timeline';
  readonly phase?: string;
  readonly conversation: string;
  readonly messageId: string;
}

export interface PostedCards {
  /** Every card of that conference in the meeting chat, oldest first; a card posted twice is there twice. */
  of(tenant: string, conference: ConferenceId): Promise<readonly PostedCard[]>;
}
