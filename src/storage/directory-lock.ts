import { DatabaseSync } from 'node:sqlite';
import { AdapterError } from '../ports/adapter-error.ts';

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes `<directory>.lock` for this process, or throws `storage.inUse`; `storage.unavailable` when the file can't be made. Two
 * processes on one embedded directory would destroy it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const lock = lockFile(`${directory}.lock`);
  if (lock !== undefined) return lock;
  throw new AdapterError(
    `The embedded database in ${directory} is in use by another process. Stop that one, or give all of them the same DATABASE_URL`,
    { code: 'storage.inUse' },
  );
}

function lockFile(path: string): DirectoryLock | undefined {
  try {
    return tryLock(path);
  } catch (cause) {
    throw new AdapterError(`The lock file ${path} can't be made or opened`, { code: 'storage.unavailable', cause });
  }
}

/** What SQLite says when another one has the lock. */
const busy = 5;

/**
 * Takes the lock that this file stands for, or undefined when another one has it. It's the kernel's (through SQLite's exclusive
 * lock), so a process that is killed leaves none behind. Throws what the file system says.
 */
export function tryLock(path: string): DirectoryLock | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw error;
  }
  return { release: () => lock.close() };
}
