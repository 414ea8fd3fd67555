import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { ChatMessage, MeetingChat } from '../../src/ports/meeting-chat.ts';
import type { Member, Roster } from '../../src/ports/roster.ts';

export interface Shown {
  readonly conversation: string;
  readonly messageId: string;
  /** As last edited. */
  message: ChatMessage;
  edits: number;
}

/** A chat in memory, for tests of the application that aren't about Teams: remembers what stands in it and fails when told to. */
export interface RecordingChat extends MeetingChat, Roster {
  readonly shown: Shown[];
  /** The next calls that `when` says yes to reject with this error. */
  failNext(
    times: number,
    error: AdapterError,
    when?: (method: 'post' | 'edit' | 'personalChat', to: string) => boolean,
  ): void;
  /** JSON of everything that was ever sent, edits included. */
  readonly everything: string[];
}

export function createRecordingChat(tenant: string, members: readonly Member[]): RecordingChat {
  const shown: Shown[] = [];
  const everything: string[] = [];
  const failures: {
    times: number;
    error: AdapterError;
    when: (method: 'post' | 'edit' | 'personalChat', to: string) => boolean;
  }[] = [];
  let next = 0;

  const failIfTold = (method: 'post' | 'edit' | 'personalChat', to: string) => {
    const failure = failures.find(one => one.times > 0 && one.when(method, to));
    if (failure === undefined) return;
    failure.times -= 1;
    throw failure.error;
  };

  return {
    shown,
    everything,
    failNext(times, error, when = () => true) {
      failures.push({ times, error, when });
    },
    async members() {
      return members;
    },
    forget() {},
    async post(to, message) {
      failIfTold('post', to.id);
      next += 1;
      const messageId = `m${next}`;
      shown.push({ conversation: to.id, messageId, message, edits: 0 });
      everything.push(JSON.stringify(message));
      return messageId;
    },
    async edit(to, messageId, message) {
      failIfTold('edit', to.id);
      const there = shown.find(one => one.messageId === messageId);
      if (there === undefined) throw new AdapterError('no such message', { code: 'notFound' });
      there.message = message;
      there.edits += 1;
      everything.push(JSON.stringify(message));
    },
    async personalChat(via, person) {
      failIfTold('personalChat', person);
      const { language, serviceUrl, botId } = via;
      const made: Conversation = {
        tenant,
        id: `personal:${person}`,
        kind: 'personal',
        serviceUrl,
        botId,
        language,
        person,
      };
      return made;
    },
  };
}
