import type { AdapterError } from '../ports/adapter-error.ts';

/** Longer than Teams usually asks; after that it's asked again, which does no harm, and a header that asks for days keeps no chat silent. */
const longestAskedMs = 600_000;
const longestMs = 60_000;

/**
 * Milliseconds until the next try: what the other side asked for (Retry-After, ten minutes at most), else 1 s, 2 s, 4 s … a minute at
 * most, with up to a quarter more by chance, so that many who were refused at once don't come back at once (`rate-limit.md`).
 * What is away for an hour is found again within a minute and a quarter.
 * @param attempts how often it was tried before
 * @param random from 0 up to 1
 */
export function retryDelayMs(
  error: Pick<AdapterError, 'retryAfterMs'>,
  attempts: number,
  random: () => number = Math.random,
): number {
  if (error.retryAfterMs !== undefined) return Math.min(error.retryAfterMs, longestAskedMs);
  const backoffMs = Math.min(longestMs, 1_000 * 2 ** Math.min(attempts, 6));
  return Math.round(backoffMs * (1 + random() / 4));
}
