import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { fromPglite, PgBoss } from 'pg-boss';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import { prepareBirth } from './birth.ts';
import { lockDirectory } from './directory-lock.ts';
import { type AssertRoom, assertRoomOn, jobsWithRoom, withRoom } from './disk-room.ts';
import { withPreparedStatements } from './embedded-queries.ts';
import { bossOptions, type Engine } from './engine.ts';
import { SyncedNodeFS } from './synced-file-system.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the embedded database in `directory`, making it when it isn't there. A second process is refused (`storage.inUse`),
 * and so is a disk that isn't really written to (`storage.notDurable`) or that is nearly full (`storage.full`).
 */
export async function openEmbedded(directory: string, log?: Log): Promise<Engine> {
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  try {
    const assertRoom = () => assertRoomOn(directory);
    assertRoom();
    const born = await prepareBirth(directory);
    const files = new SyncedNodeFS(directory, why => endProcess(why, log));
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
    await born();
    return engineOf(lite, { release: () => lock.release(), assertRoom });
  } catch (error) {
    lock.release();
    if (error instanceof AdapterError) throw error;
    throw new AdapterError(`The embedded database in ${directory} can't be opened`, {
      code: 'storage.unavailable',
      cause: error,
    });
  }
}

/** One that is gone when it's closed, for tests. `contents` is what `dumpDataDir` of another one gave; empty without it. */
export async function openInMemory(contents?: Blob): Promise<Engine> {
  const lite = await PGlite.create({ ...(contents !== undefined && { loadDataDir: contents }) });
  return engineOf(lite, { release: () => undefined, assertRoom: () => undefined });
}

/**
 * The disk refused what the database can't do without. PostgreSQL would end itself; PGlite turns round in itself for ever instead, so
 * nothing would be answered any more. Whatever starts the process again finds everything that was acknowledged.
 */
function endProcess(why: string, log: Log | undefined): never {
  log?.error('storage.lost', { why });
  process.stderr.write(
    `Rondetafel ends: the disk of the embedded database failed (${why}). Look at its room and its health.\n`,
  );
  process.exit(1);
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

function engineOf(
  lite: PGlite,
  { release, assertRoom }: { readonly release: () => void; readonly assertRoom: AssertRoom },
): Engine {
  return {
    kysely: new Kysely<Tables>({
      dialect: new PGliteDialect({ pglite: withRoom(withPreparedStatements(lite), assertRoom) }),
    }),
    boss: new PgBoss({ ...bossOptions, db: jobsWithRoom(fromPglite(lite), assertRoom), backend: 'pglite' }),
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
