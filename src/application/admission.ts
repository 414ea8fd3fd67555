import { AdapterError } from '../ports/adapter-error.ts';

/** Keeps more from coming in than the process can carry. */
export interface Admission {
  /**
   * Runs the work when there's room for it. Rejects with `AdapterError` code `busy` when it was not its turn in time, or when too many wait already:
   * then the work never began.
   * @param chat whose work it is: chats take turns, so that a busy one doesn't keep the others waiting
   */
  enter<Result>(chat: string, work: () => Promise<Result>): Promise<Result>;
}

export interface AdmissionOptions {
  /**
   * Turns of people in hand at once. At four milliseconds of processor time each, the last of them is answered within a third of a second.
   * @default 64
   */
  readonly atOnce?: number;
  /**
   * Of these, how many of one chat: a case whose row in the database is locked may not take all places.
   * @default 32
   */
  readonly ofOneChat?: number;
  /**
   * More than these aren't kept waiting.
   * @default 512
   */
  readonly waitingAtMost?: number;
  /**
   * How long somebody waits for a turn, in milliseconds. The promise is an answer within two seconds.
   * @default 1_000
   */
  readonly patienceMs?: number;
}

interface Chat {
  inside: number;
  /** Each begins when it's called. */
  readonly waiting: Set<() => void>;
}

export function createAdmission({
  atOnce = 64,
  ofOneChat = 32,
  waitingAtMost = 512,
  patienceMs = 1_000,
}: AdmissionOptions = {}): Admission {
  /** Chats with somebody inside or waiting; the one that was served longest ago comes first. */
  const chats = new Map<string, Chat>();
  let inside = 0;
  let waiting = 0;

  function chatOf(name: string): Chat {
    const known = chats.get(name) ?? { inside: 0, waiting: new Set() };
    chats.set(name, known);
    return known;
  }

  function begin(name: string, chat: Chat): void {
    inside += 1;
    chat.inside += 1;
    chats.delete(name);
    chats.set(name, chat);
  }

  function end(name: string, chat: Chat): void {
    inside -= 1;
    chat.inside -= 1;
    forget(name, chat);
    next();
  }

  function forget(name: string, chat: Chat): void {
    if (chat.inside === 0 && chat.waiting.size === 0 && chats.get(name) === chat) chats.delete(name);
  }

  function next(): void {
    if (inside >= atOnce || waiting === 0) return;
    for (const [name, chat] of chats) {
      const [first] = chat.waiting;
      if (first === undefined || chat.inside >= ofOneChat) continue;
      chat.waiting.delete(first);
      waiting -= 1;
      begin(name, chat);
      first();
      return;
    }
  }

  /** Resolves when it's this one's turn; rejects when that takes too long. */
  function turn(name: string, chat: Chat): Promise<void> {
    if (waiting >= waitingAtMost) {
      forget(name, chat);
      return Promise.reject(busy());
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        chat.waiting.delete(mine);
        waiting -= 1;
        forget(name, chat);
        reject(busy());
      }, patienceMs);
      const mine = () => {
        clearTimeout(timer);
        resolve();
      };
      chat.waiting.add(mine);
      waiting += 1;
    });
  }

  return {
    async enter(name, work) {
      const chat = chatOf(name);
      if (inside < atOnce && chat.inside < ofOneChat) begin(name, chat);
      else await turn(name, chat);
      try {
        return await work();
      } finally {
        end(name, chat);
      }
    },
  };
}

function busy(): AdapterError {
  return new AdapterError('more people press than can be helped at once', { code: 'busy', retryable: true });
}
