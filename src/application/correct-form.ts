import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Answers, Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { createPersonalChat } from './effects/personal-chat.ts';
import { refusalOfCorrectingMinutes } from './show-form.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'chat' | 'conversations' | 'renderer' | 'log'>;
  readonly reader: CaseReader;
  readonly answers: Answers;
}

/**
 * `verbeteren`: the form for a correction of adopted minutes. The cards of that conference have left the chat by then and don't
 * come back, so the form goes to the chair's own chat.
 */
export function createCorrectForm({ deps, reader, answers }: Parts) {
  const personalChat = createPersonalChat(deps);

  return async (chat: Conversation, asker: Asker, entry: ConferenceEntry): Promise<readonly ChatMessage[]> => {
    const { state } = await reader.load(entry.stream);
    const held = state?.conferences.filter(one => one.conversation === chat.id) ?? [];
    // The next conference may be open already; what is adopted is corrected.
    const conference = held.findLast(one => one.adopted !== undefined) ?? held.at(-1);
    if (state === undefined || conference === undefined) return [];
    const no = refusalOfCorrectingMinutes(conference, asker.person);
    if (no !== undefined) return [{ kind: 'card', card: answers.notice(asker, [], [no]) }];
    const token: FormToken = {
      token: deps.ids.newToken(),
      tenant: chat.tenant,
      form: 'correctMinutes',
      case: state.code,
      conference: conference.id,
      person: asker.person,
    };
    await deps.tokens.save([token]);
    const said = await sent(chat, asker.person, language => ({
      kind: 'card',
      card: answers.form({ ...asker, language }, token, state, {}),
    }));
    const key = said ? 'chat.correctAlone' : 'chat.correctNotDelivered';
    return [{ kind: 'line', text: deps.renderer.line(chat.language, key) }];
  };

  async function sent(
    via: Conversation,
    person: PersonId,
    message: (language: Conversation['language']) => ChatMessage,
  ): Promise<boolean> {
    try {
      const own = await personalChat(via, person);
      await deps.chat.post(own, message(own.language));
      return true;
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('correction.notDelivered', { code: error.code });
      return false;
    }
  }
}
