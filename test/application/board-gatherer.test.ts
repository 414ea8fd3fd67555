import { describe, expect, it } from 'vitest';
import { createBoardGatherer } from '../../src/application/board-gatherer.ts';
import type { LoadedCase } from '../../src/application/case-reader.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { BoardDue } from '../../src/ports/boards.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** Only what the gatherer asks of its neighbours, each pause over at once unless a test holds it. */
function gathering() {
  const claimed: string[] = [];
  const settled: boolean[] = [];
  const shownVersions: number[] = [];
  const loaded: string[] = [];
  let known: LoadedCase | undefined;
  const pauses: number[] = [];
  const failures: AdapterError[] = [];
  let editing: (() => void) | undefined;
  let hold: Promise<void> | undefined;
  const boardOf = (conference: string): BoardDue => ({
    tenant: 'house',
    case: 'ZVH-2026-014',
    conference,
    conversation: `19:${conference}@thread.v2`,
    messageId: '1',
    token: 't',
    wanted: 1,
  });
  const gatherer = createBoardGatherer(
    {
      boards: {
        async claim(_tenant, conference) {
          claimed.push(conference);
          return boardOf(conference);
        },
        async settle({ wanted }, shown) {
          settled.push(shown);
          shownVersions.push(wanted);
        },
        behind: async () => [],
      },
      // A chat that isn't there any more: there's nothing to draw and nothing to send.
      conversations: {
        async find() {
          editing?.();
          const failure = failures.shift();
          if (failure !== undefined) throw failure;
          return undefined;
        },
        personalOf: async () => undefined,
        save: async () => false,
      },
      chat: { post: async () => '1', edit: async () => undefined, personalChat: async via => via },
      renderer: { render: () => ({ type: 'AdaptiveCard' }), line: () => '' },
      clock: createManualClock('2026-03-02T12:00:00.000Z'),
      log: createKeptLog(),
    },
    {
      known: () => known,
      async load(stream) {
        loaded.push(stream.case);
        return { state: undefined, version: 1 };
      },
      remember: () => undefined,
      settled: async () => undefined,
    },
    async ms => {
      pauses.push(ms);
      await hold;
    },
  );
  return {
    gatherer,
    claimed,
    settled,
    pauses,
    failures,
    shownVersions,
    loaded,
    knows(version: number) {
      known = { state: undefined, version };
    },
    whileEditing(happens: () => void) {
      editing = () => {
        editing = undefined;
        happens();
      };
    },
    holdPauses() {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return resolve;
    },
  };
}

describe('a board that is behind', () => {
  it('is asked for once in the database when nobody asked for it meanwhile', async () => {
    const { gatherer, claimed, settled } = gathering();
    gatherer.show('house', 'C1');
    await gatherer.idle();
    expect({ claimed, settled }).toEqual({ claimed: ['C1'], settled: [true] });
  });

  it('is edited once more for whatever came while it was edited', async () => {
    const { gatherer, claimed, whileEditing } = gathering();
    whileEditing(() => {
      for (let press = 0; press < 5; press++) gatherer.show('house', 'C1');
    });
    gatherer.show('house', 'C1');
    await gatherer.idle();
    expect(claimed).toEqual(['C1', 'C1']);
  });

  it('shows what was recorded since it was asked for as well, without reading it back', async () => {
    const { gatherer, loaded, shownVersions, knows } = gathering();
    knows(3);
    gatherer.show('house', 'C1');
    await gatherer.idle();
    expect({ loaded, shownVersions }).toEqual({ loaded: [], shownVersions: [3] });
  });

  it('is read when another process recorded what it should show', async () => {
    const { gatherer, loaded, shownVersions, knows } = gathering();
    knows(0);
    gatherer.show('house', 'C1');
    await gatherer.idle();
    expect({ loaded, shownVersions }).toEqual({ loaded: ['ZVH-2026-014'], shownVersions: [1] });
  });

  it('is edited again by itself when Teams was busy', async () => {
    const { gatherer, settled, pauses, failures } = gathering();
    failures.push(new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 7_000 }));
    gatherer.show('house', 'C1');
    await gatherer.idle();
    expect(settled).toEqual([false, true]);
    expect(pauses[0]).toBeGreaterThanOrEqual(7_000);
  });

  it('rests for a second, and longer among many: a process edits fifty a second at most', async () => {
    const { gatherer, pauses, holdPauses } = gathering();
    gatherer.show('house', 'C0');
    await gatherer.idle();
    expect(pauses).toEqual([1_000]);
    const release = holdPauses();
    for (let board = 1; board <= 300; board++) gatherer.show('house', `C${board}`);
    await expect.poll(() => pauses.length).toBe(301);
    expect(pauses.slice(1)).toEqual(new Array(300).fill(6_000));
    release();
    await gatherer.idle();
  });
});
