import { type Admission, createAdmission } from '../application/admission.ts';
import { againOf } from '../application/try-again.ts';
import type { Turn } from '../application/turn.ts';
import type { Card, SamePress } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ChatMessage, MeetingChat } from '../ports/meeting-chat.ts';
import { codeOf } from './adapter.ts';
import type { ParsedActivity } from './parse-activity.ts';
import { parseTyped, typedWords } from './parse-typed.ts';
import { createPatientPosts } from './patient-posts.ts';
import { createRecognition, type RecognitionOptions } from './recognition.ts';
import { createTally } from './tally.ts';

/** The few words that the edge says itself, when the application can't. */
export interface EdgeWords {
  /** A card for one person with that refusal, and with what they sent when that can be sent once more. */
  failed(language: Language, why: Failure, sent?: SamePress): Card;
  /** A line without content for the chat, when a private answer couldn't be delivered: that it was taken, or why not. */
  notDelivered(language: Language, why: Failure | undefined): string;
}

export type Failure = 'tryAgain' | 'diskFull' | 'oneMoment';

export interface TurnsOptions extends RecognitionOptions {
  readonly chat: MeetingChat;
  readonly words: EdgeWords;
  /** @default as many at once as one process can carry */
  readonly admission?: Admission;
  /**
   * Teams gives up on a button after ten seconds; before that the person is told to try again (the same press, so nothing is
   * recorded twice), and what wasn't on its way to the database by then is given up.
   * @default 8_000
   */
  readonly deadlineMs?: number;
  /** Told how long a turn took, in seconds. */
  readonly turned?: (kind: 'press' | 'typed', seconds: number) => void;
}

/** What goes back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** The answer to a press, in place of a body. */
  readonly card?: Card;
  /** Plain text in place of a body. */
  readonly text?: string;
}

export interface Turns {
  /** Handles one verified activity. Never rejects: whatever goes wrong, the person gets words. */
  handle(parsed: ParsedActivity): Promise<Reply>;
  /** For the end: resolves when what was still being sent after its reply is out, or given up. */
  settled(): Promise<void>;
}

const failures: Readonly<Record<string, Failure>> = { 'storage.full': 'diskFull', busy: 'oneMoment' };

const done: Reply = { status: 200 };
const slowAfterMs = 3000;
/** Teams repeats an activity that isn't answered in time; the answers to typed text may take longer than we let it wait. */
const waitForPostsMs = 2500;

export function createTurns(options: TurnsOptions): Turns {
  const {
    rondetafel,
    conversations,
    roster,
    chat,
    words,
    log,
    deadlineMs = 8000,
    admission = createAdmission(),
    turned = () => undefined,
  } = options;
  const recognition = createRecognition(options);
  const posts = createPatientPosts(chat);
  const busy = createTally<'press' | 'typed'>(log, 'teams.busy', 'kind');
  const sending = new Set<Promise<void>>();

  async function handle(parsed: ParsedActivity): Promise<Reply> {
    switch (parsed.kind) {
      case 'ignored':
        return done;
      case 'unknownInvoke':
        return { status: 400 };
      case 'membership':
        roster.forget(parsed.conversation.tenant, parsed.conversation.id);
        if (!parsed.removed) await letWait(recognition.meet(parsed.conversation));
        return done;
      case 'press':
        return press(parsed);
      case 'typed':
        return typed(parsed);
    }
  }

  async function press(parsed: Extract<ParsedActivity, { kind: 'press' }>): Promise<Reply> {
    const { verb, values, request, submitted, token, messageId } = parsed;
    const { turn, answer } = await inTime(parsed, turn =>
      rondetafel.press({
        ...turn,
        verb,
        values,
        request,
        submitted,
        ...(token !== undefined && { token }),
        ...(messageId !== undefined && { messageId }),
      }),
    );
    const failure = typeof answer === 'string' ? answer : undefined;
    const card =
      typeof answer === 'string' ? words.failed(turn.conversation.language, answer, againOf(parsed)) : answer;
    if (!submitted) {
      return { status: 200, card };
    }
    await letWait(answerPrivately(turn, card, failure));
    return done;
  }

  async function typed(parsed: Extract<ParsedActivity, { kind: 'typed' }>): Promise<Reply> {
    const { turn, answer } = await inTime(parsed, async turn => {
      const mentions = await recognition.withPeople(turn.conversation, parsed.mentions);
      const request = parseTyped(parsed.text, mentions);
      return rondetafel.typed({ ...turn, text: typedWords(parsed.text, mentions), request });
    });
    const messages: readonly ChatMessage[] =
      typeof answer === 'string' ? [{ kind: 'card', card: words.failed(turn.conversation.language, answer) }] : answer;
    await letWait(postInOrder(turn.conversation, messages));
    return done;
  }

  /**
   * Who it is and what comes of it, before Teams gives up. When something of ours is away the database may not even tell which
   * chat this is; what the activity says and what we remember of its language has to do then.
   */
  async function inTime<Result extends object>(
    parsed: Extract<ParsedActivity, { kind: 'press' | 'typed' }>,
    work: (turn: Turn) => Promise<Result>,
  ): Promise<{ readonly turn: Turn; readonly answer: Result | Failure }> {
    const asked = performance.now();
    const ending = new AbortController();
    let turn = recognition.turnUnlooked(parsed);
    const whole = async () => {
      turn = await recognition.turnOf(parsed);
      return work({ ...turn, signal: ending.signal });
    };
    try {
      // Whoever is told to try again leaves its place to others, whatever still goes on behind it.
      const inPlace = () => before(deadlineMs - (performance.now() - asked), whole());
      return { answer: await admission.enter(chatKey(parsed), inPlace), turn };
    } catch (error) {
      ending.abort();
      const code = codeOf(error);
      if (code === 'busy') busy.count(parsed.kind);
      else log.error(`teams.${parsed.kind}.failed`, { code });
      return { answer: failures[code] ?? 'tryAgain', turn };
    } finally {
      const seconds = (performance.now() - asked) / 1_000;
      turned(parsed.kind, seconds);
      if (seconds * 1_000 > slowAfterMs) log.warn(`teams.${parsed.kind}.slow`, { ms: Math.round(seconds * 1_000) });
    }
  }

  async function postInOrder(conversation: Conversation, messages: readonly ChatMessage[]): Promise<void> {
    try {
      await posts.post(conversation, messages);
    } catch (error) {
      log.warn('teams.answer.notPosted', { code: codeOf(error) });
    }
  }

  /** An Action.Submit can't be answered for one person in a shared chat, so its card goes to the personal chat. */
  async function answerPrivately(turn: Turn, card: Card, failure: Failure | undefined): Promise<void> {
    const { conversation } = turn;
    try {
      const personal = await personalChatOf(turn);
      if (personal !== undefined) {
        await posts.post(personal, [{ kind: 'card', card }]);
        return;
      }
    } catch (error) {
      log.warn('teams.privateAnswer.notPosted', { code: codeOf(error) });
    }
    await postInOrder(conversation, [{ kind: 'line', text: words.notDelivered(conversation.language, failure) }]);
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
      posts.stop();
      await Promise.allSettled(sending);
    },
  };
}

function chatKey({ conversation }: Pick<ParsedActivity & { kind: 'press' }, 'conversation'>): string {
  return JSON.stringify([conversation.tenant, conversation.id]);
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
