import type { Turn } from '../application/turn.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ChatMessage, MeetingChat } from '../ports/meeting-chat.ts';
import { codeOf } from './adapter.ts';
import type { ParsedActivity } from './parse-activity.ts';
import { parseTyped, typedWords } from './parse-typed.ts';
import { createRecognition, type RecognitionOptions } from './recognition.ts';

/** The few words that the edge says itself, when the application can't. */
export interface EdgeWords {
  /** A card for one person with refusal `tryAgain`. */
  tryAgain(language: Language): Card;
  /** A line without content for the chat: a private answer couldn't be delivered. */
  answerNotDelivered(language: Language): string;
}

export interface TurnsOptions extends RecognitionOptions {
  readonly chat: MeetingChat;
  readonly words: EdgeWords;
  /**
   * Teams gives up on a button after ten seconds; before that the person is told to try again (the same press, so nothing is
   * recorded twice).
   * @default 8_000
   */
  readonly pressDeadlineMs?: number;
}

/** What goes back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface Turns {
  /** Handles one verified activity. Never rejects: whatever goes wrong, the person gets words. */
  handle(parsed: ParsedActivity): Promise<Reply>;
  /** Resolves when what was still being sent after its reply is out. */
  settled(): Promise<void>;
}

const done: Reply = { status: 200 };
const slowAfterMs = 3000;
/** Teams repeats an activity that isn't answered in time; the answers to typed text may take longer than we let it wait. */
const waitForPostsMs = 2500;

export function createTurns(options: TurnsOptions): Turns {
  const { rondetafel, conversations, roster, chat, words, log, pressDeadlineMs = 8000 } = options;
  const recognition = createRecognition(options);
  const sending = new Set<Promise<void>>();

  async function handle(parsed: ParsedActivity): Promise<Reply> {
    switch (parsed.kind) {
      case 'ignored':
        return done;
      case 'unknownInvoke':
        return { status: 400 };
      case 'membership':
        roster.forget(parsed.conversation.tenant, parsed.conversation.id);
        if (!parsed.removed) await recognition.remember(parsed.conversation);
        return done;
      case 'press':
        return press(parsed);
      case 'typed':
        return typed(parsed);
    }
  }

  async function press(parsed: Extract<ParsedActivity, { kind: 'press' }>): Promise<Reply> {
    const turn = await recognition.turnOf(parsed);
    const { verb, values, request, submitted, token, messageId } = parsed;
    const started = performance.now();
    const card = await orTryAgain(turn, () =>
      before(
        pressDeadlineMs,
        rondetafel.press({
          ...turn,
          verb,
          values,
          request,
          submitted,
          ...(token !== undefined && { token }),
          ...(messageId !== undefined && { messageId }),
        }),
      ),
    );
    const ms = Math.round(performance.now() - started);
    if (ms > slowAfterMs) log.warn('teams.press.slow', { ms });
    if (!submitted) {
      return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } };
    }
    await letWait(answerPrivately(turn, card));
    return done;
  }

  async function orTryAgain(turn: Turn, work: () => Promise<Card>): Promise<Card> {
    try {
      return await work();
    } catch (error) {
      log.error('teams.press.failed', { code: codeOf(error) });
      return words.tryAgain(turn.conversation.language);
    }
  }

  async function typed(parsed: Extract<ParsedActivity, { kind: 'typed' }>): Promise<Reply> {
    const turn = await recognition.turnOf(parsed);
    const mentions = await recognition.withPeople(turn.conversation, parsed.mentions);
    const request = parseTyped(parsed.text, mentions);
    let answers: readonly ChatMessage[];
    try {
      answers = await rondetafel.typed({ ...turn, text: typedWords(parsed.text, mentions), request });
    } catch (error) {
      log.error('teams.typed.failed', { code: codeOf(error) });
      answers = [{ kind: 'card', card: words.tryAgain(turn.conversation.language) }];
    }
    await letWait(postInOrder(turn.conversation, answers));
    return done;
  }

  async function postInOrder(conversation: Conversation, messages: readonly ChatMessage[]): Promise<void> {
    try {
      for (const message of messages) await chat.post(conversation, message);
    } catch (error) {
      log.warn('teams.answer.notPosted', { code: codeOf(error) });
    }
  }

  /** An Action.Submit can't be answered for one person in a shared chat, so its card goes to the personal chat. */
  async function answerPrivately(turn: Turn, card: Card): Promise<void> {
    const { conversation } = turn;
    try {
      const personal = await personalChatOf(turn);
      if (personal !== undefined) {
        await chat.post(personal, { kind: 'card', card });
        return;
      }
    } catch (error) {
      log.warn('teams.privateAnswer.notPosted', { code: codeOf(error) });
    }
    await postInOrder(conversation, [{ kind: 'line', text: words.answerNotDelivered(conversation.language) }]);
  }

  async function personalChatOf({ conversation, person }: Turn): Promise<Conversation | undefined> {
    if (conversation.kind === 'personal') return conversation;
    if (person === undefined) return undefined;
    const known = await conversations.personalOf(conversation.tenant, person);
    if (known !== undefined) return known;
    const made = await chat.personalChat(conversation, person);
    await rondetafel.seen(made);
    return made;
  }

  /** Waits a while for `work`; what takes longer goes on behind the reply. */
  async function letWait(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => sending.delete(tracked));
    sending.add(tracked);
    await before(waitForPostsMs, tracked).catch(() => undefined);
  }

  return {
    handle,
    async settled() {
      await Promise.allSettled(sending);
    },
  };
}

class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Rejects with `TooLate` when the work takes longer; the work itself goes on. */
async function before<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
