import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../src/application/deliver.ts';
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

  it('takes nothing any more once it is stopped', async () => {
    const outbox = outboxOf(pendingIn('chat', '1'));
    const delivery = createDelivery({ outbox, clock, log: createKeptLog() }, async () => ({ kind: 'done' }));
    await delivery.stop();
    await delivery.drain('t', 'chat');
    expect(outbox.settled).toEqual([]);
  });
});
