import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage, openStorageOn, type Storage } from '../../src/storage/open-storage.ts';
import { createKeptLog } from './kept-log.ts';
import { openMadeInMemory } from './made-database.ts';
import { startPostgres } from './postgres.ts';
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

export type EngineName = 'server' | 'embedded';

/** One of each for all files of a worker; they go with the worker. */
const databases = new Map<EngineName, Promise<Storage>>();

/** @param engine `embedded` (PGlite, in memory) where a test is about that; a server takes two thirds of its time */
export async function openHouse(engine: EngineName = 'server'): Promise<House> {
  const opened = databases.get(engine) ?? openDatabase(engine);
  databases.set(engine, opened);
  const storage = await opened;
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

async function openDatabase(engine: EngineName): Promise<Storage> {
  const masterKeys = { current: createLocalMasterKey(randomBytes(32)) };
  const options = { dataDir: 'memory://', masterKeys, log: createKeptLog() };
  if (engine === 'embedded') return openStorageOn(await openMadeInMemory(), options);
  const server = await startPostgres();
  return openStorage({ ...options, databaseUrl: await server.createMadeDatabase() });
}
