export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Calls `work` again and again with so many callers at once, for so many calls, after a warm-up that isn't counted. */
export async function measure(
  callers: number,
  calls: number,
  work: (call: number) => Promise<void>,
): Promise<Measured> {
  const warmUp = Math.ceil(calls / 5);
  let next = 0;
  const times: number[] = [];
  let started = 0;
  const caller = async () => {
    for (let call = next++; call < warmUp + calls; call = next++) {
      if (call === warmUp) started = performance.now();
      const before = performance.now();
      await work(call);
      if (call >= warmUp) times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - started) / 1_000;
  return { perSecond: times.length / seconds, p50: share(times, 0.5), p99: share(times, 0.99) };
}

/** What so many of the numbers are under: 0.5 for the middle one. */
export function share(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** One of several spells of work that are measured by turns. */
export interface Spell {
  /** Milliseconds of each call. */
  readonly times: readonly number[];
  readonly seconds: number;
}

/** So many calls with so many callers at once, without a warm-up. */
export async function spell(callers: number, calls: number, work: () => Promise<void>): Promise<Spell> {
  let left = calls;
  const times: number[] = [];
  const started = performance.now();
  const caller = async () => {
    while (left-- > 0) {
      const before = performance.now();
      await work();
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { times, seconds: (performance.now() - started) / 1_000 };
}
