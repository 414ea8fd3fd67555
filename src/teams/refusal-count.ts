import type { Log } from '../ports/log.ts';

export interface RefusalCount {
  /** Counts an answer by its HTTP status; those under 400 aren't refusals. */
  count(status: number): void;
}

/**
 * Tells the log how many requests were turned away and with what status: the first at once, then once in `everyMs`, so that
 * whoever knocks a million times can't fill the log. Nothing of a request is in it.
 */
export function createRefusalCount(options: { readonly log: Log; readonly everyMs?: number }): RefusalCount {
  const { log, everyMs = 60_000 } = options;
  let counts = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    for (const [status, times] of counts) log.warn('teams.refused', { status, times });
    counts = new Map();
  }

  return {
    count(status) {
      if (status < 400) return;
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (timer !== undefined) return;
      tell();
      timer = setTimeout(() => {
        timer = undefined;
        tell();
      }, everyMs);
      timer.unref();
    },
  };
}
