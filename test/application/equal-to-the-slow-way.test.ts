import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaseReader } from '../../src/application/case-reader.ts';
import { createExecute, type Outlets } from '../../src/application/execute.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import type { StreamId } from '../../src/ports/event-store.ts';
import type { Snapshots } from '../../src/ports/snapshots.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { type AnyStep, anyCases } from '../support/any-case.ts';
import { type House, openHouse } from '../support/house.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

// What makes it fast (states that are remembered, decisions behind what is still being written, appends and reads that are gathered, snapshots) may
// change nothing: the slow way is `decide` and `fold`, one press after the other, on nothing but the events.

const renderer = createRenderer({
  cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
  zone: houseZone,
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
});
const noSnapshots: Snapshots = { latest: async () => undefined, keep: async () => undefined };
const outlets: Outlets = { deliver() {}, showBoard() {}, refreshBoard() {} };

/** Presses that come together, at one moment: 1 to 16. */
function bursts(steps: readonly AnyStep[]): readonly (readonly AnyStep[])[] {
  const all: AnyStep[][] = [];
  const sizes = [1, 7, 2, 16, 1, 1, 4];
  for (let from = 0; from < steps.length; ) {
    const size = sizes[all.length % sizes.length] ?? 1;
    // Three weeks lie between two conferences, and presses of two days don't come together.
    const day = steps[from]?.context.today;
    const burst = steps.slice(from, from + size).filter(({ context }) => context.today === day);
    all.push(burst);
    from += burst.length;
  }
  return all;
}

type Told = { readonly refused: readonly unknown[] } | { readonly recorded: readonly unknown[] };

function slowWay(together: readonly (readonly AnyStep[])[]) {
  let state: CaseState | undefined;
  const told: Told[] = [];
  const events: CaseEvent[] = [];
  for (const burst of together) {
    const now = burst[0]?.context.now ?? '';
    for (const { press, context } of burst) {
      const decision = decide(state, press.command, { ...context, now });
      if (decision.kind === 'refused') {
        told.push({ refused: decision.refusals });
        continue;
      }
      const { person, organisation } = context.actor;
      const actor = { person, ...(organisation !== undefined && { organisation }) };
      const made = decision.events.map((event): CaseEvent => ({ id: '', at: now, actor, ...event }));
      told.push({ recorded: decision.events });
      events.push(...made);
      state = fold(made, state);
    }
  }
  return { state, told, events };
}

async function fastWay(storage: Storage, stream: StreamId, together: readonly (readonly AnyStep[])[]) {
  const clock = createManualClock('2026-11-20T08:00:00.000Z');
  const reader = createCaseReader({ ...storage, log: quiet });
  const execute = createExecute(
    {
      ...storage,
      clock,
      ids: randomIds,
      log: quiet,
      approaches: usualApproaches,
      calendar: publicHolidaysOnly,
      processDirectors: [],
    },
    reader,
    outlets,
  );
  const told: Told[] = [];
  for (const burst of together) {
    clock.set(burst[0]?.context.now ?? '');
    const outcomes = await Promise.all(
      burst.map(({ press, context }) =>
        execute({
          stream,
          command: press.command,
          context,
          answer: () => ({ card: { type: 'AdaptiveCard' }, tokens: [] }),
        }),
      ),
    );
    for (const outcome of outcomes) {
      if (outcome.kind === 'again') throw new Error('nobody pressed the same');
      told.push(outcome.kind === 'refused' ? { refused: outcome.refusals } : { recorded: outcome.accepted.events });
    }
  }
  await reader.settled();
  return { told, known: reader.known(stream)?.state };
}

/** What people see in the end: the minutes of each conference, and its board. */
function shown(state: CaseState | undefined): string {
  if (state === undefined) return 'no case';
  return JSON.stringify(
    state.conferences.map(({ id, closed }) => [
      closed === undefined ? 'open' : minutesOf(state, id),
      renderer.render({
        kind: 'board',
        language: 'nl',
        state,
        conference: id,
        token: 't',
        now: '2026-11-20T09:00:00.000Z',
      }),
    ]),
  );
}
const withoutIds = (events: readonly CaseEvent[]) => JSON.stringify(events.map(event => ({ ...event, id: '' })));

async function expectEqual(fast: Storage, other: Storage, tenant: string, steps: readonly AnyStep[]): Promise<void> {
  const code = 'ZVH-2026-014';
  const stream = { tenant, case: steps.map(({ after }) => after?.code).find(one => one !== undefined) ?? code };
  const together = bursts(steps);
  const expected = slowWay(together);
  const { told, known } = await fastWay(fast, stream, together);
  expect(told).toEqual(expected.told);
  const read = expected.state === undefined ? [] : await other.events.read(stream);
  expect(withoutIds(read)).toBe(withoutIds(expected.events));
  expect(known).toEqual(expected.state);
  for (const snapshots of [noSnapshots, other.snapshots]) {
    const { state } = await createCaseReader({ events: other.events, snapshots, log: quiet }).load(stream);
    expect(state).toEqual(expected.state);
    expect(shown(state)).toBe(shown(expected.state));
  }
}

describe('a case that many press on at once', () => {
  let house: House;
  let server: TestPostgres;
  let one: Storage;
  let two: Storage;
  beforeAll(async () => {
    house = await openHouse();
    server = await startPostgres();
    const databaseUrl = await server.createMadeDatabase();
    const open = () => openStorage({ databaseUrl, dataDir: '', masterKeys, log: quiet });
    one = await open();
    two = await open();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([house?.close(), one?.close(), two?.close()]);
    await server?.stop();
  });

  it('comes out as if they had pressed one after the other, on the embedded database', async () => {
    for (const [index, steps] of anyCases(12).entries())
      await expectEqual(house.storage, house.storage, `slow way ${index}`, steps);
  }, 60_000);

  it('comes out as if they had pressed one after the other, on a server, for another process too', async () => {
    for (const [index, steps] of anyCases(30).entries()) await expectEqual(one, two, `slow way ${index}`, steps);
  }, 60_000);

  it('closes conferences in these cases, so that snapshots are read', async () => {
    const closed = anyCases(30).filter(steps =>
      steps.some(({ events }) => events.some(({ type }) => type === 'ConferenceClosed')),
    );
    expect(closed.length).toBeGreaterThan(5);
    const kept = await Promise.all(
      anyCases(30).map(async (steps, index) => {
        const code = steps.at(-1)?.after?.code ?? '';
        return two.snapshots.latest({ tenant: `slow way ${index}`, case: code });
      }),
    );
    expect(kept.filter(one => one !== undefined).length).toBeGreaterThan(3);
  });
});
