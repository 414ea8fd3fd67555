import { randomBytes } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { Client } from 'pg';
import type { Log } from '../../src/ports/log.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { openStorage, openStorageOn, type Storage } from '../../src/storage/open-storage.ts';

/** A storage with a back door: what a thief, or a careless administrator, would see and do. */
export interface StorageUnderTest {
  readonly storage: Storage;
  query(statement: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const masterKey = randomBytes(32);

export async function embeddedInMemory(): Promise<StorageUnderTest> {
  const engine = await openEmbedded(undefined);
  const storage = await openStorageOn(engine, { dataDir: 'memory://', masterKey, log: quiet });
  return {
    storage,
    async query(statement, parameters = []) {
      const result = await engine.kysely.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(statement, [...parameters]),
      );
      return result.rows;
    },
    close: () => storage.close(),
  };
}

export async function onServer(databaseUrl: string): Promise<StorageUnderTest> {
  const storage = await openStorage({ databaseUrl, dataDir: 'memory://', masterKey, log: quiet });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    storage,
    query: async (statement, parameters = []) =>
      (await client.query<Record<string, unknown>>(statement, [...parameters])).rows,
    async close() {
      await client.end();
      await storage.close();
    },
  };
}
