import type { Conversation } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import { readTimeline } from './timeline-card.ts';
import { createToOwnChat } from './to-own-chat.ts';
import { boundTo } from './tokens-of.ts';

interface Parts {
  readonly deps: Pick<
    Dependencies,
    'events' | 'conversations' | 'chat' | 'renderer' | 'tokens' | 'ids' | 'processDirectors' | 'log'
  >;
  readonly reader: CaseReader;
  readonly enqueue: Enqueue;
}

/**
 * `tijdlijn`, of the whole case or of one partner. It's told from the events, and goes where the plan goes: into the chat until the
 * minutes are filed, where it's tidied with the other cards; after that to the own chat of whoever asks.
 */
export function createTypedTimeline({ deps, reader, enqueue }: Parts) {
  const alone = createToOwnChat(deps);

  return async (
    chat: Conversation,
    asker: Asker,
    entry: ConferenceEntry,
    partner: string | undefined,
  ): Promise<readonly ChatMessage[]> => {
    const { stream } = entry;
    const { state } = await reader.load(stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (state === undefined || conference === undefined) return [];
    const { conversation, ...anywhere } = boundTo(stream, conference);
    const token: FormToken = {
      ...anywhere,
      token: deps.ids.newToken(),
      form: 'timeline',
      ...(conference.filed === undefined ? { conversation } : { person: asker.person }),
    };
    await deps.tokens.save([token]);
    const asked = { tenant: stream.tenant, state, conference: conference.id, token: token.token };
    const card = await readTimeline(deps, { ...asked, ...(partner !== undefined && { partner }) });
    if (conference.filed !== undefined) return alone(chat, asker.person, state, card);
    const messageId = await deps.chat.post(chat, { kind: 'card', card: card(chat.language) });
    // Whom it's about was typed, and typed words don't go into an effect: it's posted here, and tidied like the others.
    await enqueue(stream, {
      kind: 'cardStands',
      lane: conference.conversation,
      conference: conference.id,
      phase: conference.phase,
      form: 'timeline',
      token: token.token,
      messageId,
    });
    return [];
  };
}
