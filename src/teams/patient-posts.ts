import { createOneAtATime } from '../application/one-at-a-time.ts';
import { type Pause, pauseForReal } from '../application/pause.ts';
import { retryDelayMs } from '../application/retry-delay.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { ChatMessage, MeetingChat } from '../ports/meeting-chat.ts';

/** After this nobody waits for an answer any more; whoever wants to know asks again. */
const patienceMs = 60_000;

export interface PatientPosts {
  /**
   * Posts answers in this order, behind those to the same chat that came before; what Teams refuses for the moment is tried again for
   * a minute. Rejects with `AdapterError` when it's given up; what nobody knows whether it arrived isn't posted again.
   */
  post(to: Conversation, messages: readonly ChatMessage[]): Promise<void>;
  /** From now on what Teams refuses is given up at once. */
  stop(): void;
}

/** For answers, which follow from no event and stand in no outbox: they last as long as this process. */
export function createPatientPosts(chat: Pick<MeetingChat, 'post'>, pause: Pause = pauseForReal): PatientPosts {
  const oneAtATime = createOneAtATime();
  const stopping = new AbortController();
  const { signal } = stopping;

  async function postOne(to: Conversation, message: ChatMessage): Promise<void> {
    let waitedMs = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        await chat.post(to, message);
        return;
      } catch (error) {
        if (!(error instanceof AdapterError) || !error.retryable || error.outcomeUnknown) throw error;
        const ms = retryDelayMs(error, attempt);
        waitedMs += ms;
        if (waitedMs > patienceMs || signal.aborted) throw error;
        await pause(ms, signal);
      }
    }
  }

  return {
    post: (to, messages) =>
      oneAtATime(JSON.stringify([to.tenant, to.id]), async () => {
        for (const message of messages) await postOne(to, message);
      }),
    stop: () => stopping.abort(),
  };
}
