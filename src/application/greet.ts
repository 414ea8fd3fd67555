import { AdapterError } from '../ports/adapter-error.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'tokens' | 'ids' | 'renderer' | 'clock' | 'log'>;

/**
 * Greets a chat that nobody knew yet, once: Teams tells more than once that we were added, and a page that's loaded again tells it again. A
 * greeting is a courtesy: one that can't be posted isn't tried again.
 */
export function createGreet(deps: Needs) {
  return async (conversation: Conversation): Promise<void> => {
    if (!(await deps.conversations.save(conversation))) return;
    try {
      const card = conversation.kind === 'personal' ? await welcome(conversation) : await start(conversation);
      await deps.chat.post(conversation, { kind: 'card', card });
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('greeting.notPosted', { code: error.code });
    }
  };

  /** Three lines and the form that starts a conference, for everyone in the chat. */
  async function start({ tenant, id, language }: Conversation): Promise<Card> {
    const token: FormToken = { token: deps.ids.newToken(), tenant, form: 'openConference', conversation: id };
    await deps.tokens.save([token]);
    return deps.renderer.render({
      kind: 'form',
      form: 'openConference',
      language,
      token: token.token,
      now: deps.clock.now(),
      members: [],
      refusals: [],
      recorded: [],
      values: {},
      askToJoin: false,
      withBoardLines: false,
      greeting: true,
    });
  }

  /** What it does, one's actions, the language. Without knowing whose chat it is there are no buttons. */
  async function welcome({ tenant, language, person }: Conversation): Promise<Card> {
    if (person === undefined) return deps.renderer.render({ kind: 'welcome', language });
    const token: FormToken = { token: deps.ids.newToken(), tenant, form: 'myActions', person, item: deps.ids.newId() };
    await deps.tokens.save([token]);
    return deps.renderer.render({ kind: 'welcome', language, token: token.token });
  }
}
