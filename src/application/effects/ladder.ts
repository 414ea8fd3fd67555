/**
 * What comes after somebody's own chat: a mention in the meeting chat, or the chair. A rule for each refusal that Teams documents
 * (`ForbiddenOperationException`, `ConversationBlockedByUser`, `MessageWritesBlocked`, `BotNotInConversationRoster`, 400).
 */
export type Road = 'mention' | 'chair';

const roads: Readonly<Record<string, Road>> = {
  /** The person blocked us. They still read the meeting chat. */
  blockedByUser: 'mention',
  /** Nobody may write in that chat now. */
  writesBlocked: 'mention',
  /** A policy of the tenant forbids bots to write to this person. */
  forbiddenByPolicy: 'mention',
  /** Forgotten and made anew by then, and it's still no chat of ours. */
  notInRoster: 'mention',
  /** Somebody without an account has no chat of their own, and can't be mentioned either. */
  anonymous: 'chair',
};

/** Any other refusal is one of that chat too: the next one is tried. */
export function roadAfter(code: string): Road {
  return (Object.hasOwn(roads, code) ? roads[code] : undefined) ?? 'mention';
}
