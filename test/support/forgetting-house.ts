import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import type { Log } from '../../src/ports/log.ts';
import { caseScope } from '../../src/storage/case-keys.ts';
import type { KeyStore } from '../../src/storage/keys/key-store.ts';
import { openKeyStore } from '../../src/storage/keys/open-key-store.ts';
import { placeOfKey } from '../../src/storage/keys/place-of-key.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { placeOfEvent } from '../../src/storage/prepare-append.ts';
import { placeOfAnswer } from '../../src/storage/presses.ts';
import { open, type Place } from '../../src/storage/sealing.ts';
import { masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { putMadeDatabase } from './made-database.ts';
import type { TestPostgres } from './postgres.ts';

/** A row with sealed bytes, and the place in which it would open. */
export interface SealedRow {
  readonly tenant: string;
  readonly place: Place;
  readonly bytes: Uint8Array;
}

/** A house on a disk of its own, as whoever steals it, or puts a backup back, sees it. The storage is closed for each of these. */
export interface ForgettingHouse {
  readonly minutes: string;
  open(log: Log): Promise<Storage>;
  /** Every row of every table, as text; what is bytes once more as what they say. */
  dump(): Promise<string>;
  sealed(): Promise<readonly SealedRow[]>;
  keys(): Promise<KeyStore>;
  /** Every file: database, keys, minutes, lists. */
  files(): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]>;
  /** Copies everything: database, keys, minutes. */
  backUp(): Promise<void>;
  /** Puts everything back but the list of destroyed cases. */
  putBack(): Promise<void>;
  close(): Promise<void>;
}

const list = 'destroyed.jsonl';

export async function embeddedHouse(): Promise<ForgettingHouse> {
  const root = await mkdtemp(path.join(tmpdir(), 'rondetafel-forget-'));
  const dataDir = path.join(root, 'data');
  await putMadeDatabase(dataDir);
  const read: Read = async work => {
    const lite = await PGlite.create(path.join(dataDir, 'database'));
    try {
      return await work(async statement => (await lite.query<Record<string, unknown>>(statement)).rows);
    } finally {
      await lite.close();
    }
  };
  return {
    ...onDisk(root, dataDir, read),
    open: log => openStorage({ dataDir, masterKeys, log }),
    keys: () => openKeyStore({ dataDir }, undefined, quiet),
    async backUp() {
      await cp(dataDir, path.join(root, 'backup'), { recursive: true });
    },
    async putBack() {
      for (const name of await readdir(dataDir))
        if (name !== list) await rm(path.join(dataDir, name), { recursive: true, force: true });
      const filter = (source: string) => path.basename(source) !== list;
      await cp(path.join(root, 'backup'), dataDir, { recursive: true, filter });
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export async function serverHouse(server: TestPostgres): Promise<ForgettingHouse> {
  const root = await mkdtemp(path.join(tmpdir(), 'rondetafel-forget-'));
  const dataDir = path.join(root, 'data');
  let databaseUrl = await server.createDatabase();
  const read: Read = work => work(statement => rowsAt(databaseUrl, statement));
  let backup: string | undefined;
  const copyOf = async (url: string): Promise<string> => {
    const copy = await server.createDatabase();
    const [from, to] = [url, copy].map(one => new URL(one).pathname.slice(1));
    const admin = new URL(url);
    admin.pathname = '/postgres';
    await rowsAt(admin.href, `drop database ${to}`);
    await rowsAt(admin.href, `create database ${to} template ${from}`);
    return copy;
  };
  return {
    ...onDisk(root, dataDir, read),
    open: log => openStorage({ databaseUrl, dataDir, destroyedList: path.join(dataDir, list), masterKeys, log }),
    keys: () => openKeyStore({ dataDir, databaseUrl }, undefined, quiet),
    async backUp() {
      backup = await copyOf(databaseUrl);
      await cp(dataDir, path.join(root, 'backup'), { recursive: true });
    },
    async putBack() {
      if (backup === undefined) throw new Error('there is no backup');
      databaseUrl = await copyOf(backup);
      const filter = (source: string) => path.basename(source) !== list;
      await cp(path.join(root, 'backup'), dataDir, { recursive: true, filter });
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

async function rowsAt(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

type RowsOf = (statement: string) => Promise<readonly Record<string, unknown>[]>;
/** Opens the database for as long as the work takes. */
type Read = <Result>(work: (rowsOf: RowsOf) => Promise<Result>) => Promise<Result>;

function onDisk(
  root: string,
  dataDir: string,
  read: Read,
): Pick<ForgettingHouse, 'minutes' | 'dump' | 'sealed' | 'files'> {
  return {
    minutes: path.join(dataDir, 'minutes'),

    dump: () => read(dumpOf),
    sealed: () => read(sealedIn),

    async files() {
      const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
      const names = entries.filter(one => one.isFile()).map(one => path.join(one.parentPath, one.name));
      return Promise.all(names.map(async name => ({ name: path.relative(root, name), bytes: await readFile(name) })));
    },
  };
}

async function dumpOf(rowsOf: RowsOf): Promise<string> {
  const tables = await rowsOf(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const union = tables.map(({ name }) => `select t::text as row from ${String(name)} as t`).join(' union all ');
  const rows = (await rowsOf(union)).map(({ row }) => String(row));
  const said = rows.flatMap(row =>
    [...row.matchAll(/\\x([0-9a-f]+)/g)].map(match => Buffer.from(match[1] ?? '', 'hex').toString('latin1')),
  );
  return [...rows, ...said].join('\n');
}

async function sealedIn(rowsOf: RowsOf): Promise<readonly SealedRow[]> {
  const events = await rowsOf('select tenant, case_code, version, body from events');
  const presses = await rowsOf('select tenant, case_code, activity_id, answer from presses');
  const overviews = await rowsOf('select tenant, case_code, version, body from case_overviews');
  const people = await rowsOf('select tenant, person, body from people');
  const text = (row: Record<string, unknown>, column: string) => String(row[column]);
  const sealedRow = (row: Record<string, unknown>, place: Place, bytes: unknown): SealedRow => ({
    tenant: text(row, 'tenant'),
    place,
    bytes: bytes as Uint8Array,
  });
  return [
    ...events.map(row =>
      sealedRow(row, placeOfEvent(text(row, 'tenant'), text(row, 'case_code'), Number(row.version)), row.body),
    ),
    ...presses.map(row =>
      sealedRow(row, placeOfAnswer(text(row, 'tenant'), text(row, 'case_code'), text(row, 'activity_id')), row.answer),
    ),
    ...overviews.map(row => {
      const [tenant, code] = [text(row, 'tenant'), text(row, 'case_code')];
      return sealedRow(
        row,
        { tenant, scope: caseScope(code), kind: 'overview', position: text(row, 'version') },
        row.body,
      );
    }),
    ...people.map(row => {
      const tenant = text(row, 'tenant');
      return sealedRow(row, { tenant, scope: 'house', kind: 'profile', position: text(row, 'person') }, row.body);
    }),
  ];
}

/** What anybody with the master key can read of these rows with the keys that are still there: every key tried on every row. */
export async function openedWith(store: KeyStore, rows: readonly SealedRow[]): Promise<string> {
  const { keys } = await store.list();
  const opened: string[] = [];
  for (const stored of keys) {
    const place = placeOfKey({ tenant: stored.tenant, scope: stored.scope, keyId: stored.keyId });
    const key = { id: stored.keyId, bytes: await masterKeys.current.unwrap(place, stored.wrapped) };
    for (const row of rows.filter(one => one.tenant === stored.tenant)) {
      try {
        opened.push(JSON.stringify(open(key, row.place, row.bytes)));
      } catch {
        // Sealed with another key.
      }
    }
  }
  return opened.join('\n');
}
