import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiledDocuments } from '../../src/minutes/filed-documents.ts';
import { createFolderShelf } from '../../src/minutes/folder-shelf.ts';
import { describeCaseDocuments } from '../contracts/case-documents.contract.ts';

describeCaseDocuments('folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'documents-'));
  const directory = join(home, 'here');
  return {
    documents: createFiledDocuments(createFolderShelf(directory)),
    async plant(name, content) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), content);
    },
    async names() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries.filter(entry => entry.isFile());
      return files.map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1)).toSorted();
    },
    // A file in the place of the folder: also root can't read or delete there.
    breakDown: () => writeFile(directory, ''),
    close: () => rm(home, { recursive: true, force: true }),
  };
});

describe('the documents of a case in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('take half written ones along', async () => {
    await mkdir(join(folder, 'ZVH-2026-002'));
    await writeFile(join(folder, 'ZVH-2026-002', '.ZVH-2026-002-1-v1.docx.1-1.tmp'), 'half');
    await createFiledDocuments(createFolderShelf(folder)).forget('ZVH-2026-002');
    expect(await readdir(folder)).toEqual([]);
  });

  it('say which error of the file system it was, without naming where', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const error: unknown = await createFiledDocuments(createFolderShelf(file))
      .codes()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ENOTDIR', retryable: true });
    expect(String(error)).not.toContain(file);
  });
});
