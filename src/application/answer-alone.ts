import type { Command } from '../domain/commands.ts';
import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Answers, Asker } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import type { Execute } from './execute.ts';
import type { Members } from './members.ts';
import { recordedLines } from './recorded-lines.ts';
import { activityKey, type TypedMessage } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'index' | 'people' | 'roster' | 'renderer' | 'log' | 'access' | 'clock'>;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
}

/**
 * A blind answer typed in one's own chat. It's for the open conference of the chat in which this person joined last, and only
 * while that chat's own list still has them.
 */
export function createAnswerAlone({ deps, execute, answers, members }: Parts) {
  const accesses = createAccesses(deps);
  return async function answerAlone(
    message: TypedMessage,
    person: PersonId,
    command: Command,
  ): Promise<readonly ChatMessage[]> {
    const { tenant, language } = message.conversation;
    const asker: Asker = { person, language, members: [], values: {} };
    const lastChat = (await deps.people.find(tenant, person))?.lastChat;
    const entry = lastChat === undefined ? undefined : await deps.index.inConversation(tenant, lastChat);
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
    if (entry === undefined || !entry.open || lastChat === undefined) return line('chat.noConferenceOfYours');
    const present = await isThere(tenant, lastChat, person);
    if (present === 'unavailable') return line('refusal.tryAgain');
    if (!present) return line('chat.noConferenceOfYours');
    const executed = await execute({
      stream: entry.stream,
      command,
      context: { actor: (await members.actor(message)).actor, members: [], conference: entry.conference },
      press: { activityId: activityKey(message), person },
      client: message.client,
      signal: message.signal,
      answer: accepted => ({ card: answers.notice(asker, recordedLines(accepted)), tokens: [] }),
    });
    if (executed.kind === 'refused')
      await accesses.record({ person, client: message.client }, 'show', command.verb, {
        tenant,
        states: [executed.state],
      });
    if (executed.kind === 'refused') return [{ kind: 'card', card: answers.notice(asker, [], executed.refusals) }];
    return [{ kind: 'card', card: executed.card }];
  };

  async function isThere(tenant: string, conversation: string, person: PersonId): Promise<boolean | 'unavailable'> {
    try {
      const present = await deps.roster.members(tenant, conversation);
      return present.some(member => member.person === person);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('roster.unavailable', { code: error.code });
      return 'unavailable';
    }
  }
}
