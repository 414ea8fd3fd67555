import type { PersonId } from '../domain/values.ts';
import type { Card } from './card-renderer.ts';
import type { Conversation } from './conversations.ts';

/** A message as the chat shows it: a card, or a line of plain text in which at most one person is mentioned. */
export type ChatMessage =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'line'; readonly text: string; readonly mention?: PersonId };

/**
 * The chat of the meeting and the personal chats. Every method rejects with `AdapterError`; `retryable` says whether trying again may help,
 * `retryAfterMs` how long the other side asked to wait, `outcomeUnknown` whether the message may have arrived nevertheless.
 * Text that people typed is shown literally.
 *
 * When somebody can't be written to in their own chat, the code says why, because what follows differs: `blockedByUser`,
 * `writesBlocked`, `forbiddenByPolicy`, `notInRoster` and `notFound` (that chat isn't ours any more), `anonymous` (no account), else
 * `refused`.
 */
export interface MeetingChat {
  /** Posts and returns the message id. A line without a member to mention is posted without the mention. */
  post(to: Conversation, message: ChatMessage): Promise<string>;
  /** Replaces a message of ours in place. */
  edit(to: Conversation, messageId: string, message: ChatMessage): Promise<void>;
  /** The personal chat with a member of `via`, made when there's none yet. Rejects with `refused` for somebody who isn't one. */
  personalChat(via: Conversation, person: PersonId): Promise<Conversation>;
}
