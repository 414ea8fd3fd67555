/** What Teams takes (Microsoft Learn, "Optimize your bot with rate limiting in Teams"), counted where it arrives. */
export const limits = {
  /** New messages to one chat in two seconds. */
  chat: { most: 8, windowMs: 2_000 },
  /** Requests of any kind for one tenant in a second. */
  tenant: { most: 50, windowMs: 1_000 },
} as const;

export interface Counted {
  /** The largest number in one window. */
  readonly most: number;
  /** How often one more came than may be. */
  readonly exceeded: number;
}

export interface Window {
  /** @param at milliseconds of a clock that only goes forward */
  add(key: string, at: number): void;
  counted(): Counted;
}

/** Counts, for each key, how many come within a window that slides along. */
export function createWindow({ most: limit, windowMs }: { readonly most: number; readonly windowMs: number }): Window {
  const recent = new Map<string, number[]>();
  let most = 0;
  let exceeded = 0;
  return {
    add(key, at) {
      const times = recent.get(key) ?? [];
      recent.set(key, times);
      times.push(at);
      while (at - (times[0] ?? at) >= windowMs) times.shift();
      most = Math.max(most, times.length);
      if (times.length > limit) exceeded += 1;
    },
    counted: () => ({ most, exceeded }),
  };
}
