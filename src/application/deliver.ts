import { AdapterError } from '../ports/adapter-error.ts';
import type { Outcome, PendingEffect } from '../ports/outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { createGate, type Gate } from './gate.ts';
import { type Pause, pauseForReal } from './pause.ts';

export interface Delivery {
  /** Sends what waits in these lanes; returns at once. */
  deliver(tenant: string, lanes: readonly string[]): void;
  /** The same, and resolves when the lane has nothing left that may go now. For jobs and tests. */
  drain(tenant: string, lane: string): Promise<void>;
  /** Resolves when no lane is on its way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export type Perform = (pending: PendingEffect) => Promise<Outcome>;

/**
 * What a process has in hand when it's killed, or while it has no time to listen, was sent perhaps, so it's little: four at a time
 * reach four hundred people within a minute (`test/bench/morning.ts`). Each tenant has its own four: where Teams is slow it's slow for
 * one of them.
 */
const personsAtOnce = 4;
/** How soon the database is asked again to keep what came of an effect. */
const settleAgainMs = 1_000;

/**
 * Takes effects out of their lanes, one after another. In one process a lane is drained by one runner; across processes the outbox hands it to
 * one of them.
 */
export function createDelivery(
  deps: Pick<Dependencies, 'outbox' | 'clock' | 'log'>,
  perform: Perform,
  pause: Pause = pauseForReal,
): Delivery {
  const running = new Map<string, Promise<void>>();
  const askedAgain = new Set<string>();
  const gates = new Map<string, Gate>();
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(key: string, tenant: string, lane: string): Promise<void> {
    while (!signal.aborted) {
      askedAgain.delete(key);
      const pending = await deps.outbox.take(tenant, lane, deps.clock.now());
      if (pending === undefined) {
        if (askedAgain.has(key)) continue;
        return;
      }
      const outcome = await carriedOut(pending);
      if (outcome.kind !== 'done') deps.log.warn('effect.outcome', logged(pending, outcome));
      await settled(pending, outcome);
    }
  }

  /**
   * What we know came of it is kept until the database takes it: given up, it would be an outcome that nobody knows, and a prompt
   * would be posted twice.
   */
  async function settled(pending: PendingEffect, outcome: Outcome): Promise<void> {
    for (;;) {
      try {
        return await deps.outbox.settle(pending, outcome);
      } catch (error) {
        if (signal.aborted || !(error instanceof AdapterError) || !error.retryable) throw error;
        deps.log.warn('effect.notSettled', { effect: pending.effect.kind, code: error.code });
        await pause(settleAgainMs, signal);
      }
    }
  }

  /** A programming error must not hold up the lane for good: it's a failure of this one effect. */
  async function carriedOut(pending: PendingEffect): Promise<Outcome> {
    try {
      return await perform(pending);
    } catch (error) {
      deps.log.error('effect.threw', {
        effect: pending.effect.kind,
        code: error instanceof Error ? error.name : 'unexpected',
      });
      return { kind: 'failed', code: 'unexpected' };
    }
  }

  function start(tenant: string, lane: string): Promise<void> {
    const key = `${tenant}/${lane}`;
    askedAgain.add(key);
    const already = running.get(key);
    if (already !== undefined) return already;
    if (signal.aborted) return Promise.resolve();
    const done = inTurn(tenant, lane, () => run(key, tenant, lane))
      .catch((error: unknown) => {
        deps.log.error('lane.failed', { code: codeOf(error) });
      })
      .finally(() => running.delete(key));
    running.set(key, done);
    return done;
  }

  /** Chats of persons, of which a morning has hundreds, wait here and not in hand; a conference that runs isn't held up by them. */
  function inTurn(tenant: string, lane: string, work: () => Promise<void>): Promise<void> {
    if (!lane.startsWith('person:')) return work();
    const gate = gates.get(tenant) ?? createGate(personsAtOnce);
    gates.set(tenant, gate);
    return gate.through(work);
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    deliver(tenant, lanes) {
      for (const lane of lanes) void start(tenant, lane);
    },
    drain: start,
    idle,
    stop() {
      stopping.abort();
      return idle();
    },
  };
}

function codeOf(error: unknown): string {
  if (error instanceof AdapterError) return error.code;
  return error instanceof Error ? error.name : 'unexpected';
}

function logged(pending: PendingEffect, outcome: Outcome) {
  return { effect: pending.effect.kind, outcome: outcome.kind, ...('code' in outcome && { code: outcome.code }) };
}
