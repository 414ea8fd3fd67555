import type { CaseState, Conference } from '../../domain/case-state.ts';
import type { Effect } from '../../domain/effects.ts';
import type { Card } from '../../ports/card-renderer.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { StreamId } from '../../ports/event-store.ts';
import type { ChatMessage } from '../../ports/meeting-chat.ts';
import type { Outcome, PendingEffect } from '../../ports/outbox.ts';

/** The state an effect is about, read when it's carried out. */
export interface Scene {
  readonly pending: PendingEffect;
  readonly stream: StreamId;
  readonly state: CaseState;
  readonly conference: Conference;
  /** The meeting chat. */
  readonly chat: Conversation;
}

/** The effect of one kind. */
export type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { readonly kind: Kind }>;

/** Carries one kind of effect out. Rejects with `AdapterError` when the other side says no. */
export type Performer<Kind extends Effect['kind']> = (scene: Scene, effect: EffectOf<Kind>) => Promise<Outcome>;

/** Carried out, or no longer needed: the phase is over, the action was done. */
export const done: Outcome = { kind: 'done' };

export const asMessage = (card: Card): ChatMessage => ({ kind: 'card', card });
