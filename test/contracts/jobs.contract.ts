import { describe, expect, it, vi } from 'vitest';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Jobs, Lane } from '../../src/storage/jobs.ts';
import { append, goal, newStream, remind, unique } from './samples.ts';

export interface JobsPorts {
  readonly events: EventStore;
  readonly jobs: Jobs;
}

/** The safety net under delivery. Starts the jobs of the storage it's given, once. */
export function describeJobs(name: string, ports: () => JobsPorts): void {
  describe(`jobs: ${name}`, () => {
    it('name each lane of an append that nobody delivered, come again when delivering failed, and wait for no slow chat', async () => {
      const stream = newStream();
      const [one, two, slow, after] = [unique('lane'), unique('lane'), unique('lane'), unique('lane')];
      const effects = [remind(one, 'A1'), remind(two, 'A2'), remind(one, 'A3'), remind(slow, 'A4')];
      await ports().events.append(append(stream, 0, { events: [goal('a')], effects }));

      const calls: Lane[] = [];
      const callsFor = (lane: string) => calls.filter(call => call.lane === lane);
      await ports().jobs.start(async lane => {
        calls.push(lane);
        if (lane.lane === slow) await new Promise(() => undefined);
        if (lane.lane === two && callsFor(two).length === 1) throw new Error('the chat is away');
      });
      await vi.waitUntil(() => callsFor(two).length > 1, { timeout: 20_000 });
      expect(callsFor(one)).toContainEqual({ tenant: stream.tenant, lane: one });
      expect(callsFor(two)).toContainEqual({ tenant: stream.tenant, lane: two });

      await ports().events.append(append(stream, 1, { events: [goal('b')], effects: [remind(after, 'A5')] }));
      await vi.waitUntil(() => callsFor(after).length > 0, { timeout: 20_000 });
    }, 60_000);
  });
}
