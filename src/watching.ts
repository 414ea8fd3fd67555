import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';
import type { Boards } from './ports/boards.ts';
import type { Clock } from './ports/clock.ts';
import type { Queues } from './storage/queues.ts';

/** What `/metrics` tells of the process itself. */
export function watchProcess(metrics: Metrics, ready: () => boolean): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  metrics.gauge('rondetafel_ready', () => ({ value: ready() ? 1 : 0 }));
  metrics.gauge('rondetafel_up_seconds', () => ({ value: Math.round(process.uptime()) }));
  metrics.gauge('rondetafel_memory_bytes', () => ({ value: process.memoryUsage.rss() }));
  metrics.gauge('rondetafel_event_loop_seconds', () => {
    const value = delay.max / 1e9;
    delay.reset();
    return { value };
  });
}

/** What waits, asked from the database at every look: once for the three readings of it. */
export function watchQueues(
  metrics: Metrics,
  storage: { readonly boards: Pick<Boards, 'behind'>; queues(now: string): Promise<Queues> },
  clock: Pick<Clock, 'now'>,
): void {
  let look: Promise<Queues> | undefined;
  const looked = () => {
    look ??= storage.queues(clock.now()).finally(() => {
      look = undefined;
    });
    return look;
  };
  metrics.gauge('rondetafel_queue_effects', async () => ({ value: (await looked()).effects }));
  metrics.gauge('rondetafel_queue_retrying', async () => ({ value: (await looked()).retrying }));
  metrics.gauge('rondetafel_due_late_seconds', async () => ({ value: Math.round((await looked()).lateSeconds) }));
  metrics.gauge('rondetafel_queue_boards', async () => ({ value: (await storage.boards.behind()).length }));
}
