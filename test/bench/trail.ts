import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamId } from '../../src/ports/event-store.ts';
import { linkMaker } from '../../src/storage/audit/chain.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { access } from '../contracts/access-log.contract.ts';
import { append, goal, newStream } from '../contracts/samples.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Measured, measure } from './measure.ts';

/**
 * What being provable costs a press: `node test/bench/trail.ts`. A change without and with its entry in the access log, what is shown (an entry of
 * its own), and the link of the chain by itself. One caller at a time, on the disk.
 */
const calls = Number(process.env.CALLS ?? 500);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function rows(name: string, storage: Storage): Promise<readonly [string, Measured][]> {
  const appendTo = async (stream: StreamId, version: number, logged: boolean) => {
    const parts = { events: [goal('Een doel')], ...(logged && { access: access({ action: 'change', why: 'doel' }) }) };
    const { kind } = await storage.events.append(append(stream, version, parts));
    if (kind !== 'appended') throw new Error(kind);
  };
  const [plain, withLog] = [newStream(), newStream()];
  return [
    [`${name}: a change, without an entry`, await measure(1, calls, call => appendTo(plain, call, false))],
    [`${name}: a change, with its entry`, await measure(1, calls, call => appendTo(withLog, call, true))],
    [`${name}: something shown`, await measure(1, calls, () => storage.access.record([{ ...withLog, ...access() }]))],
  ];
}

async function link(): Promise<Measured> {
  const key = { id: 'key', bytes: Buffer.alloc(32, 1) };
  const sealed = Buffer.alloc(500, 7);
  return measure(1, 100_000, async call => {
    const make = linkMaker(key, 'events', { tenant: 'tenant', digest: 'digest' });
    make('previous', { clear: [call, 'id', 'GoalSet', '2026-11-23T09:00:00.000Z', 'person', 'key'], sealed });
  });
}

const directory = await mkdtemp(join(tmpdir(), 'bench-trail-'));
const server = await startPostgres();
try {
  const masterKeys = { current: createLocalMasterKey(Buffer.alloc(32, 1)) };
  const embedded = await openStorage({ dataDir: directory, masterKeys, log });
  const measured = [...(await rows('embedded', embedded))];
  await embedded.close();
  const databaseUrl = await server.createDatabase();
  const onServer = await openStorage({ databaseUrl, dataDir: directory, masterKeys, log });
  measured.push(...(await rows('PostgreSQL', onServer)), ['one link, with its key', await link()]);
  await onServer.close();
  console.log('\n| what | p50 ms | p99 ms |\n|---|---|---|');
  for (const [name, { p50, p99 }] of measured) console.log(`| ${name} | ${p50.toFixed(3)} | ${p99.toFixed(3)} |`);
} finally {
  await server.stop();
  await rm(directory, { recursive: true });
}
