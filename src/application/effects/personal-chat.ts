import type { PersonId } from '../../domain/values.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { ChatMessage } from '../../ports/meeting-chat.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';

export type PersonalChat = (via: Conversation, person: PersonId) => Promise<Conversation>;
type Needs = Pick<Dependencies, 'conversations' | 'chat'>;

/** Somebody's own chat with us, made through the meeting chat when we haven't one yet. */
export function createPersonalChat(deps: Needs): PersonalChat {
  return async (via, person) => (await deps.conversations.personalOf(via.tenant, person)) ?? makeNew(deps, via, person);
}

async function makeNew({ chat, conversations }: Needs, via: Conversation, person: PersonId): Promise<Conversation> {
  const made = await chat.personalChat(via, person);
  await conversations.save(made);
  return made;
}

/** The stored chat isn't one of ours any more: the app was taken out of it, or it's gone. */
const notOurs: ReadonlySet<string> = new Set(['notInRoster', 'notFound']);

/**
 * Writes to somebody in their own chat; returns the message id. A stored chat that we aren't in any more is forgotten and made anew,
 * once.
 * @param vias meeting chats through which a chat can be made; the next is tried when the person isn't to be found in one
 * @param message makes the message for that chat, in its language
 */
export type ToPerson = (
  vias: readonly [Conversation, ...Conversation[]],
  person: PersonId,
  message: (to: Conversation) => ChatMessage | Promise<ChatMessage>,
) => Promise<string>;

export function createToPerson(deps: Needs): ToPerson {
  const { chat, conversations } = deps;
  return async (vias, person, message) => {
    const known = await conversations.personalOf(vias[0].tenant, person);
    if (known === undefined) return chat.post(...(await addressed(await throughOneOf(vias, person), message)));
    try {
      return await chat.post(...(await addressed(known, message)));
    } catch (error) {
      if (!(error instanceof AdapterError) || !notOurs.has(error.code)) throw error;
      const { person: _whose, ...nobodys } = known;
      await conversations.save(nobodys);
      const anew = await throughOneOf(vias, person, known.language);
      return chat.post(...(await addressed(anew, message)));
    }
  };

  async function throughOneOf(
    [via, ...others]: readonly [Conversation, ...Conversation[]],
    person: PersonId,
    language = via.language,
  ): Promise<Conversation> {
    try {
      return await makeNew(deps, { ...via, language }, person);
    } catch (error) {
      const [next, ...rest] = others;
      if (next === undefined || !(error instanceof AdapterError) || error.retryable) throw error;
      return throughOneOf([next, ...rest], person, language);
    }
  }
}

async function addressed(
  to: Conversation,
  message: (to: Conversation) => ChatMessage | Promise<ChatMessage>,
): Promise<[Conversation, ChatMessage]> {
  return [to, await message(to)];
}

/**
 * What may be tried again is thrown on; what nobody knows is marked; what will never work is said so. Whatever became of a call to
 * our own database, nothing was sent by it.
 */
export function afterFailure(error: unknown): Outcome & { kind: 'possiblySent' | 'failed' } {
  if (!(error instanceof AdapterError)) throw error;
  if (error.outcomeUnknown && !error.code.startsWith('storage.')) return { kind: 'possiblySent' };
  if (error.retryable) throw error;
  return { kind: 'failed', code: error.code };
}
