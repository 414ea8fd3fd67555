import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { damagedKey, type StoredKey } from './key-store.ts';

/** Of the text of a key file, so that another form can follow one day. */
const form = 1;

/** A file that is replaced or destroyed between opening and reading is empty; opened once more it's whole, or gone. */
const looks = 3;

/** The key in that file; undefined when there's no such file. Rejects with `storage.damaged` for anything else than a key. */
export async function readKeyFile(path: string): Promise<StoredKey | undefined> {
  for (let look = 1; ; look += 1) {
    const text = await readFile(path, 'utf8').catch(absent);
    const key = text === undefined ? undefined : parse(text);
    if (key !== 'damaged') return key;
    if (look === looks) throw damagedKey('a key file is damaged');
  }
}

/** There whole or not at all, for its own user only, also after a power cut. What stood there is overwritten on the disk. */
export async function writeKeyFile(path: string, key: StoredKey): Promise<void> {
  const fresh = draftOf(path);
  // What is there is of a process that was killed: only the holder of the folder's lock comes here.
  await shred(fresh);
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(textOf(key));
    await handle.sync();
  } finally {
    await handle.close();
  }
  const former = await openIfThere(path);
  try {
    await rename(fresh, path);
    await flushFolder(dirname(path));
    if (former !== undefined) await overwrite(former);
  } finally {
    await former?.close();
  }
}

/** Overwritten, emptied and gone, with what a killed process left of it. False when there was none. */
export async function destroyKeyFile(path: string): Promise<boolean> {
  const aside = goneOf(path);
  const leftovers = [await shred(draftOf(path)), await shred(aside)];
  // Under another name first: a reader finds it whole or not at all.
  const there = await rename(path, aside).then(() => true, absent);
  if (there === true) {
    await flushFolder(dirname(path));
    await shred(aside);
  }
  return there === true || leftovers.includes(true);
}

/** Finishes what a killed process had begun. Only for whoever has the folder's lock. */
export async function clearLeftovers(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(name => name.endsWith(draft) || name.endsWith(gone));
  for (const name of names) await shred(join(folder, name));
}

/** Makes what was renamed or removed in a folder durable. Windows can't flush a folder; its file system does so by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function shred(path: string): Promise<boolean> {
  const handle = await openIfThere(path);
  if (handle === undefined) return false;
  try {
    await overwrite(handle);
  } finally {
    await handle.close();
  }
  await rm(path);
  await flushFolder(dirname(path));
  return true;
}

async function overwrite(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  await handle.write(Buffer.alloc(size), 0, size, 0);
  await handle.sync();
  await handle.truncate(0);
  await handle.sync();
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r+').catch(absent);
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

const draft = '.draft';
const gone = '.gone';
function draftOf(path: string): string {
  return `${path}${draft}`;
}
function goneOf(path: string): string {
  return `${path}${gone}`;
}

function textOf({ tenant, scope, keyId, masterKey, wrapped }: StoredKey): string {
  return `${JSON.stringify({ form, tenant, scope, keyId, masterKey, wrapped: Buffer.from(wrapped).toString('base64') })}\n`;
}

function parse(text: string): StoredKey | 'damaged' {
  const read = parseJson(text);
  if (typeof read !== 'object' || read === null || Reflect.get(read, 'form') !== form) return 'damaged';
  const [tenant, scope, keyId, masterKey, wrapped] = ['tenant', 'scope', 'keyId', 'masterKey', 'wrapped'].map(name => {
    const value: unknown = Reflect.get(read, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  if (tenant === undefined || scope === undefined || keyId === undefined) return 'damaged';
  if (masterKey === undefined || wrapped === undefined) return 'damaged';
  return { tenant, scope, keyId, masterKey, wrapped: Buffer.from(wrapped, 'base64') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
