import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorageOn, type Storage } from '../../src/storage/open-storage.ts';
import { createKeptLog } from './kept-log.ts';
import { openMadeInMemory } from './made-database.ts';
import { openTable, type TableOptions, type TableUnderTest } from './table.ts';

/** One database and one folder for minutes, for all tests of a file. */
export interface House {
  readonly storage: Storage;
  /** Where minutes are filed. */
  readonly folder: string;
  /** A table of a new tenant. Closed by `tidy`. */
  open(options?: Partial<TableOptions>): Promise<TableUnderTest>;
  /** Closes the tables of this test. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** One for all files of a worker; it goes with the worker. */
let database: Promise<Storage> | undefined;

/**
 * On the embedded database, in memory: it does one thing at a time, so that what goes out beside each other comes in the same order each
 * time. A server takes two thirds of its time.
 */
export async function openHouse(): Promise<House> {
  database ??= openDatabase();
  const storage = await database;
  const folder = await mkdtemp(join(tmpdir(), 'minutes-'));
  const tables: TableUnderTest[] = [];
  return {
    storage,
    folder,
    async open(options = {}) {
      const archive = createFolderArchive({ directory: folder, log: createKeptLog() });
      const table = await openTable({ storage, archive, ...options });
      tables.push(table);
      return table;
    },
    async tidy() {
      for (const table of tables.splice(0)) await table.close();
    },
    async close() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openDatabase(): Promise<Storage> {
  const masterKeys = { current: createLocalMasterKey(randomBytes(32)) };
  return openStorageOn(await openMadeInMemory(), { dataDir: 'memory://', masterKeys, log: createKeptLog() });
}
