import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { fromPglite, PgBoss } from 'pg-boss';
import { AdapterError } from '../ports/adapter-error.ts';
import { lockDirectory } from './directory-lock.ts';
import { bossOptions, type Engine } from './engine.ts';
import { SyncedNodeFS } from './synced-file-system.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the embedded database in `directory`, making it when it isn't there; in memory without a directory (for tests). On
 * disk a second process is refused (`storage.inUse`), and so is a disk that isn't really written to (`storage.notDurable`).
 */
export async function openEmbedded(directory: string | undefined): Promise<Engine> {
  if (directory === undefined) return engineOf(await PGlite.create(), () => undefined);

  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  try {
    const files = new SyncedNodeFS(directory);
    const lite = await PGlite.create({
      fs: files,
      startParams: [
        // -F would switch fsync off.
        ...PGlite.defaultStartParams.filter(parameter => parameter !== '-F'),
        ...['-c', 'wal_sync_method=fsync'],
        ...['-c', 'shared_buffers=32MB'],
      ],
    });
    await proveDurable(lite, () => files.syncs);
    return engineOf(lite, () => lock.release());
  } catch (error) {
    lock.release();
    if (error instanceof AdapterError) throw error;
    throw new AdapterError(`The embedded database in ${directory} can't be opened`, {
      code: 'storage.unavailable',
      cause: error,
    });
  }
}

/** Writes a row and rejects with `storage.notDurable`, closing the database, when that made no file sync. */
export async function proveDurable(lite: Pick<PGlite, 'query' | 'close'>, syncs: () => number): Promise<void> {
  const before = syncs();
  await lite.query('create table if not exists start_up_probe (at timestamptz not null)');
  await lite.query('delete from start_up_probe');
  await lite.query('insert into start_up_probe values (now())');
  if (syncs() > before) return;
  await lite.close();
  throw new AdapterError('The embedded database does not sync its files to the disk; a power cut would lose data', {
    code: 'storage.notDurable',
  });
}

function engineOf(lite: PGlite, release: () => void): Engine {
  return {
    kysely: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: lite }) }),
    boss: new PgBoss({ ...bossOptions, db: fromPglite(lite), backend: 'pglite' }),
    alone: true,
    async close() {
      // Not kysely.destroy(): pg-boss uses the same instance, and an instance that no query went through would stay open.
      try {
        if (!lite.closed) await lite.close();
      } finally {
        release();
      }
    },
  };
}
