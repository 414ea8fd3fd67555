import { createCaseReader } from '../../src/application/case-reader.ts';
import type { StreamId } from '../../src/ports/event-store.ts';
import type { Snapshots } from '../../src/ports/snapshots.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { startPostgres } from '../support/postgres.ts';
import { chair, partners } from '../support/round-table.ts';
import { createStubConnector, type StubConnector, stubPeople } from '../support/stub-connector.ts';
import { openLayered } from './layered-house.ts';
import { createLeanClient, type LeanCard } from './lean-client.ts';
import { longCase } from './long-case.ts';
import { share } from './measure.ts';

/**
 * What a press costs on a case with a long history, and how long it takes to read such a case when it isn't at hand: `npm run bench:curve`. The bot as in
 * production on PostgreSQL; the cases are pressed by turns, so that the machine's mood is the same for all. `CALLS`: presses on each.
 */
const calls = Number(process.env.CALLS ?? 400);
const sizes = (process.env.SIZES ?? '100,1000,10000,50000').split(',').map(Number);
const loads = 9;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const noSnapshots: Snapshots = { latest: async () => undefined, keep: async () => undefined };
const seated = partners.slice(0, 10);

function streamOf(stub: StubConnector, size: number): StreamId {
  return { tenant: stub.tenant, case: `ZVH-2026-${String(sizes.indexOf(size) + 1).padStart(3, '0')}` };
}

async function fill(storage: Storage, stub: StubConnector, size: number): Promise<number> {
  const stream = streamOf(stub, size);
  const sitting = (name: string) => ({ person: stub.person(name).entraId ?? '', name });
  const events = longCase(stream.case, size, sitting(chair), seated.map(sitting));
  let version = 0;
  let behind: string | undefined;
  for (let from = 0; from < events.length; from += 500) {
    const some = events.slice(from, from + 500);
    const appended = await storage.events.append({
      stream,
      expectedVersion: version,
      ...(behind !== undefined && { behind }),
      ...{ events: some, effects: [], dueMoments: [], tokens: [] },
    });
    if (appended.kind !== 'appended') throw new Error(appended.kind);
    version += some.length;
    behind = some.at(-1)?.id;
  }
  // As the bot does at every closing.
  const reader = createCaseReader({ ...storage, log });
  await reader.load(stream);
  await reader.settled();
  return events.length;
}

/** Milliseconds until the state is there, for a process that has seen nothing of it. */
async function coldLoad(databaseUrl: string, stream: StreamId, withSnapshots: boolean): Promise<number> {
  const times: number[] = [];
  for (let load = 0; load < loads; load++) {
    // Keys and statements are new each time as well.
    const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log });
    const reader = createCaseReader({ ...storage, log, ...(!withSnapshots && { snapshots: noSnapshots }) });
    const began = performance.now();
    await reader.load(stream);
    times.push(performance.now() - began);
    await storage.close();
  }
  return share(times, 0.5);
}

const masterKeys = { current: createLocalMasterKey(Buffer.alloc(32, 1)) };
const server = await startPostgres();
try {
  const databaseUrl = await server.createDatabase();
  const stub = await createStubConnector({ people: stubPeople([chair, ...partners]) });
  const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log });
  const filled: number[] = [];
  for (const size of sizes) {
    process.stderr.write(`${size} events\n`);
    filled.push(await fill(storage, stub, size));
  }
  await storage.close();
  const cold: (readonly [number, number])[] = [];
  for (const size of sizes) {
    const stream = streamOf(stub, size);
    cold.push([await coldLoad(databaseUrl, stream, true), await coldLoad(databaseUrl, stream, false)]);
  }

  const house = await openLayered({ guarded: true, without: [] }, { DATABASE_URL: databaseUrl }, stub);
  const cards: LeanCard[] = [];
  for (const size of sizes) {
    const table = await house.open(streamOf(stub, size).case);
    await table.join(seated);
    await table.move('volgende', 'risk.raise');
    const { id, chat, card } = await table.move('volgende', 'risk.rate');
    const [, token = ''] = /"token":"([^"]+)"/.exec(JSON.stringify(card)) ?? [];
    cards.push({ chat, id, verb: 'risk.rate', token });
  }
  const client = createLeanClient({ botUrl: house.bot.messages, stub, signed: house.signed, callers: 1 });
  const times = sizes.map((): number[] => []);
  const warmUp = Math.ceil(calls / 5);
  for (let call = 0; call < warmUp + calls; call++) {
    for (const [index, card] of cards.entries()) {
      const who = seated[call % seated.length] ?? chair;
      const ms = await client.press(who, card, { 'level:R1': 'high', 'reason:R1': `Melding ${call}` });
      if (call >= warmUp) times[index]?.push(ms);
    }
  }
  client.close();
  await house.dispose();
  await stub.close();

  console.log(`\n${calls} presses on each, one caller; ${loads} loads of each\n`);
  console.log('| events | p50 ms | p95 ms | of the first | cold load ms | without a snapshot ms |');
  console.log('|---|---|---|---|---|---|');
  const first = share(times[0] ?? [], 0.5);
  for (const [index, events] of filled.entries()) {
    const mine = times[index] ?? [];
    const [quick = 0, slow = 0] = cold[index] ?? [];
    const cells = [
      events,
      share(mine, 0.5).toFixed(2),
      share(mine, 0.95).toFixed(2),
      (share(mine, 0.5) / first).toFixed(2),
      quick.toFixed(0),
      slow.toFixed(0),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await server.stop();
}
process.exit();
