import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../../ports/adapter-error.ts';
import { type DirectoryLock, tryLock } from '../directory-lock.ts';
import { inGroups } from './in-groups.ts';
import { clearLeftovers, destroyKeyFile, flushFolder, readKeyFile, writeKeyFile } from './key-file.ts';
import { damagedKey, type KeyStore, type StoredKey } from './key-store.ts';

const ending = '.key';
/** Longer than any change takes, and shorter than anyone waits for the answer to a press. */
const patienceMs = 5_000;

/**
 * `KeyStore` in a folder, a small file a key. Its name is a digest, so that a listing says nothing; the folder is its user's only.
 * Changes take a lock of the kernel's, so that `npm run keys` works beside a running bot; readers find a file whole or not at all.
 */
export async function openKeyFiles(folder: string): Promise<KeyStore> {
  await orUnavailable(async () => {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    if (made !== undefined) await flushFolder(join(folder, '..'));
  });
  await orUnavailable(() => locked(folder, () => clearLeftovers(folder)));
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time, in this process and in others. */
  function change<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(() => orUnavailable(() => locked(folder, work)));
    last = next.catch(() => undefined);
    return next;
  }

  async function read(tenant: string, scope: string): Promise<StoredKey | undefined> {
    const key = await readKeyFile(pathOf(folder, tenant, scope));
    if (key !== undefined && (key.tenant !== tenant || key.scope !== scope))
      throw damagedKey('a key file stands in the place of another one');
    return key;
  }

  return {
    besideData: false,

    async find(tenant, scopes) {
      const found = await orUnavailable(() => inGroups(scopes, scope => read(tenant, scope)));
      return found.filter(key => key !== undefined);
    },

    keep: key =>
      change(async () => {
        const kept = await read(key.tenant, key.scope);
        if (kept !== undefined) return kept;
        await writeKeyFile(pathOf(folder, key.tenant, key.scope), key);
        return key;
      }),

    replace: (key, from) =>
      change(async () => {
        const kept = await read(key.tenant, key.scope);
        if (kept?.keyId !== key.keyId || kept.masterKey !== from) return false;
        await writeKeyFile(pathOf(folder, key.tenant, key.scope), key);
        return true;
      }),

    destroy: (tenant, scope) => change(() => destroyKeyFile(pathOf(folder, tenant, scope))),

    async list() {
      const names = (await orUnavailable(() => readdir(folder))).filter(name => name.endsWith(ending)).toSorted();
      const found = await orUnavailable(() => inGroups(names, name => readNamed(folder, name)));
      return {
        keys: found.filter(one => typeof one === 'object'),
        damaged: found.filter(one => one === 'damaged').length,
      };
    },

    close: async () => {
      await last;
    },
  };
}

/** Undefined when it was destroyed since the folder was read. */
async function readNamed(folder: string, name: string): Promise<StoredKey | 'damaged' | undefined> {
  try {
    const key = await readKeyFile(join(folder, name));
    return key === undefined || nameOf(key.tenant, key.scope) === name ? key : 'damaged';
  } catch (error) {
    if (error instanceof AdapterError) return 'damaged';
    throw error;
  }
}

function pathOf(folder: string, tenant: string, scope: string): string {
  return join(folder, nameOf(tenant, scope));
}

function nameOf(tenant: string, scope: string): string {
  return `${createHash('sha256')
    .update(JSON.stringify([tenant, scope]))
    .digest('hex')
    .slice(0, 40)}${ending}`;
}

async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(join(folder, 'lock'));
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function waitForLock(path: string): Promise<DirectoryLock> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(path);
    if (lock !== undefined) return lock;
    if (performance.now() > until)
      throw new AdapterError('Storage: another process keeps the keys locked', { code: 'keys.busy', retryable: true });
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** What the file system says, as one of ours; its text holds a path and isn't repeated. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AdapterError) throw cause;
    const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
    throw new AdapterError(`Storage: the folder of the keys can't be used (${code})`, {
      code: code === 'ENOSPC' ? 'storage.full' : 'keys.unavailable',
      retryable: true,
      cause,
    });
  }
}
