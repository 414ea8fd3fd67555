import { statfsSync } from 'node:fs';
import type { PGlite, PGliteTransaction } from 'kysely';
import type { fromPglite } from 'pg-boss';
import { AdapterError } from '../ports/adapter-error.ts';

/** Four files of the write-ahead log. What is begun with this much free ends well. */
const keptFreeBytes = 64 * 2 ** 20;

/** Throws when there's no room to write. */
export type AssertRoom = () => void;

/**
 * Throws `storage.full` while less than 64 MB is free where the directory is. A disk that tells no size counts as large.
 * @param statfs what the file system says; another one in tests
 */
export function assertRoomOn(directory: string, statfs: (path: string) => Room = statfsSync): void {
  const { blocks, bavail, bsize } = statfs(directory);
  if (blocks === 0 || bavail * bsize >= keptFreeBytes) return;
  throw new AdapterError(
    `The disk of ${directory} has less than ${keptFreeBytes / 2 ** 20} MB free. Nothing is recorded until there is room; what is there can be read`,
    { code: 'storage.full', retryable: true },
  );
}
export interface Room {
  readonly blocks: number;
  readonly bavail: number;
  readonly bsize: number;
}

/** Whatever isn't plainly one of these may write; a function of ours does. */
const reading =
  /^\s*(select(?! (append_batch|claim_board|take_effects|settle_effects)\b)|show|set|begin|commit|rollback)\b[^;]*;?\s*$/i;

/**
 * All that Kysely asks, without beginning a write on a disk that is nearly full. A database that runs out of room in its
 * write-ahead log can't go on: PGlite turns round in itself then, for ever, and the whole process with it. Reading goes on.
 */
export function withRoom(lite: PGlite, assertRoom: AssertRoom): PGlite {
  const guarded = <Asked extends Pick<PGlite, 'query'>>(asked: Asked): PGlite['query'] => {
    return async (...statement) => {
      if (!reading.test(statement[0])) assertRoom();
      return asked.query(...statement);
    };
  };
  return {
    get ready() {
      return lite.ready;
    },
    get closed() {
      return lite.closed;
    },
    waitReady: lite.waitReady,
    close: () => lite.close(),
    query: guarded(lite),
    // Refused inside, not at its beginning: Kysely waits for the beginning, and would wait for ever.
    transaction: work =>
      lite.transaction(trx => {
        const roomy: PGliteTransaction = { query: guarded(trx), rollback: () => trx.rollback() };
        return work(roomy);
      }),
  };
}

type JobsDatabase = ReturnType<typeof fromPglite>;

/** The same for all that pg-boss asks. */
export function jobsWithRoom(database: JobsDatabase, assertRoom: AssertRoom): JobsDatabase {
  return {
    ...database,
    async executeSql(text, values) {
      if (!reading.test(text)) assertRoom();
      return database.executeSql(text, values);
    },
  };
}
