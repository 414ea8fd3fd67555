import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Shelf } from '../ports/shelf.ts';
import { flushFolder, writeWholeFile } from './whole-file.ts';

/**
 * A folder on this machine or on a share. Only this process's user can read what is put there. An error of the file system has its own code
 * (`EACCES`, `ENOSPC`, `ENOTDIR`) and is retryable, because somebody can make room; its text isn't told, it names the folder of a case.
 * @param directory for instance `./data/minutes`. Made itself when it isn't there yet
 */
export function createFolderShelf(directory: string): Shelf {
  const root = resolve(directory);
  return {
    keepsRemoved: false,

    put: papers =>
      told('not filed', async () => {
        for (const [index, { name, bytes, hash }] of papers.entries()) {
          if (index === 0) await makeFolder(dirname(join(root, name)));
          await writeWholeFile(join(root, name), bytes);
          await writeWholeFile(join(root, hash.name), hash.bytes);
        }
      }),

    folders: () => told('not listed', () => namesIn(root)),
    filesIn: folder => told('not listed', () => namesIn(join(root, folder))),
    read: name => told('not read', () => readFile(join(root, name))),

    remove: name =>
      told('not deleted', async () => {
        const path = join(root, name);
        await rm(path, { recursive: true, force: true });
        await flushFolder(dirname(path));
      }),

    locationOf: name => name,
  };
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await flushFolder(dirname(first));
}

/** None when the folder isn't there: then nothing was ever filed. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
}

async function told<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    throw new AdapterError(`documents ${what}: ${code ?? 'unexpected error'}`, {
      code: code ?? 'unexpected',
      retryable: code !== undefined,
    });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
