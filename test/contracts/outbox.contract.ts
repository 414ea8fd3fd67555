import { describe, expect, it } from 'vitest';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Outbox, PendingEffect } from '../../src/ports/outbox.ts';
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
