import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { startOwnPostgres, type TestPostgres } from '../support/postgres.ts';
import { openTable } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let server: TestPostgres;
let databaseUrl: string;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rows-read-'));
  // On the one that all share an autovacuum may come by, and analyse the tables.
  server = await startOwnPostgres();
  databaseUrl = await server.createDatabase();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Conferences from the start to adopted minutes, each of a house of its own; whoever counts is told at the end of a connection. */
async function play(conferences: number): Promise<void> {
  const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log: quiet });
  for (let at = 0; at < conferences; at++) {
    const table = await openTable({ storage, archive: createFolderArchive({ directory, log: quiet }) });
    await playTo(table, 'adopted');
    await table.rondetafel.stop();
  }
  await storage.close();
}

/** Rows and entries of indexes that were looked at so far, by table. */
async function looked(): Promise<ReadonlyMap<string, number>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await gone(client);
  const { rows } = await client.query<{ name: string; looked: number }>(`
    select relname as name, (seq_tup_read + (
      select sum(idx_tup_read) from pg_stat_user_indexes as one where one.relid = tables.relid))::int as looked
    from pg_stat_user_tables as tables where schemaname = 'public' and relname not like 'kysely%'`);
  await client.end();
  return new Map(rows.map(({ name, looked: count }) => [name, count]));
}

/** Resolves when the server has let go of every other connection: until then it hasn't told what was looked at there. */
async function gone(client: Client): Promise<void> {
  const others = `select pid from pg_stat_activity where datname = current_database()
    and backend_type = 'client backend' and pid <> pg_backend_pid()`;
  await expect.poll(async () => (await client.query(others)).rows, { timeout: 20_000 }).toEqual([]);
}

it('a conference reads as much when there were many before it as when there were few, also when nobody analysed the tables', async () => {
  await play(1);
  const before = await looked();
  await play(2);
  const few = await looked();
  await play(4);
  await play(2);
  const between = await looked();
  await play(2);
  const many = await looked();
  expect(few.get('events')).toBeGreaterThan(50);
  for (const [table, count] of many) {
    const first = (few.get(table) ?? 0) - (before.get(table) ?? 0);
    const last = count - (between.get(table) ?? 0);
    // A read now and then is of whoever looks whether there's something to do.
    expect(last, table).toBeLessThanOrEqual(first * 1.3 + 60);
  }
}, 120_000);
