import { describe, expect, it } from 'vitest';
import type { BoardDue, Boards } from '../../src/ports/boards.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import {
  append,
  conferenceClosed,
  conferenceOpened,
  goal,
  later,
  newStream,
  noon,
  postBoard,
  unique,
} from './samples.ts';

export interface BoardsPorts {
  readonly events: EventStore;
  readonly outbox: Outbox;
  readonly boards: Boards;
  /** Counts edits of that chat as if they had been made at those moments. */
  countEdits(tenant: string, conversation: string, moments: readonly string[]): Promise<void>;
}

export function describeBoards(name: string, ports: () => BoardsPorts): void {
  async function post(tenant: string, lane: string, messageId: string): Promise<void> {
    const pending = await ports().outbox.take(tenant, lane, noon);
    if (pending === undefined) throw new Error('no board to post');
    await ports().outbox.settle(pending, { kind: 'done', messageId });
  }
  /** A conference whose board was posted as `message-1` at version 1. */
  async function openWithBoard() {
    const stream = newStream();
    const [conference, chat, lane] = [unique('conference'), unique('chat'), unique('lane')];
    const effects = [postBoard(lane, conference, 'board-token')];
    await ports().events.append(append(stream, 0, { events: [conferenceOpened(conference, chat)], effects }));
    await post(stream.tenant, lane, 'message-1');
    let version = 1;
    return {
      stream,
      conference,
      chat,
      lane,
      async record(text: string, effects: Parameters<typeof append>[2] = {}) {
        const outcome = await ports().events.append(append(stream, version, { events: [goal(text)], ...effects }));
        if (outcome.kind !== 'appended') throw new Error(outcome.kind);
        version = outcome.version;
      },
      claim: (now: string) => ports().boards.claim(stream.tenant, conference, now),
      async isBehind() {
        const behind = await ports().boards.behind();
        return behind.some(each => each.tenant === stream.tenant && each.conference === conference);
      },
    };
  }
  function due(claimed: BoardDue | { readonly waitMs: number } | undefined): BoardDue {
    if (claimed === undefined || 'waitMs' in claimed) throw new Error(`no board to edit: ${JSON.stringify(claimed)}`);
    return claimed;
  }

  describe(`boards: ${name}`, () => {
    it('have nothing to show right after they were posted', async () => {
      const room = await openWithBoard();
      expect(await room.claim(noon)).toBeUndefined();
      expect(await room.isBehind()).toBe(false);
    });

    it('are edited all the same when time alone changed what they say, within the same limits', async () => {
      const room = await openWithBoard();
      const anyway = (now: string) => ports().boards.claim(room.stream.tenant, room.conference, now, true);
      const board = due(await anyway(noon));
      expect(board).toMatchObject({ messageId: 'message-1', wanted: 1 });
      expect(await anyway(noon)).toEqual({ waitMs: expect.any(Number) });
      await ports().boards.settle(board, true);
      expect(await anyway(noon)).toEqual({ waitMs: 1000 });
      expect(await room.claim(later(1000))).toBeUndefined();
      expect(await room.isBehind()).toBe(false);
    });

    it('are unknown before they were posted', async () => {
      expect(await ports().boards.claim(unique('tenant'), unique('conference'), noon)).toBeUndefined();
    });

    it('want the version of every append, and show the last', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await room.record('b');
      expect(await room.isBehind()).toBe(true);
      const board = due(await room.claim(noon));
      expect(board).toEqual({
        tenant: room.stream.tenant,
        case: room.stream.case,
        conference: room.conference,
        conversation: room.chat,
        messageId: 'message-1',
        token: 'board-token',
        wanted: 3,
      });
      await ports().boards.settle(board, true);
      expect(await room.isBehind()).toBe(false);
      expect(await room.claim(later(60_000))).toBeUndefined();
    });

    it('are wanted again for what was appended while they were edited', async () => {
      const room = await openWithBoard();
      await room.record('a');
      const board = due(await room.claim(noon));
      await room.record('b');
      await ports().boards.settle(board, true);
      expect(due(await room.claim(later(1000))).wanted).toBe(3);
    });

    it('are edited by one at a time', async () => {
      const room = await openWithBoard();
      await room.record('a');
      const claims = await Promise.all(Array.from({ length: 5 }, () => room.claim(noon)));
      const boards = claims.filter(each => each !== undefined && 'messageId' in each);
      expect(boards).toHaveLength(1);
      const waiting = await room.claim(later(10_000));
      expect(waiting).toEqual({ waitMs: expect.any(Number) });
    });

    it('come back when an edit failed', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().boards.settle(due(await room.claim(noon)), false);
      expect(await room.isBehind()).toBe(true);
      expect(due(await room.claim(later(1000))).wanted).toBe(2);
    });

    it('are edited at most once a second', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().boards.settle(due(await room.claim(noon)), true);
      await room.record('b');
      expect(await room.claim(later(400))).toEqual({ waitMs: 600 });
      await ports().boards.settle(due(await room.claim(later(1000))), true);
    });

    it('share the second with the other boards of their chat', async () => {
      const room = await openWithBoard();
      await room.record('a');
      const { tenant } = room.stream;
      await ports().events.append(append(room.stream, 2, { events: [conferenceClosed()] }));
      const [other, conference, lane] = [newStream(tenant), unique('conference'), unique('lane')];
      await ports().events.append(
        append(other, 0, { events: [conferenceOpened(conference, room.chat)], effects: [postBoard(lane, conference)] }),
      );
      await post(tenant, lane, 'message-9');
      await ports().events.append(append(other, 1, { events: [goal('b')] }));
      const claims = await Promise.all([room.claim(noon), ports().boards.claim(tenant, conference, noon)]);
      expect(claims.filter(each => each !== undefined && 'messageId' in each)).toHaveLength(1);
      expect(claims.filter(each => each !== undefined && 'waitMs' in each)).toEqual([{ waitMs: 1000 }]);
    });

    it('stretch to three seconds in a busy hour', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().countEdits(room.stream.tenant, room.chat, secondsBefore(noon, 999));
      await ports().boards.settle(due(await room.claim(noon)), false);
      expect(await room.claim(later(1_000))).toEqual({ waitMs: 2_000 });
      expect(due(await room.claim(later(3_000))).wanted).toBe(2);
    });

    it('stop at 1,400 an hour, until the first of them is an hour ago', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().countEdits(room.stream.tenant, room.chat, secondsBefore(noon, 1_400));
      expect(await room.claim(later(10_000))).toEqual({ waitMs: 3_600_000 - 1_400_000 - 10_000 });
      expect(due(await room.claim(later(3_600_000 - 1_400_000))).wanted).toBe(2);
    });

    it('count per chat', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().countEdits(room.stream.tenant, unique('chat'), secondsBefore(noon, 1_400));
      await ports().countEdits(unique('tenant'), room.chat, secondsBefore(noon, 1_400));
      expect(due(await room.claim(noon)).wanted).toBe(2);
    });

    it('go on when our clock was set back', async () => {
      const room = await openWithBoard();
      await room.record('a');
      await ports().boards.settle(due(await room.claim(later(3_600_000))), false);
      expect(due(await room.claim(noon)).wanted).toBe(2);
    });

    it('move to a new message, and an edit of the old one no longer counts', async () => {
      const room = await openWithBoard();
      await room.record('a');
      const old = due(await room.claim(noon));
      await room.record('b', { effects: [postBoard(room.lane, room.conference, 'second-token')] });
      await room.record('c');
      await post(room.stream.tenant, room.lane, 'message-2');
      await ports().boards.settle(old, true);
      const board = due(await room.claim(later(1000)));
      expect(board).toMatchObject({ messageId: 'message-2', token: 'second-token', wanted: 4 });
    });

    it('of an earlier conference still show how it ended', async () => {
      const room = await openWithBoard();
      const [next, lane] = [unique('conference'), unique('lane')];
      await ports().events.append(
        append(room.stream, 1, {
          events: [conferenceClosed(), conferenceOpened(next, room.chat)],
          effects: [postBoard(lane, next)],
        }),
      );
      await post(room.stream.tenant, lane, 'message-2');
      await ports().events.append(append(room.stream, 3, { events: [goal('a')] }));
      expect(due(await room.claim(noon))).toMatchObject({ messageId: 'message-1', wanted: 2 });
      const other = await ports().boards.claim(room.stream.tenant, next, later(1000));
      expect(due(other)).toMatchObject({ messageId: 'message-2', wanted: 4 });
    });

    it('of an earlier conference are left alone', async () => {
      const room = await openWithBoard();
      await ports().events.append(append(room.stream, 1, { events: [conferenceClosed()] }));
      await ports().boards.settle(due(await room.claim(noon)), true);
      await ports().events.append(
        append(room.stream, 2, { events: [conferenceOpened(unique('conference'), room.chat)] }),
      );
      expect(await room.isBehind()).toBe(false);
    });
  });
}

/** One moment a second, the last of them a second before `moment`. */
function secondsBefore(moment: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, position) =>
    new Date(Date.parse(moment) - (position + 1) * 1_000).toISOString(),
  );
}
