import { timelineOf } from '../domain/timeline.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import { createToOwnChat } from './to-own-chat.ts';

interface Parts {
  readonly deps: Pick<
    Dependencies,
    'events' | 'conversations' | 'chat' | 'renderer' | 'ids' | 'processDirectors' | 'log'
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
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (state === undefined || conference === undefined) return [];
    const entries = timelineOf(await deps.events.read(entry.stream), state);
    const card = (language: Language) =>
      deps.renderer.render({
        kind: 'timeline',
        language,
        state,
        conference: conference.id,
        entries,
        ...(partner !== undefined && { partner }),
      });
    if (conference.filed !== undefined) return alone(chat, asker.person, state, card);
    const messageId = await deps.chat.post(chat, { kind: 'card', card: card(chat.language) });
    // Whom it's about was typed, and typed words don't go into an effect: it's posted here, and tidied like the others.
    await enqueue(entry.stream, {
      kind: 'cardStands',
      lane: conference.conversation,
      conference: conference.id,
      phase: conference.phase,
      form: 'timeline',
      token: deps.ids.newToken(),
      messageId,
    });
    return [];
  };
}
