import type { BoardGatherer } from './board-gatherer.ts';
import type { Delivery } from './deliver.ts';
import type { Dependencies } from './dependencies.ts';

export interface Sweep {
  /** One round: fires what is due, sends what waits, shows boards that are behind. For jobs and tests. */
  once(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Compares due moments with our own clock, and picks up what a process that died left behind. The queue never holds a future
 * date, because it would follow the database's clock.
 * @param everyMs pause between two rounds
 */
export function startSweep(
  deps: Pick<Dependencies, 'dueMoments' | 'outbox' | 'boards' | 'clock' | 'log'>,
  delivery: Delivery,
  boards: BoardGatherer,
  everyMs = 1_000,
): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let round: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    const now = deps.clock.now();
    await deps.dueMoments.fire(now);
    for (const { tenant, lane } of await deps.outbox.waitingLanes(now)) delivery.deliver(tenant, [lane]);
    for (const { tenant, conference } of await deps.boards.behind()) boards.show(tenant, conference);
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      round = once()
        .catch((error: unknown) => {
          deps.log.error('sweep.failed', { code: error instanceof Error ? error.name : 'unexpected' });
        })
        .then(schedule);
    }, everyMs);
  }

  schedule();
  return {
    once,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
