import type { Conversation } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Asker } from './answers.ts';
import { askedView } from './asked-view.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import { createPostToChat } from './post-to-chat.ts';
import { createToOwnChat } from './to-own-chat.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'ids' | 'processDirectors' | 'log'>;
  readonly reader: CaseReader;
  readonly enqueue: Enqueue;
}

/**
 * `plan` and `acties`. Until the minutes are filed the card stands in the chat for everyone and is tidied with the others. After
 * that nothing that was typed comes back into the chat: it goes to the own chat of whoever asks, if they belong to the case.
 */
export function createTypedPlan({ deps, reader, enqueue }: Parts) {
  const post = createPostToChat({ ids: deps.ids, enqueue });
  const alone = createToOwnChat(deps);

  return async (
    chat: Conversation,
    asker: Asker,
    entry: ConferenceEntry,
    asked: 'plan' | 'actions',
  ): Promise<readonly ChatMessage[]> => {
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (state === undefined || conference === undefined) return [];
    if (conference.filed === undefined) {
      await post(entry.stream, conference, { kind: 'postForm', form: asked }, asker);
      return [];
    }
    return alone(chat, asker.person, state, language =>
      deps.renderer.render(askedView(asked, { language, state, conference: conference.id })),
    );
  };
}
