import { createClock } from '../../src/clock.ts';
import type { Clock } from '../../src/ports/clock.ts';

export interface ManualClock extends Clock {
  /** Moves the clock to that moment. */
  set(at: string): void;
  /** Moves the clock on. */
  advance(ms: number): void;
}

/** The real clock with hands that a test moves. */
export function createManualClock(start: string): ManualClock {
  let at = Date.parse(start);
  return {
    ...createClock(0, () => at),
    set(moment) {
      at = Date.parse(moment);
    },
    advance(ms) {
      at += ms;
    },
  };
}
