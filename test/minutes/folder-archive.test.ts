import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { describeMinutesArchive } from '../contracts/minutes-archive.contract.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';

const quiet = { info() {}, warn() {}, error() {} };

describeMinutesArchive('folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'rondetafel-minutes-'));
  const directory = join(home, 'made', 'when', 'needed');
  return {
    archive: createFolderArchive({ directory, log: quiet }),
    names: () => filesIn(directory),
    read: name => readFile(join(directory, name)),
    // A file in the place of the folder: also root can't write there.
    breakDown: async () => {
      await mkdir(join(home, 'made', 'when'), { recursive: true });
      await writeFile(directory, '');
    },
    heal: () => rm(directory),
    close: () => rm(home, { recursive: true }),
  };
});

describe('folder archive', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rondetafel-minutes-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });
  const minutes = sampleMinutes('casus-x');

  it('lets nobody else on the machine read folder or files', async () => {
    await createFolderArchive({ directory, log: quiet }).file(minutes);
    const folder = join(directory, 'ZVH-2026-002');
    expect((await stat(folder)).mode & 0o077).toBe(0);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  it('clears away what a killed attempt left behind, of these files only', async () => {
    const folder = join(directory, 'ZVH-2026-002');
    await mkdir(folder);
    await writeFile(join(folder, '.ZVH-2026-002-1-v1.docx.1-1.tmp'), 'half');
    await writeFile(join(folder, '.ZVH-2026-002-1-v1.json.sha256.999-3.tmp'), 'half');
    await writeFile(join(folder, 'aantekening.tmp'), 'van iemand anders');
    await createFolderArchive({ directory, log: quiet }).file(minutes);
    const left = (await readdir(folder)).filter(name => name.endsWith('.tmp'));
    expect(left).toEqual(['aantekening.tmp']);
  });

  it('leaves the earlier file whole and no temporary one when it cannot replace it', async () => {
    const archive = createFolderArchive({ directory, log: quiet });
    const [json, docx] = await archive.file(minutes);
    const before = await readFile(join(directory, json?.name ?? ''));
    // A folder in the place of the document: the rename fails after everything before it went well.
    await rename(join(directory, docx?.name ?? ''), join(directory, 'opzij'));
    await mkdir(join(directory, docx?.name ?? ''));
    await expect(archive.file(minutes)).rejects.toMatchObject({ code: 'EISDIR', retryable: true });
    expect(await readFile(join(directory, json?.name ?? ''))).toEqual(before);
    expect((await filesIn(directory)).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says by the code of the file system why it could not file', async () => {
    const inTheWay = join(directory, 'bestand');
    await writeFile(inTheWay, '');
    const archive = createFolderArchive({ directory: join(inTheWay, 'verslagen'), log: quiet });
    await expect(archive.file(minutes)).rejects.toMatchObject({ code: 'ENOTDIR', retryable: true });
  });

  it('says where a file is inside the archive, not where the archive is on this machine', () => {
    const name = 'ZVH-2026-002/ZVH-2026-002-1-v1.docx';
    expect(createFolderArchive({ directory, log: quiet }).locationOf({ name, sha256: '' })).toBe(name);
  });

  it('logs the case and the version, never what was typed', async () => {
    const lines: string[] = [];
    const note = (event: string, details = {}) => lines.push(`${event} ${JSON.stringify(details)}`);
    await createFolderArchive({ directory, log: { info: note, warn: note, error: note } }).file(minutes);
    expect(lines).toEqual(['minutes.filed {"case":"ZVH-2026-002","version":1}']);
  });
});

async function filesIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}
