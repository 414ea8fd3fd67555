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
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
