import type { PersonId } from '../../domain/values.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';

export type PersonalChat = (via: Conversation, person: PersonId) => Promise<Conversation>;

/** Somebody's own chat with us, made through the meeting chat when we haven't one yet. */
export function createPersonalChat(deps: Pick<Dependencies, 'conversations' | 'chat'>): PersonalChat {
  return async (via, person) => {
    const known = await deps.conversations.personalOf(via.tenant, person);
    if (known !== undefined) return known;
    const made = await deps.chat.personalChat(via, person);
    await deps.conversations.save(made);
    return made;
  };
}

/** What may be tried again is thrown on; what nobody knows is marked; what will never work is said so. */
export function afterFailure(error: unknown): Outcome & { kind: 'possiblySent' | 'failed' } {
  if (!(error instanceof AdapterError)) throw error;
  if (error.outcomeUnknown) return { kind: 'possiblySent' };
  if (error.retryable) throw error;
  return { kind: 'failed', code: error.code };
}
