import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/effects.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Outbox, Outcome, PendingEffect } from '../../src/ports/outbox.ts';
import type { PostedCards } from '../../src/ports/posted-cards.ts';
import {
  append,
  conferenceOpened,
  goal,
  later,
  newStream,
  noon,
  postBoard,
  postForm,
  remind,
  unique,
} from './samples.ts';

export interface OutboxPorts {
  readonly events: EventStore;
  readonly outbox: Outbox;
  readonly posted: PostedCards;
}

export function describeOutbox(name: string, ports: () => OutboxPorts): void {
  async function take(tenant: string, lane: string, now = noon): Promise<PendingEffect> {
    const effect = await ports().outbox.take(tenant, lane, now);
    if (effect === undefined) throw new Error(`nothing to take from ${lane}`);
    return effect;
  }
  /** Appends one event per action, each with a reminder in that lane. */
  async function fill(lane: string, ...actions: readonly string[]) {
    const stream = newStream();
    for (const [version, action] of actions.entries()) {
      await ports().events.append(append(stream, version, { events: [goal(action)], effects: [remind(lane, action)] }));
    }
    return stream;
  }
  const actionOf = (pending: PendingEffect) => (pending.effect.kind === 'remindOwner' ? pending.effect.action : '');

  describe(`outbox: ${name}`, () => {
    it('hands out effects in the order of their events', async () => {
      const lane = unique('lane');
      const stream = newStream();
      const effects = ['A1', 'A2', 'A3'].map(action => remind(lane, action));
      await ports().events.append(append(stream, 0, { events: [goal('a')], effects: effects.slice(0, 2) }));
      await ports().events.append(append(stream, 1, { events: [goal('b')], effects: effects.slice(2) }));
      for (const effect of effects) {
        const pending = await take(stream.tenant, lane);
        expect(pending).toMatchObject({
          tenant: stream.tenant,
          case: stream.case,
          lane,
          effect,
          attempts: 0,
          interrupted: false,
        });
        await ports().outbox.settle(pending, { kind: 'done' });
      }
      expect(await ports().outbox.take(stream.tenant, lane, noon)).toBeUndefined();
    });

    it('hands out the head of a lane once, however many ask at the same moment', async () => {
      const lane = unique('lane');
      const { tenant } = await fill(lane, 'A1', 'A2');
      const taken = await Promise.all(Array.from({ length: 10 }, () => ports().outbox.take(tenant, lane, noon)));
      const pending = taken.filter(each => each !== undefined);
      expect(pending.map(actionOf)).toEqual(['A1']);
      expect(await ports().outbox.take(tenant, lane, noon)).toBeUndefined();
      for (const each of pending) await ports().outbox.settle(each, { kind: 'done' });
      expect(actionOf(await take(tenant, lane))).toBe('A2');
    });

    it('keeps lanes apart, and tenants', async () => {
      const [one, two] = [unique('lane'), unique('lane')];
      const stream = newStream();
      await ports().events.append(
        append(stream, 0, { events: [goal('a')], effects: [remind(one, 'A1'), remind(two, 'A2')] }),
      );
      expect(actionOf(await take(stream.tenant, one))).toBe('A1');
      expect(actionOf(await take(stream.tenant, two))).toBe('A2');
      expect(await ports().outbox.take(unique('tenant'), one, noon)).toBeUndefined();
    });

    it('keeps the lane waiting until a retry is due, and counts the attempt', async () => {
      const lane = unique('lane');
      const { tenant } = await fill(lane, 'A1', 'A2');
      const first = await take(tenant, lane);
      await ports().outbox.settle(first, { kind: 'retry', at: later(5000), code: 'throttled' });
      expect(await ports().outbox.take(tenant, lane, later(4999))).toBeUndefined();
      const again = await take(tenant, lane, later(5000));
      expect(again).toMatchObject({ id: first.id, attempts: 1, interrupted: false });
      await ports().outbox.settle(again, { kind: 'done' });
      expect(actionOf(await take(tenant, lane))).toBe('A2');
    });

    it('keeps no lane waiting for an hour that our clock was set back', async () => {
      const lane = unique('lane');
      const { tenant } = await fill(lane, 'A1');
      await ports().outbox.settle(await take(tenant, lane), { kind: 'retry', at: later(60_000), code: 'throttled' });
      const hourBack = later(-3_600_000);
      const isListed = (await ports().outbox.waitingLanes(hourBack)).some(each => each.lane === lane);
      expect(isListed).toBe(true);
      expect(await take(tenant, lane, hourBack)).toMatchObject({ attempts: 1, interrupted: false });
    });

    it.each([{ kind: 'failed', code: 'refused' }, { kind: 'possiblySent' }, { kind: 'done' }] as const)(
      'goes on after $kind and never hands that effect out again',
      async outcome => {
        const lane = unique('lane');
        const { tenant } = await fill(lane, 'A1', 'A2');
        await ports().outbox.settle(await take(tenant, lane), outcome);
        const next = await take(tenant, lane);
        expect(actionOf(next)).toBe('A2');
        await ports().outbox.settle(next, { kind: 'done' });
        expect(await ports().outbox.take(tenant, lane, noon)).toBeUndefined();
      },
    );

    it('lists the lanes in which something may go out', async () => {
      const lane = unique('lane');
      const { tenant } = await fill(lane, 'A1');
      const isListed = async (now: string) =>
        (await ports().outbox.waitingLanes(now)).some(each => each.tenant === tenant && each.lane === lane);
      expect(await isListed(noon)).toBe(true);
      const pending = await take(tenant, lane);
      expect(await isListed(noon), 'taken').toBe(false);
      await ports().outbox.settle(pending, { kind: 'retry', at: later(5000), code: 'throttled' });
      expect(await isListed(later(4999)), 'waiting').toBe(false);
      expect(await isListed(later(5000)), 'due').toBe(true);
      await ports().outbox.settle(await take(tenant, lane, later(5000)), { kind: 'done' });
      expect(await isListed(later(5000)), 'empty').toBe(false);
    });
  });

  describe(`gathered effects: ${name}`, () => {
    const gathered = (lane: string, action: string): Effect => ({ ...remind(lane, action), gathered: 'morning' });
    const allOf = (pending: PendingEffect) => [pending, ...pending.along].map(actionOf);
    /** Appends these in one lane, each from a case of its own. */
    async function gather(tenant: string, ...effects: readonly Effect[]): Promise<void> {
      for (const effect of effects)
        await ports().events.append(append(newStream(tenant), 0, { events: [goal('a')], effects: [effect] }));
    }
    const settled = async (tenant: string, lane: string) => await ports().outbox.take(tenant, lane, later(3_600_000));

    it('are handed out together, of several cases and wherever they stand in the lane', async () => {
      const [lane, tenant] = [unique('lane'), unique('tenant')];
      await gather(tenant, gathered(lane, 'A1'), remind(lane, 'A2'), gathered(lane, 'A3'), gathered(lane, 'A4'));
      const pending = await take(tenant, lane);
      expect(allOf(pending)).toEqual(['A1', 'A3', 'A4']);
      expect(new Set([pending, ...pending.along].map(one => one.case)).size).toBe(3);
      expect(pending.along).toMatchObject([
        { tenant, lane, attempts: 0, interrupted: false, along: [] },
        { tenant, lane, attempts: 0, interrupted: false, along: [] },
      ]);
      await ports().outbox.settle(pending, { kind: 'done', messageId: 'message-1' });
      const left = await take(tenant, lane);
      expect(allOf(left)).toEqual(['A2']);
      await ports().outbox.settle(left, { kind: 'done' });
      expect(await settled(tenant, lane)).toBeUndefined();
    });

    it('wait behind what stands before them, and bring nothing along for it', async () => {
      const [lane, tenant] = [unique('lane'), unique('tenant')];
      await gather(tenant, remind(lane, 'A1'), gathered(lane, 'A2'), gathered(lane, 'A3'));
      const head = await take(tenant, lane);
      expect(allOf(head)).toEqual(['A1']);
      await ports().outbox.settle(head, { kind: 'done' });
      expect(allOf(await take(tenant, lane))).toEqual(['A2', 'A3']);
    });

    it('stay in their own lane and with their own tenant', async () => {
      const [lane, other, tenant] = [unique('lane'), unique('lane'), unique('tenant')];
      await gather(tenant, gathered(lane, 'A1'));
      await gather(tenant, gathered(other, 'A2'));
      await gather(unique('tenant'), gathered(lane, 'A3'));
      expect(allOf(await take(tenant, lane))).toEqual(['A1']);
    });

    it.each<[string, Outcome]>([
      ['failed', { kind: 'failed', code: 'blockedByUser' }],
      ['possibly sent', { kind: 'possiblySent' }],
    ])('are settled together when they are %s', async (_name, outcome) => {
      const [lane, tenant] = [unique('lane'), unique('tenant')];
      await gather(tenant, gathered(lane, 'A1'), gathered(lane, 'A2'));
      await ports().outbox.settle(await take(tenant, lane), outcome);
      expect(await settled(tenant, lane)).toBeUndefined();
    });

    it('are tried again together, with what has come since', async () => {
      const [lane, tenant] = [unique('lane'), unique('tenant')];
      await gather(tenant, gathered(lane, 'A1'), gathered(lane, 'A2'));
      const busy = { kind: 'retry', at: later(20_000), code: 'tooManyRequests' } as const;
      await ports().outbox.settle(await take(tenant, lane), busy);
      await gather(tenant, gathered(lane, 'A3'));
      expect(await ports().outbox.take(tenant, lane, later(19_999))).toBeUndefined();
      const again = await take(tenant, lane, later(20_000));
      expect(allOf(again)).toEqual(['A1', 'A2', 'A3']);
      expect([again, ...again.along].map(({ attempts, interrupted }) => [attempts, interrupted])).toEqual([
        [1, false],
        [1, false],
        [0, false],
      ]);
    });

    it('come out once, however many ask at the same moment', async () => {
      const [lane, tenant] = [unique('lane'), unique('tenant')];
      await gather(tenant, gathered(lane, 'A1'), gathered(lane, 'A2'));
      const taken = await Promise.all(Array.from({ length: 8 }, () => ports().outbox.take(tenant, lane, noon)));
      expect(taken.flatMap(each => (each === undefined ? [] : [allOf(each)]))).toEqual([['A1', 'A2']]);
    });
  });

  describe(`posted cards: ${name}`, () => {
    it('are remembered with their message, oldest first, when their effect is settled', async () => {
      const stream = newStream();
      const [conference, chat, lane] = [unique('conference'), unique('chat'), unique('lane')];
      const board = postBoard(lane, conference);
      const form = postForm(lane, conference);
      await ports().events.append(
        append(stream, 0, { events: [conferenceOpened(conference, chat)], effects: [board, form] }),
      );
      await ports().outbox.settle(await take(stream.tenant, lane), { kind: 'done', messageId: 'message-1' });
      await ports().outbox.settle(await take(stream.tenant, lane), { kind: 'done', messageId: 'message-2' });
      expect(await ports().posted.of(stream.tenant, conference)).toEqual([
        { token: tokenOf(board), form: 'board', conversation: chat, messageId: 'message-1' },
        {
          token: tokenOf(form),
          form: 'raiseRisk',
          phase: 'risks.raise',
          conversation: chat,
          messageId: 'message-2',
        },
      ]);
      expect(await ports().posted.of(unique('tenant'), conference)).toEqual([]);
    });

    it('hold no reminders and nothing that was not posted', async () => {
      const stream = newStream();
      const [conference, lane] = [unique('conference'), unique('lane')];
      await ports().events.append(
        append(stream, 0, {
          events: [conferenceOpened(conference, unique('chat'))],
          effects: [{ ...remind(lane, 'A1'), conference }, postForm(lane, conference), postForm(lane, conference)],
        }),
      );
      await ports().outbox.settle(await take(stream.tenant, lane), { kind: 'done', messageId: 'message-1' });
      await ports().outbox.settle(await take(stream.tenant, lane), { kind: 'failed', code: 'refused' });
      await ports().outbox.settle(await take(stream.tenant, lane), { kind: 'possiblySent' });
      expect(await ports().posted.of(stream.tenant, conference)).toEqual([]);
    });
  });
}

function tokenOf(effect: object): string {
  return 'token' in effect && typeof effect.token === 'string' ? effect.token : '';
}
