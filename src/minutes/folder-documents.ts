import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AdapterError } from '../ports/adapter-error.ts';
import type { CaseDocuments } from '../ports/case-documents.ts';
import { caseCode } from './minutes-values.ts';
import { flushFolder } from './whole-file.ts';

/** Lists of the cases of the house, which name the case too. */
const lists = 'caseload';

/**
 * What the folder archive has of a case: its own folder, and lists of the house in which it stands. A list is deleted whole: it's made anew
 * whenever somebody asks.
 */
export function createFolderDocuments(directory: string): CaseDocuments {
  const root = resolve(directory);

  async function forgetInLists(code: string): Promise<void> {
    const folder = join(root, lists);
    const names = await namesIn(folder);
    for (const name of names.filter(one => one.endsWith('.csv'))) {
      const text = await readFile(join(folder, name), 'utf8');
      if (!text.includes(`"${code}"`)) continue;
      await rm(join(folder, name), { force: true });
      await rm(join(folder, `${name}.sha256`), { force: true });
    }
    if (names.length > 0) await flushFolder(folder);
  }

  return {
    outOfReach: [],

    async codes() {
      return (await namesIn(root).catch(failed)).filter(isCode);
    },

    async forget(code) {
      if (!isCode(code)) throw new AdapterError('the case code cannot name a folder', { code: 'badName' });
      try {
        await rm(join(root, code), { recursive: true, force: true });
        await flushFolder(root);
        await forgetInLists(code);
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** The folder of the lists has a name that a case may have. */
function isCode(name: string): boolean {
  return name !== lists && caseCode.safeParse(name).success;
}

/** None when the folder isn't there: then nothing was ever filed. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
}

/** The code of the file system only: its message names the folder of a case. */
function failed(error: unknown): never {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  throw new AdapterError(`documents not deleted: ${code ?? 'unexpected error'}`, {
    code: code ?? 'unexpected',
    retryable: code !== undefined,
  });
}
