/**
 * A disk that is full when a test says so, for a process that is started with `--import` of this file: a fake, because a real one
 * takes the rights to mount one. The file that `FULL_DISK` names says which part is full: every line is a piece of a path. Without
 * that file nothing is. A full disk says that nothing is free, takes what fits in the files that are there, and refuses what would
 * make them grow with ENOSPC. A line with `!` before it is a disk that fails: it refuses everything, and says nothing in advance.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const said = process.env.FULL_DISK ?? '';
const { writeSync, statfsSync } = fs;
const { open } = fs.promises;

function linesSaid(): readonly string[] {
  try {
    return fs.readFileSync(said, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

const isFull = (path: string) => linesSaid().some(line => path.includes(line));
const fails = (path: string) => linesSaid().some(line => line.startsWith('!') && path.includes(line.slice(1)));

function refuse(path: string): never {
  throw Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), { code: 'ENOSPC', errno: -28 });
}

function pathOf(descriptor: number): string {
  try {
    return fs.readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}

type Write = (descriptor: number, bytes: Uint8Array, offset: number, length: number, at: number | null) => number;
const write = writeSync as unknown as Write;
const guarded: Write = (descriptor, bytes, offset, length, at) => {
  const path = pathOf(descriptor);
  if (fails(path) || (isFull(path) && (at ?? 0) + length > fs.fstatSync(descriptor).size)) refuse(path);
  return write(descriptor, bytes, offset, length, at);
};
fs.writeSync = guarded as unknown as typeof fs.writeSync;

fs.statfsSync = ((path: string) => {
  const known = statfsSync(path);
  return isFull(path) ? { ...known, bavail: 0, bfree: 0 } : known;
}) as typeof fs.statfsSync;

fs.promises.open = (async (path: fs.PathLike, ...rest: [never?]) => {
  const handle = await open(path, ...rest);
  if (isFull(String(path)))
    handle.writeFile = async () => {
      await handle.truncate(0);
      refuse(String(path));
    };
  return handle;
}) as typeof open;

syncBuiltinESMExports();
