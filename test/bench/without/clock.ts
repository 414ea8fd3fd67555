import { createClock as realClock } from '../../../src/clock.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export { houseZone } from '../../../src/clock.ts';

const speed = Number(process.env.BENCH_CLOCK_SPEED);
const began = Date.now();

/** The clock of the house, on which so many times as much time passes. */
export function createClock(offsetMs = 0): ReturnType<typeof realClock> {
  return realClock(offsetMs, () => began + (Date.now() - began) * speed);
}
