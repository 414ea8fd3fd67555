import type { PersonId } from '../domain/values.ts';

export type Language = 'nl' | 'en';

/** Enough to write to a chat later; no names, no text. `serviceUrl` is checked again before each send. */
export interface Conversation {
  readonly tenant: string;
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly serviceUrl: string;
  /** The bot's own id in that channel. */
  readonly botId: string;
  readonly language: Language;
  /** The owner of a personal chat. */
  readonly person?: PersonId;
}

export interface Conversations {
  /** As it was last saved; what another process saved of a group chat may take five seconds to be seen. */
  find(tenant: string, id: string): Promise<Conversation | undefined>;
  /** The personal chat with someone, when there is one. */
  personalOf(tenant: string, person: PersonId): Promise<Conversation | undefined>;
  /** Inserts or replaces. True for the one call, of however many at the same moment, that made it known. */
  save(conversation: Conversation): Promise<boolean>;
}
