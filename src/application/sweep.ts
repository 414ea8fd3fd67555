import type { Instant, LocalDate } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
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
  deps: Pick<Dependencies, 'dueMoments' | 'outbox' | 'boards' | 'clock' | 'log' | 'heads'>,
  delivery: Delivery,
  boards: BoardGatherer,
  everyMs = 1_000,
): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let keptDay: LocalDate | undefined;
  let triedIn: string | undefined;
  let round: Promise<void> = Promise.resolve();

  /** The ends of the chains, once a day; a disk that is full is tried again each minute, and holds nothing else up. */
  async function keepHeads(now: Instant): Promise<void> {
    const day = deps.clock.localDate(now);
    const minute = now.slice(0, 16);
    if (day === keptDay || minute === triedIn) return;
    triedIn = minute;
    try {
      await deps.heads.keep(day, now);
      keptDay = day;
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.error('audit.headsNotKept', { code: error.code });
    }
  }

  async function once(): Promise<void> {
    const now = deps.clock.now();
    await keepHeads(now);
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
