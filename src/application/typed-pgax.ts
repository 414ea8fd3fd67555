import type { CaseState } from '../domain/case-state.ts';
import type { ConferenceId, PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Asker } from './answers.ts';
import { createCaseOfCode } from './case-of-code.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { createToOwnChat } from './to-own-chat.ts';
import type { TypedMessage } from './turn.ts';

interface Parts {
  readonly deps: Pick<
    Dependencies,
    'conversations' | 'chat' | 'renderer' | 'processDirectors' | 'log' | 'archive' | 'access' | 'clock'
  >;
  readonly reader: CaseReader;
}

/** `pgax`, in a meeting chat or with a code in one's own: the case in the order of PGAx, in the own chat of whoever asks, to copy. */
export function createTypedPgax({ deps, reader }: Parts) {
  const toOwnChat = createToOwnChat(deps);
  const caseOfCode = createCaseOfCode(deps, reader);
  const accesses = createAccesses(deps);

  /** The last one that was filed: that's what a house imports. */
  function locationIn(state: CaseState): string | undefined {
    const files = state.conferences.findLast(one => one.filed !== undefined)?.filed?.files ?? [];
    const file = files.find(({ name }) => /-pgax-[^/]*\.csv$/.test(name));
    return file === undefined ? undefined : deps.archive.locationOf(file);
  }

  function cardOf(state: CaseState, conference: ConferenceId): (language: Language) => Card {
    const location = locationIn(state);
    const about = { state, conference, ...(location !== undefined && { location }) };
    return language => deps.renderer.render({ kind: 'pgax', language, ...about });
  }

  return {
    async fromMeeting(chat: Conversation, asker: Asker, entry: ConferenceEntry): Promise<readonly ChatMessage[]> {
      const { state } = await reader.load(entry.stream);
      if (state === undefined) return [];
      return toOwnChat(chat, asker.person, state, cardOf(state, entry.conference), 'chat.pgaxAlone');
    },

    async alone(message: TypedMessage, person: PersonId, code: string | undefined): Promise<readonly ChatMessage[]> {
      const { tenant, language } = message.conversation;
      const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
      if (code === undefined) return line('chat.pgaxCode');
      const by = { person, client: message.client };
      const named = await caseOfCode(tenant, by, 'pgax', code);
      if (named === undefined) return line('refusal.unknown.case');
      await accesses.record(by, 'show', 'pgax', { tenant, states: [named.state] });
      return [{ kind: 'card', card: cardOf(named.state, named.conference.id)(language) }];
    },
  };
}
