import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderDocuments } from '../../src/minutes/folder-documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function filed(...codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await mkdir(join(folder, code), { recursive: true });
    for (const name of [`${code}-1-v1.json`, `${code}-1-v1.json.sha256`, `.${code}-1-v1.docx.1-1.tmp`])
      await writeFile(join(folder, code, name), 'inhoud');
  }
}

describe('the documents of a case in a folder', () => {
  it('are all of them gone afterwards, half written ones too, and those of no other case', async () => {
    await filed('ZVH-2026-002', 'ZVH-2026-0021');
    await createFolderDocuments(folder).forget('ZVH-2026-002');
    expect(await readdir(folder)).toEqual(['ZVH-2026-0021']);
    expect(await readdir(join(folder, 'ZVH-2026-0021'))).toHaveLength(3);
  });

  it('take along every list of cases that names it, and no other list', async () => {
    await mkdir(join(folder, 'caseload'));
    await writeFile(join(folder, 'caseload', 'caseload-2026-11-20.csv'), '"Casus"\r\n"ZVH-2026-002"\r\n');
    await writeFile(join(folder, 'caseload', 'caseload-2026-11-20.csv.sha256'), 'hash');
    await writeFile(join(folder, 'caseload', 'caseload-2026-11-21.csv'), '"Casus"\r\n"ZVH-2026-0021"\r\n');
    await createFolderDocuments(folder).forget('ZVH-2026-002');
    expect(await readdir(join(folder, 'caseload'))).toEqual(['caseload-2026-11-21.csv']);
  });

  it('may be forgotten again, or when nothing was ever filed', async () => {
    const documents = createFolderDocuments(join(folder, 'nowhere'));
    await expect(documents.forget('ZVH-2026-002')).resolves.toBeUndefined();
    expect(await documents.codes()).toEqual([]);
  });

  it('are listed by code, without what is no case', async () => {
    await filed('ZVH-2026-002');
    await mkdir(join(folder, 'caseload'));
    await writeFile(join(folder, 'README.txt'), '');
    expect(await createFolderDocuments(folder).codes()).toEqual(['ZVH-2026-002']);
  });

  it.each(['../elders', '..', '', '/etc', 'ZVH-2026-002/..', 'caseload'])(
    'refuses %j, which names no folder of a case',
    async code => {
      await filed('ZVH-2026-002');
      await expect(createFolderDocuments(folder).forget(code)).rejects.toMatchObject({ code: 'badName' });
      expect(await readdir(folder)).toEqual(['ZVH-2026-002']);
    },
  );

  it('says which error of the file system it was, without naming the case', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const error: unknown = await createFolderDocuments(file)
      .codes()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ENOTDIR', retryable: true });
    expect(String(error)).not.toContain(file);
  });
});
