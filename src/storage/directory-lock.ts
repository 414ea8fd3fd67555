import { DatabaseSync } from 'node:sqlite';
import { AdapterError } from '../ports/adapter-error.ts';

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes `<directory>.lock` for this process, or throws `storage.inUse`. The lock is the kernel's (through SQLite's exclusive
 * lock), so a process that is killed leaves none behind. Two processes on one embedded directory would destroy it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const lock = new DatabaseSync(`${directory}.lock`);
  try {
    lock.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    lock.close();
    throw new AdapterError(
      `The embedded database in ${directory} is in use by another process. Stop that one, or give all of them the same DATABASE_URL`,
      { code: 'storage.inUse', cause },
    );
  }
  return { release: () => lock.close() };
}
