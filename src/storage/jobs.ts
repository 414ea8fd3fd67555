import { setTimeout as pause } from 'node:timers/promises';
import { fromKysely, type Job, type PgBoss } from 'pg-boss';
import type { Log } from '../ports/log.ts';
import type { Trx } from './database.ts';
import { asAdapterError } from './errors.ts';

/** A lane with something in it. Ids only: this is all that a job ever holds. */
export interface Lane {
  readonly tenant: string;
  readonly lane: string;
}

/** The safety net under delivery: after a kill another process, or the next start, finds the job. */
export interface Jobs {
  /** Calls `deliver` for lanes with effects, possibly when they're empty already, possibly more than once. */
  start(deliver: (lane: Lane) => Promise<void>): Promise<void>;
  /** Waits up to five seconds for what is being delivered. */
  stop(): Promise<void>;
}

/** One job per lane, in the transaction that made the effects. */
export type Enqueue = (trx: Trx, lanes: readonly Lane[]) => Promise<void>;

const queue = 'deliver';
/**
 * How long the jobs that come after wait for a lane. One whose chat is slow goes on by itself, and if this process dies meanwhile the sweep
 * of another one finds it.
 */
const patienceMs = 5_000;

/** Starts pg-boss (schema, maintenance) without taking jobs yet. */
export async function openJobs(boss: PgBoss, log: Log): Promise<Jobs & { readonly enqueue: Enqueue }> {
  boss.on('error', error => log.warn('storage.jobs', { error: error.name }));
  try {
    await boss.start();
    await boss.createQueue(queue, {
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      // A process that dies holding a job gives it up after this, not after the longest delivery.
      heartbeatSeconds: 15,
      expireInSeconds: 600,
      deleteAfterSeconds: 600,
    });
    // Fills pg-boss's own cache of queues. Inside a transaction a first look-up would wait for itself on one connection.
    await boss.insert(queue, []);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    return asAdapterError(error);
  }

  return {
    async enqueue(trx, lanes) {
      if (lanes.length === 0) return;
      await boss.insert(
        queue,
        lanes.map(({ tenant, lane }) => ({ data: { tenant, lane } })),
        { db: fromKysely(trx) },
      );
    },

    async start(deliver) {
      await boss
        .work<Lane>(queue, { batchSize: 50, pollingIntervalSeconds: 1, burstWhenBatchFull: true }, async jobs => {
          const results = await Promise.allSettled(
            distinctLanes(jobs.map(lanesOf)).map(lane => patiently(deliver(lane))),
          );
          const failed = results.filter(result => result.status === 'rejected').length;
          if (failed === 0) return;
          log.warn('storage.deliveryFailed', { lanes: failed });
          // The whole batch comes again; lanes that went well are empty then.
          throw new Error('some lanes could not be delivered');
        })
        .catch(asAdapterError);
    },

    stop: () => boss.stop({ graceful: true, timeout: 5_000 }).catch(asAdapterError),
  };
}

async function patiently(delivered: Promise<void>): Promise<void> {
  const waited = new AbortController();
  const late = pause(patienceMs, undefined, { signal: waited.signal, ref: false }).catch(() => undefined);
  await Promise.race([delivered, late]).finally(() => waited.abort());
}

function lanesOf(job: Job<Lane>): Lane {
  return { tenant: job.data.tenant, lane: job.data.lane };
}

/** Sorted, so that two transactions never wait for each other's rows crosswise. */
export function distinctLanes(lanes: readonly Lane[]): readonly Lane[] {
  const byName = new Map(lanes.map(lane => [JSON.stringify([lane.tenant, lane.lane]), lane]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lane]) => lane);
}
