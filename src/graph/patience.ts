/** How long Graph is waited for. */
export interface Patience {
  /** For an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** For an answer to bytes that are sent. */
  readonly uploadTimeoutMs: number;
  /** Between attempts while it's broken or says nothing; one attempt more than there are pauses. */
  readonly pausesMs: readonly number[];
  /** A Retry-After up to here is waited for; a longer one is for the outbox, which tries again by then. */
  readonly longestWaitMs: number;
  readonly wait: (ms: number) => Promise<void>;
  readonly now: () => number;
}

export const usualPatience: Patience = {
  timeoutMs: 20_000,
  uploadTimeoutMs: 120_000,
  pausesMs: [300, 1_200],
  longestWaitMs: 3_000,
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
  now: Date.now,
};

/** What Retry-After says, in milliseconds from now; seconds or a date. Undefined when it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
