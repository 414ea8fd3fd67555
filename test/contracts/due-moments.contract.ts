import { describe, expect, it } from 'vitest';
import type { DueMoments } from '../../src/ports/due-moments.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import { append, goal, newStream, remind, unique } from './samples.ts';

export interface DueMomentsPorts {
  readonly events: EventStore;
  readonly outbox: Outbox;
  readonly dueMoments: DueMoments;
}

export function describeDueMoments(name: string, ports: () => DueMomentsPorts): void {
  /** Each test plans in a month of its own, so that firing one leaves the other alone. */
  let month = 0;
  function nextMonth(): (day: number) => string {
    month += 1;
    const year = 2000 + month;
    return day => new Date(Date.UTC(year, 0, day, 9)).toISOString();
  }
  async function plan(lane: string, ...moments: readonly { readonly at: string; readonly action: string }[]) {
    const stream = newStream();
    await ports().events.append(
      append(stream, 0, {
        events: [goal('a')],
        dueMoments: moments.map(({ at, action }) => ({ at, effect: remind(lane, action) })),
      }),
    );
    return stream;
  }
  async function drain(tenant: string, lane: string, now: string): Promise<readonly string[]> {
    const actions: string[] = [];
    for (;;) {
      const pending = await ports().outbox.take(tenant, lane, now);
      if (pending === undefined) return actions;
      if (pending.effect.kind === 'remindOwner') actions.push(pending.effect.action);
      await ports().outbox.settle(pending, { kind: 'done' });
    }
  }

  describe(`due moments: ${name}`, () => {
    it('become effects when their moment has come, in the order of their moments', async () => {
      const day = nextMonth();
      const lane = unique('lane');
      const { tenant } = await plan(
        lane,
        { at: day(3), action: 'A3' },
        { at: day(2), action: 'A2' },
        { at: day(1), action: 'A1' },
      );
      expect(await ports().dueMoments.fire(day(2))).toEqual([{ tenant, lane }]);
      expect(await drain(tenant, lane, day(2))).toEqual(['A1', 'A2']);
      expect(await ports().dueMoments.fire(day(3))).toEqual([{ tenant, lane }]);
      expect(await drain(tenant, lane, day(3))).toEqual(['A3']);
    });

    it('wait for their moment', async () => {
      const day = nextMonth();
      const lane = unique('lane');
      const { tenant } = await plan(lane, { at: day(2), action: 'A1' });
      expect(await ports().dueMoments.fire(day(1))).toEqual([]);
      expect(await drain(tenant, lane, day(1))).toEqual([]);
      await ports().dueMoments.fire(day(2));
    });

    it('fire once, however many sweeps run at the same moment', async () => {
      const day = nextMonth();
      const lane = unique('lane');
      const actions = Array.from({ length: 30 }, (_, action) => `A${action}`);
      const { tenant } = await plan(lane, ...actions.map(action => ({ at: day(1), action })));
      await Promise.all(Array.from({ length: 6 }, () => ports().dueMoments.fire(day(1))));
      expect([...(await drain(tenant, lane, day(1)))].sort()).toEqual([...actions].sort());
      expect(await ports().dueMoments.fire(day(31))).toEqual([]);
    });

    it('of one lane come at once, however many there are before them of others', async () => {
      const day = nextMonth();
      const lane = unique('lane');
      const tenant = unique('tenant');
      const others = Array.from({ length: 199 }, (_, action) => ({ at: day(1), action: `A${action}` }));
      await plan(unique('lane'), ...others);
      const first = newStream(tenant);
      const last = newStream(tenant);
      const moments = (action: string) => [{ at: day(1), effect: remind(lane, action) }];
      await ports().events.append(append(first, 0, { events: [goal('a')], dueMoments: moments('A1') }));
      await plan(unique('lane'), ...others);
      await ports().events.append(append(last, 0, { events: [goal('a')], dueMoments: moments('A2') }));
      // Whoever looks while it fires finds both or none.
      const firing = ports().dueMoments.fire(day(1));
      let found: readonly string[] = [];
      while (found.length === 0) found = await drain(tenant, lane, day(1));
      expect(found).toEqual(['A1', 'A2']);
      await firing;
    });

    it('all fire after a long absence', async () => {
      const day = nextMonth();
      const lane = unique('lane');
      const actions = Array.from({ length: 450 }, (_, action) => `A${action}`);
      const { tenant } = await plan(lane, ...actions.map(action => ({ at: day(1), action })));
      expect(await ports().dueMoments.fire(day(20))).toEqual([{ tenant, lane }]);
      const head = await ports().outbox.take(tenant, lane, day(20));
      expect(head?.effect).toMatchObject({ action: 'A0' });
      expect(await ports().dueMoments.fire(day(21))).toEqual([]);
    });
  });
}
