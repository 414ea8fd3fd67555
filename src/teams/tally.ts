import type { Log } from '../ports/log.ts';

export interface Tally<Key extends string | number> {
  count(key: Key): void;
}

/**
 * Tells the log how many times something happened: the first at once, then once in `everyMs`, so that whoever knocks a million times can't
 * fill it. Nothing of a request is in it.
 * @param event the name of the line, which has `times` and the key under the name `as`
 */
export function createTally<Key extends string | number>(
  log: Log,
  event: string,
  as: string,
  everyMs = 60_000,
): Tally<Key> {
  let counts = new Map<Key, number>();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    for (const [key, times] of counts) log.warn(event, { [as]: key, times });
    counts = new Map();
  }

  return {
    count(key) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
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
