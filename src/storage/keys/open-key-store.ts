import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Log } from '../../ports/log.ts';
import { createDatabase, type Database, type Trx } from '../database.ts';
import { openConnections } from '../server.ts';
import type { Tables } from '../tables.ts';
import { openKeyFiles } from './key-files.ts';
import type { KeyStore } from './key-store.ts';
import { createKeyTable } from './key-table.ts';

/** What decides where wrapped keys live. */
export interface KeyPlace {
  /** A database, or a role, of their own. */
  readonly keysDatabaseUrl?: string;
  /** Of the data. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
}

/**
 * In order: where `keysDatabaseUrl` points; `<dataDir>/keys` beside an embedded database on disk; else the schema `keys` of the
 * database of the data, for which that database has to be open.
 */
export async function openKeyStore(place: KeyPlace, data: Database | undefined, log: Log): Promise<KeyStore> {
  const { keysDatabaseUrl, databaseUrl, dataDir } = place;
  if (keysDatabaseUrl !== undefined) return openKeysDatabase(keysDatabaseUrl, keysDatabaseUrl === databaseUrl, log);
  if (databaseUrl === undefined && dataDir !== 'memory://') return openKeyFiles(join(dataDir, 'keys'));
  if (data !== undefined) return besideData(data, async () => undefined);
  if (databaseUrl === undefined) throw new Error('keys in memory need the database that is in memory');
  const { kysely, close } = openConnections(databaseUrl, { max: 2, log });
  return besideData(createDatabase(kysely), close);
}

function besideData(database: Database, close: () => Promise<void>): KeyStore {
  return createKeyTable(database, { schema: 'keys', besideData: true, close });
}

async function openKeysDatabase(url: string, sameRole: boolean, log: Log): Promise<KeyStore> {
  const { kysely, close } = openConnections(url, { max: 4, log });
  const database = createDatabase(kysely);
  try {
    await database.transact(trx => makeTable(trx));
  } catch (error) {
    await close();
    throw error;
  }
  return createKeyTable(database, { schema: 'rondetafel_keys', besideData: sameRole, close });
}

/** Transactions that take the lock of this number wait for each other. */
const making = 7_305_115;

/** Looks before it makes: a role that was given a table needn't be allowed to make one. */
async function makeTable(trx: Trx): Promise<void> {
  if (await isThere(trx)) return;
  await sql`select pg_advisory_xact_lock(${sql.lit(making)})`.execute(trx);
  if (await isThere(trx)) return;
  await sql`create schema if not exists rondetafel_keys`.execute(trx);
  await sql`create table rondetafel_keys.data_keys (
    key_id text primary key,
    tenant text not null,
    scope text not null,
    master_key text not null,
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    unique (tenant, scope)
  )`.execute(trx);
}

async function isThere(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (
    select from pg_catalog.pg_tables where schemaname = 'rondetafel_keys' and tablename = 'data_keys'
  ) as there`.execute(db);
  return rows[0]?.there === true;
}
