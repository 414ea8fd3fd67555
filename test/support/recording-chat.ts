import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { ChatMessage, MeetingChat } from '../../src/ports/meeting-chat.ts';
import type { Member, Roster } from '../../src/ports/roster.ts';

export interface Shown {
  readonly conversation: string;
  readonly messageId: string;
  /** As last edited. */
  message: ChatMessage;
  edits: number;
}

/** One request that got through, in order. */
export interface Sent {
  readonly method: 'post' | 'edit';
  readonly conversation: string;
  readonly messageId: string;
  /** By the clock of the test. */
  readonly at: string;
  readonly json: string;
}

export type Method = 'post' | 'edit' | 'personalChat' | 'members';
/** The message is there for `post` and `edit`. */
type Which = (method: Method, to: string, message?: ChatMessage) => boolean;

/** A chat in memory, for tests of the application that aren't about Teams: remembers what stands in it and fails when told to. */
export interface RecordingChat extends MeetingChat, Roster {
  readonly shown: Shown[];
  readonly sent: readonly Sent[];
  /** The next calls that `when` says yes to reject with this error. */
  failNext(times: number, error: Error, when?: Which): void;
  /** The next posts that `when` says yes to arrive, and reject all the same: nobody knows what came of them. */
  loseAnswerOf(times: number, when: Which): void;
  /** JSON of everything that was ever sent, edits included. */
  readonly everything: string[];
  /** Somebody leaves the chat, or comes into it. */
  leave(person: string): void;
  enter(member: Member): void;
}

export function createRecordingChat(
  tenant: string,
  seated: readonly Member[],
  now: () => string = () => new Date(0).toISOString(),
): RecordingChat {
  let members = seated;
  const shown: Shown[] = [];
  const sent: Sent[] = [];
  const everything: string[] = [];
  const failures: { times: number; error: Error; when: Which; after: boolean }[] = [];
  let next = 0;

  const failIfTold = (after: boolean, ...call: Parameters<Which>) => {
    const failure = failures.find(one => one.after === after && one.times > 0 && one.when(...call));
    if (failure === undefined) return;
    failure.times -= 1;
    throw failure.error;
  };
  const keep = (method: Sent['method'], conversation: string, messageId: string, message: ChatMessage) => {
    const json = JSON.stringify(message);
    everything.push(json);
    sent.push({ method, conversation, messageId, at: now(), json });
  };

  return {
    shown,
    sent,
    everything,
    failNext(times, error, when = () => true) {
      failures.push({ times, error, when, after: false });
    },
    loseAnswerOf(times, when) {
      const error = new AdapterError('no answer in time', { code: 'timeout', retryable: true, outcomeUnknown: true });
      failures.push({ times, error, when, after: true });
    },
    leave(person) {
      members = members.filter(member => member.person !== person);
    },
    enter(member) {
      members = [...members, member];
    },
    async members(_tenant, conversation) {
      failIfTold(false, 'members', conversation);
      return members;
    },
    forget() {},
    async post(to, message) {
      failIfTold(false, 'post', to.id, message);
      next += 1;
      const messageId = `m${next}`;
      shown.push({ conversation: to.id, messageId, message, edits: 0 });
      keep('post', to.id, messageId, message);
      failIfTold(true, 'post', to.id, message);
      return messageId;
    },
    async edit(to, messageId, message) {
      failIfTold(false, 'edit', to.id, message);
      const there = shown.find(one => one.messageId === messageId);
      if (there === undefined) throw new AdapterError('no such message', { code: 'notFound' });
      there.message = message;
      there.edits += 1;
      keep('edit', to.id, messageId, message);
    },
    async personalChat(via, person) {
      failIfTold(false, 'personalChat', person);
      const { language, serviceUrl, botId } = via;
      return { tenant, id: `personal:${person}`, kind: 'personal', serviceUrl, botId, language, person };
    },
  };
}
