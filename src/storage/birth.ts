import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from './keys/key-file.ts';

/** To be called when the database has opened: from then on what is in the folder is kept. */
export type Born = () => Promise<void>;

const unborn = 'unborn';
const born = 'born';
/** Files that are flushed at the same moment. */
const atOnce = 32;

/**
 * A database comes into its folder as a thousand files, and PGlite takes it for whole when one of them, `PG_VERSION`, is there. A process
 * that is killed between that one and the last would leave a folder that never opens. So an empty folder gets a mark, the file
 * `unborn`, until all files are on the disk. A folder in which it still stands holds nothing that was ever acknowledged: it's put aside,
 * as `<directory>.stillborn`. A folder without it is left as it is. Only for whoever has the lock of the directory.
 */
export async function prepareBirth(directory: string): Promise<Born> {
  const mark = join(directory, 'unborn');
  const said = await readFile(mark, 'utf8').catch(() => undefined);
  // The word counts, not the file: one that was removed may come back after a power cut.
  if (said !== undefined && said !== born) await putAside(directory);
  else if ((await readdir(directory)).length > 0) return () => rm(mark, { force: true });
  await write(mark, unborn);
  await flushFolder(directory);
  return async () => {
    await flushAll(directory);
    await write(mark, born);
    await rm(mark);
  };
}

async function putAside(directory: string): Promise<void> {
  const aside = `${directory}.stillborn`;
  await rm(aside, { recursive: true, force: true });
  await rename(directory, aside);
  await mkdir(directory, { mode: 0o700 });
}

async function write(path: string, word: string): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(word);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** PGlite copies the files of a new database without flushing them: a power cut would take them long after its birth. */
async function flushAll(directory: string): Promise<void> {
  const all = await readdir(directory, { recursive: true, withFileTypes: true });
  const left = all.map(entry => ({ path: join(entry.parentPath, entry.name), isFile: entry.isFile() }));
  const flush = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop())
      await (one.isFile ? flushFile(one.path) : flushFolder(one.path));
  };
  await Promise.all(Array.from({ length: atOnce }, flush));
  await flushFolder(directory);
}

async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
