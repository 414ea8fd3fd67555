import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const inProgress = new Set<string>();
let started = 0;

/**
 * Writes a file so that it's there whole or not at all, also after a power cut: under a temporary name in the same folder,
 * flushed to disk, then renamed over what stands there. Leftovers of an earlier attempt that was killed are removed. The
 * folder must exist. Rejects with what the file system says; nothing of this attempt remains then.
 */
export async function writeWholeFile(path: string, content: Uint8Array | string): Promise<void> {
  await removeLeftovers(path);
  started += 1;
  const temporary = join(dirname(path), `${temporaryPrefix(path)}${process.pid}-${started}.tmp`);
  inProgress.add(temporary);
  try {
    await writeFlushed(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    inProgress.delete(temporary);
  }
  await flushFolder(dirname(path));
}

/** Makes a rename or a new folder durable. Some network shares and Windows can't flush a folder; then it's theirs to keep. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function writeFlushed(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Only the archive writes here, one process at a time, so an unknown temporary file is one that nobody will finish. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const leftovers = (await readdir(folder))
    .filter(name => name.startsWith(temporaryPrefix(path)) && name.endsWith('.tmp'))
    .map(name => join(folder, name))
    .filter(leftover => !inProgress.has(leftover));
  for (const leftover of leftovers) await rm(leftover, { force: true });
}

function temporaryPrefix(path: string): string {
  return `.${basename(path)}.`;
}
