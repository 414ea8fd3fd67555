import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../torture/random.ts';

/**
 * Calls `press` at moments of chance, so many a second on average, for so long: nobody waits for anybody's answer, as people don't.
 * @param press gets the moment for which it was planned, on the clock of `performance.now`; it may not reject
 * @param goOn asked all the time; false ends it
 */
export async function pressAtRandom(options: {
  readonly perSecond: number;
  readonly seconds: number;
  readonly random: Random;
  readonly press: (plannedAt: number) => void;
  readonly goOn?: () => boolean;
}): Promise<void> {
  const { perSecond, random, press, goOn = () => true } = options;
  const end = performance.now() + options.seconds * 1_000;
  let next = performance.now() + untilNext();
  while (next < end && goOn()) {
    const wait = next - performance.now();
    if (wait > 0.5) await pause(Math.min(wait, 100));
    for (let now = performance.now(); next <= now && next < end; next += untilNext()) press(next);
  }
  await pause(Math.max(0, end - performance.now()));

  /** Presses of many people who know nothing of each other come as a Poisson process. */
  function untilNext(): number {
    return (-Math.log(1 - random.next()) * 1_000) / perSecond;
  }
}
