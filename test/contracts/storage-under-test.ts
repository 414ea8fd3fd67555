import { CompiledQuery } from 'kysely';
import { Client } from 'pg';
import type { ChainHeads } from '../../src/ports/chain-heads.ts';
import type { Log } from '../../src/ports/log.ts';
import { createChainHeads } from '../../src/storage/audit/heads.ts';
import { createKeyRing } from '../../src/storage/case-keys.ts';
import { createDatabase } from '../../src/storage/database.ts';
import type { Engine } from '../../src/storage/engine.ts';
import type { KeyStore } from '../../src/storage/keys/key-store.ts';
import { createLocalMasterKey, type MasterKeys } from '../../src/storage/keys/master-key.ts';
import { openKeyStore } from '../../src/storage/keys/open-key-store.ts';
import { openStorage, openStorageOn, type Storage } from '../../src/storage/open-storage.ts';
import { openServer } from '../../src/storage/server.ts';
import { openMadeInMemory } from '../support/made-database.ts';

/** A storage with a back door: what a thief, or a careless administrator, would see and do. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** Where its wrapped keys are. */
  readonly keys: KeyStore;
  /** The same, with connections of its own where that's possible. */
  reopenKeys(): Promise<KeyStore>;
  /** The heads of its chains, kept in that folder. */
  headsIn(directory: string): ChainHeads;
  query(statement: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Opens the same database once more, with nothing in memory. To be given back to `forget`. */
  reopen(masterKeys?: MasterKeys): Promise<Storage>;
  forget(storage: Storage): Promise<void>;
  close(): Promise<void>;
}

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Fixed, so that the processes that tests start can have it too. */
export const masterKey: Uint8Array = Buffer.from('a3'.repeat(16) + '5c'.repeat(16), 'hex');
export const masterKeys: MasterKeys = { current: createLocalMasterKey(masterKey) };

export async function embeddedInMemory(): Promise<StorageUnderTest> {
  const engine = await openMadeInMemory();
  const options = { dataDir: 'memory://', masterKeys, log: quiet };
  const storage = await openStorageOn(engine, options);
  const database = createDatabase(engine.kysely);
  const openKeys = () => openKeyStore(options, database, quiet);
  const keys = await openKeys();
  return {
    storage,
    keys,
    headsIn: directory => createChainHeads(database, createKeyRing(keys, masterKeys), directory),
    reopenKeys: openKeys,
    async query(statement, parameters = []) {
      const compiled = CompiledQuery.raw(statement, [...parameters]);
      return (await engine.kysely.executeQuery<Record<string, unknown>>(compiled)).rows;
    },
    reopen: (keys = masterKeys) => openStorageOn(keptOpen(engine), { ...options, masterKeys: keys }),
    // Closing the second one would stop the jobs of the first: they share an instance.
    forget: async () => undefined,
    close: () => storage.close(),
  };
}

/** A database in memory is gone when it's closed, so a second storage on it may not close it. */
function keptOpen(engine: Engine): Engine {
  return { ...engine, close: async () => undefined };
}

export async function onServer(databaseUrl: string): Promise<StorageUnderTest> {
  const open = (keys: MasterKeys) => openStorage({ databaseUrl, dataDir: '', masterKeys: keys, log: quiet });
  const storage = await open(masterKeys);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const openKeys = () => openKeyStore({ databaseUrl, dataDir: '' }, undefined, quiet);
  const keys = await openKeys();
  const engine = await openServer(databaseUrl, quiet);
  const database = createDatabase(engine.kysely);
  return {
    storage,
    keys,
    headsIn: directory => createChainHeads(database, createKeyRing(keys, masterKeys), directory),
    reopenKeys: openKeys,
    query: async (statement, parameters = []) =>
      (await client.query<Record<string, unknown>>(statement, [...parameters])).rows,
    reopen: (keys = masterKeys) => open(keys),
    forget: reopened => reopened.close(),
    async close() {
      await client.end();
      await engine.close();
      await keys.close();
      await storage.close();
    },
  };
}

/** For the contract of `Boards`: an hour of edits in one statement. */
export function countEditsOf(subject: StorageUnderTest) {
  return async (tenant: string, conversation: string, moments: readonly string[]): Promise<void> => {
    await subject.query(
      `insert into board_edits (tenant, conversation, at)
       select $1, $2, moment::timestamptz from jsonb_array_elements_text($3::jsonb) as moment`,
      [tenant, conversation, JSON.stringify(moments)],
    );
  };
}
