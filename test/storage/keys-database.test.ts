import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseScope } from '../../src/storage/case-keys.ts';
import type { KeyStore } from '../../src/storage/keys/key-store.ts';
import { openKeyStore } from '../../src/storage/keys/open-key-store.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { describeKeyStore, storedKey } from '../contracts/key-store.contract.ts';
import { append, goal, newStream } from '../contracts/samples.ts';
import { masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let keysDatabaseUrl: string;
let store: KeyStore;
const openKeys = (url: string) => openKeyStore({ keysDatabaseUrl: url, dataDir: '' }, undefined, quiet);
beforeAll(async () => {
  server = await startPostgres();
  keysDatabaseUrl = await server.createDatabase();
  store = await openKeys(keysDatabaseUrl);
}, 120_000);
afterAll(async () => {
  await store?.close();
  await server?.stop();
});

describeKeyStore(
  'a database of its own',
  () => store,
  () => openKeys(keysDatabaseUrl),
);

async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** What stands on the disk in the files of that table. */
async function fileOf(url: string, table: string): Promise<Buffer> {
  const [row] = await query(url, `checkpoint; select 1`).then(() =>
    query(url, `select pg_read_binary_file(pg_relation_filepath('${table}')) as file`),
  );
  return row?.file as Buffer;
}

describe('keys in a database of their own', () => {
  const open = (databaseUrl: string, log = createKeptLog()) =>
    openStorage({ databaseUrl, keysDatabaseUrl, dataDir: '', masterKeys, log });

  it('are made room for by processes that start together', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openKeys(url)));
    const key = storedKey();
    await stores[0]?.keep(key);
    expect(await stores[3]?.find(key.tenant, [key.scope])).toHaveLength(1);
    await Promise.all(stores.map(each => each.close()));
  });

  it('are in no file of the table any more after they are destroyed', async () => {
    const url = await server.createDatabase();
    const own = await openKeys(url);
    const wrapped = Buffer.from('a wrapped key of which nothing may remain');
    const key = storedKey({ wrapped });
    await own.keep(key);
    await own.keep(storedKey({ wrapped: Buffer.from('another one that stays') }));
    const table = 'rondetafel_keys.data_keys';
    expect((await fileOf(url, table)).includes(wrapped), 'it looks in the right place').toBe(true);
    await own.destroy(key.tenant, key.scope);
    const file = await fileOf(url, table);
    expect(file.includes(wrapped)).toBe(false);
    expect(file.includes('another one that stays')).toBe(true);
    await own.close();
  });

  it('are not beside the data, also those that were there before', async () => {
    const databaseUrl = await server.createDatabase();
    const stream = newStream();
    const before = await openStorage({ databaseUrl, dataDir: '', masterKeys, log: quiet });
    await before.events.append(append(stream, 0, { events: [goal('a')] }));
    await before.close();
    const beside = await query(databaseUrl, "select key_id, wrapped from keys.data_keys where scope like 'case:%'");
    expect(beside).toHaveLength(1);

    const log = createKeptLog();
    const after = await open(databaseUrl, log);
    expect(await after.events.read(stream)).toHaveLength(1);
    const fresh = newStream();
    await after.events.append(append(fresh, 0, { events: [goal('b')] }));
    await after.close();
    expect(log.lines.some(line => line.includes('keys.moved'))).toBe(true);
    expect(await query(databaseUrl, 'select * from keys.data_keys')).toEqual([]);
    expect((await fileOf(databaseUrl, 'keys.data_keys')).length).toBe(0);
    const [moved] = await store.find(stream.tenant, [caseScope(stream.case)]);
    expect(moved?.keyId).toBe(beside[0]?.key_id);
    expect(await store.find(fresh.tenant, [caseScope(fresh.case)])).toHaveLength(1);

    // A backup of the data that is put back holds keys again: they're the same ones, and go the same way.
    await query(
      databaseUrl,
      `insert into keys.data_keys (key_id, tenant, scope, master_key, wrapped)
         values ('${moved?.keyId}', '${moved?.tenant}', '${moved?.scope}', '${moved?.masterKey}', ''::bytea)`,
    );
    const again = await open(databaseUrl);
    expect(await again.events.read(stream)).toHaveLength(1);
    await again.close();
    expect(await query(databaseUrl, 'select * from keys.data_keys')).toEqual([]);
  }, 60_000);

  it('are warned about when they are beside the data', async () => {
    const databaseUrl = await server.createDatabase();
    const warned = async (parts: { readonly keysDatabaseUrl?: string }) => {
      const log = createKeptLog();
      const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log, ...parts });
      await storage.close();
      return log.lines.some(line => line.includes('keys.besideData'));
    };
    expect(await warned({})).toBe(true);
    expect(await warned({ keysDatabaseUrl: databaseUrl }), 'the same role in the same database').toBe(true);
    expect(await warned({ keysDatabaseUrl })).toBe(false);
  }, 60_000);

  it.skipIf(process.env.TEST_DATABASE_URL)(
    'may be of another role in the same database, which the data’s cannot read',
    async () => {
      const admin = await server.createDatabase();
      const name = new URL(admin).pathname.slice(1);
      const as = (role: string) => Object.assign(new URL(admin), { username: role }).href;
      await query(
        admin,
        `create role ${name}_data login; create role ${name}_keys login;
      grant create on database ${name} to ${name}_data, ${name}_keys; grant create on schema public to ${name}_data`,
      );
      const [data, keys] = [as(`${name}_data`), as(`${name}_keys`)];
      const storage = await openStorage({
        databaseUrl: data,
        keysDatabaseUrl: keys,
        dataDir: '',
        masterKeys,
        log: quiet,
      });
      const stream = newStream();
      await storage.events.append(append(stream, 0, { events: [goal('a')] }));
      expect(await storage.events.read(stream)).toHaveLength(1);
      await storage.close();
      await expect(query(data, 'select * from rondetafel_keys.data_keys')).rejects.toMatchObject({ code: '42501' });
      await expect(query(keys, 'select * from events')).rejects.toMatchObject({ code: '42501' });
      expect(await query(keys, "select scope from rondetafel_keys.data_keys where scope <> 'chain'")).toEqual([
        { scope: caseScope(stream.case) },
      ]);
      await query(admin, `drop owned by ${name}_data, ${name}_keys; drop role ${name}_data, ${name}_keys`);
    },
    60_000,
  );

  it('say that their server is away, and that trying again may help', async () => {
    const away = Object.assign(new URL(keysDatabaseUrl), { port: '1' }).href;
    await expect(openKeys(away)).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
  });
});
