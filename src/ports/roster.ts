import type { PersonId } from '../domain/values.ts';

export interface Member {
  readonly person: PersonId;
  readonly name: string;
}

/** Who is in a chat, as the chat itself says, at most a minute old. People without an Entra id aren't in it. */
export interface Roster {
  members(tenant: string, conversation: string): Promise<readonly Member[]>;
  /** Forget what is remembered about that conversation (someone came or went). */
  forget(tenant: string, conversation: string): void;
}
