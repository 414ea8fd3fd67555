import type { CaseState } from '../domain/case-state.ts';
import { takesPartIn } from '../domain/roles.ts';
import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Dependencies } from './dependencies.ts';
import { createPersonalChat } from './effects/personal-chat.ts';

/**
 * Once the minutes are filed nothing that was typed comes back into the chat: a card goes to the own chat of whoever asks, if they
 * belong to the case; the chat itself only hears where it is, in the words of `told`.
 */
export function createToOwnChat(
  deps: Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'processDirectors' | 'log'>,
) {
  const personalChat = createPersonalChat(deps);

  return async (
    via: Conversation,
    person: PersonId,
    state: CaseState,
    card: (language: Language) => Card,
    told = 'chat.planAlone',
  ): Promise<readonly ChatMessage[]> => {
    const line = (key: string): readonly ChatMessage[] => [
      { kind: 'line', text: deps.renderer.line(via.language, key) },
    ];
    if (!deps.processDirectors.includes(person) && !takesPartIn(state, person)) return line('refusal.unknown');
    try {
      const own = await personalChat(via, person);
      await deps.chat.post(own, { kind: 'card', card: card(own.language) });
      return line(told);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('card.notDelivered', { code: error.code });
      return line('chat.correctNotDelivered');
    }
  };
}
