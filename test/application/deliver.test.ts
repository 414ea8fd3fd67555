import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../src/application/deliver.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Outbox, Outcome, PendingEffect } from '../../src/ports/outbox.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { createManualClock } from '../support/manual-clock.ts';

function pendingIn(lane: string, id: string): PendingEffect {
  const effect = { kind: 'tidyCards', lane, conference: 'c1' } as const;
  return { id, tenant: 't', case: 'ZVH-2026-002', lane, effect, attempts: 0, interrupted: false, along: [] };
}

function outboxOf(...waiting: PendingEffect[]): Outbox & { readonly settled: [string, Outcome['kind']][] } {
  const settled: [string, Outcome['kind']][] = [];
  return {
    settled,
    take: async () => waiting.shift(),
    settle: async (effect, outcome) => {
      settled.push([effect.id, outcome.kind]);
    },
    waitingLanes: async () => [],
  };
}

describe('delivery', () => {
  const clock = createManualClock('2026-11-23T09:00:00.000Z');

  it('carries out what waits in a lane, one after another', async () => {
    const outbox = outboxOf(pendingIn('chat', '1'), pendingIn('chat', '2'));
    const delivery = createDelivery({ outbox, clock, log: createKeptLog() }, async () => ({ kind: 'done' }));
    await delivery.drain('t', 'chat');
    expect(outbox.settled).toEqual([
      ['1', 'done'],
      ['2', 'done'],
    ]);
  });

  it('records an effect that throws as failed, and goes on with the lane', async () => {
    const outbox = outboxOf(pendingIn('chat', '1'), pendingIn('chat', '2'));
    const log = createKeptLog();
    const delivery = createDelivery({ outbox, clock, log }, async ({ id }) => {
      if (id === '1') throw new TypeError('a mistake of ours that names Wijkagent');
      return { kind: 'done' };
    });
    await delivery.drain('t', 'chat');
    expect(outbox.settled).toEqual([
      ['1', 'failed'],
      ['2', 'done'],
    ]);
    expect(log.lines.join('\n')).toContain('effect.threw');
    expect(log.lines.join('\n')).not.toContain('Wijkagent');
  });

  it('has few personal chats in hand at once, and holds up no other lane for them', async () => {
    const lanes = Array.from({ length: 100 }, (_, index) => `person:${index}`);
    const left = new Map([...lanes, 'chat'].map((lane, index) => [lane, pendingIn(lane, String(index))]));
    const taken: string[] = [];
    const release = Promise.withResolvers<void>();
    const outbox: Outbox = {
      take: async (_tenant, lane) => {
        const pending = left.get(lane);
        left.delete(lane);
        if (pending !== undefined) taken.push(lane);
        return pending;
      },
      settle: async () => undefined,
      waitingLanes: async () => [],
    };
    const delivery = createDelivery({ outbox, clock, log: createKeptLog() }, async ({ lane }) => {
      if (lane !== 'chat') await release.promise;
      return { kind: 'done' };
    });
    delivery.deliver('t', lanes);
    await delivery.drain('t', 'chat');
    expect(taken.filter(lane => lane !== 'chat')).toHaveLength(4);
    release.resolve();
    await delivery.idle();
    expect(taken).toHaveLength(101);
  });

  /** Hands an effect out again, as the database does, until what came of it is kept. */
  function forgetfulOutbox(error: Error, failures: number) {
    const kept: Outcome['kind'][] = [];
    let taken = 0;
    let left = failures;
    const outbox: Outbox = {
      take: async () => {
        if (kept.length > 0) return undefined;
        taken += 1;
        return { ...pendingIn('chat', '1'), attempts: taken - 1, interrupted: taken > 1 };
      },
      settle: async (_effect, outcome) => {
        left -= 1;
        if (left >= 0) throw error;
        kept.push(outcome.kind);
      },
      waitingLanes: async () => [],
    };
    return { outbox, kept, taken: () => taken };
  }
  const away = new AdapterError('away', { code: 'storage.unavailable', retryable: true });

  it('sends to people of one tenant while Teams takes its time for all chats of another', async () => {
    const left = new Map(
      ['slow', 'quick'].flatMap(tenant =>
        Array.from({ length: 10 }, (_, index) => [`${tenant}/person:${index}`, pendingIn(`person:${index}`, tenant)]),
      ),
    );
    const outbox: Outbox = {
      take: async (tenant, lane) => {
        const found = left.get(`${tenant}/${lane}`);
        left.delete(`${tenant}/${lane}`);
        return found;
      },
      settle: async () => undefined,
      waitingLanes: async () => [],
    };
    const release = Promise.withResolvers<void>();
    const delivery = createDelivery({ outbox, clock, log: createKeptLog() }, async ({ id }) => {
      if (id === 'slow') await release.promise;
      return { kind: 'done' };
    });
    const lanes = Array.from({ length: 10 }, (_, index) => `person:${index}`);
    delivery.deliver('slow', lanes);
    await Promise.all(lanes.map(lane => delivery.drain('quick', lane)));
    expect([...left.keys()].filter(key => key.startsWith('quick'))).toEqual([]);
    expect(left.size, 'of the slow one, four are in hand').toBe(6);
    release.resolve();
    await delivery.idle();
  });

  it('keeps what came of an effect until the database takes it, and sends nothing twice meanwhile', async () => {
    const { outbox, kept, taken } = forgetfulOutbox(away, 3);
    const pauses: number[] = [];
    const log = createKeptLog();
    const delivery = createDelivery(
      { outbox, clock, log },
      async () => ({ kind: 'done', messageId: 'm1' }),
      async ms => void pauses.push(ms),
    );
    await delivery.drain('t', 'chat');
    expect([kept, taken()]).toEqual([['done'], 1]);
    expect(pauses).toEqual([1_000, 1_000, 1_000]);
    expect(log.lines.join()).toContain('effect.notSettled');
  });

  it('does not hold up the end of the process for a database that is away', async () => {
    const { outbox, kept } = forgetfulOutbox(away, Number.POSITIVE_INFINITY);
    const pausing = Promise.withResolvers<void>();
    const delivery = createDelivery(
      { outbox, clock, log: createKeptLog() },
      async () => ({ kind: 'done' }),
      (_ms, signal) => {
        pausing.resolve();
        return new Promise(resolve => signal.addEventListener('abort', () => resolve()));
      },
    );
    delivery.deliver('t', ['chat']);
    await pausing.promise;
    await delivery.stop();
    expect(kept).toEqual([]);
  });

  it('takes nothing any more once it is stopped', async () => {
    const outbox = outboxOf(pendingIn('chat', '1'));
    const delivery = createDelivery({ outbox, clock, log: createKeptLog() }, async () => ({ kind: 'done' }));
    await delivery.stop();
    await delivery.drain('t', 'chat');
    expect(outbox.settled).toEqual([]);
  });
});
