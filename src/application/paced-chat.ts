import type { Conversation } from '../ports/conversations.ts';
import type { MeetingChat } from '../ports/meeting-chat.ts';
import { type Pause, pauseForReal } from './pause.ts';

/** Teams takes fifty requests a second of one bot in one tenant (`rate-limit.md`); some are left for answers and rosters. */
const everyMs = 1_000 / 40;
/** And eight messages in two seconds in one chat; one is left for what somebody asked for. */
const postsInARow = 7;
const rowMs = 2_000;

interface PaceOptions {
  readonly pause?: Pause;
  /** Milliseconds that only go forward. The clock of the house may jump, and what Teams counts doesn't jump with it. */
  readonly now?: () => number;
}

/**
 * The same chat at a pace that Teams takes: at most forty requests a second for each tenant, evenly, and seven new messages in two
 * seconds for each chat. Whoever comes later waits longer, nobody is refused. Counted in this process only.
 */
export function createPacedChat(
  chat: MeetingChat,
  { pause = pauseForReal, now = () => performance.now() }: PaceOptions = {},
): MeetingChat {
  /** When the next request of a tenant may leave. */
  const next = new Map<string, number>();
  /** When the last messages of a chat left, or will. */
  const posted = new Map<string, readonly number[]>();
  const { signal } = new AbortController();

  /** Takes its turn at once and waits for it, so that the order is that of asking. */
  async function turn({ tenant, id }: Conversation, isPost: boolean, requests = 1): Promise<void> {
    const asked = now();
    const chatKey = JSON.stringify([tenant, id]);
    const row = isPost ? (posted.get(chatKey) ?? []) : [];
    const afterRow = (row.length < postsInARow ? undefined : row[row.length - postsInARow]) ?? -rowMs;
    const at = Math.max(asked, next.get(tenant) ?? 0, afterRow + rowMs);
    // A chat that has to wait doesn't hold up the others of its tenant.
    next.set(tenant, Math.max(asked, next.get(tenant) ?? 0) + requests * everyMs);
    if (isPost) remember(chatKey, [...row.slice(1 - postsInARow), at], asked);
    if (at > asked) await pause(at - asked, signal);
  }

  /** Chats in which nothing was said for a while need no counting. */
  function remember(key: string, row: readonly number[], asked: number): void {
    posted.delete(key);
    posted.set(key, row);
    for (const [oldest, times] of posted) {
      if ((times.at(-1) ?? 0) + rowMs > asked) return;
      posted.delete(oldest);
    }
  }

  return {
    async post(to, message) {
      await turn(to, true);
      return chat.post(to, message);
    },
    async edit(to, messageId, message) {
      await turn(to, false);
      return chat.edit(to, messageId, message);
    },
    async personalChat(via, person) {
      // Who that is has to be asked as well.
      await turn(via, false, 2);
      return chat.personalChat(via, person);
    },
  };
}
