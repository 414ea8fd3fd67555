import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../src/minutes/folder-archive.ts';
import { createLocalMasterKey } from '../src/storage/keys/master-key.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { createKeptLog } from './support/kept-log.ts';
import { putMadeDatabase } from './support/made-database.ts';
import { runTool } from './support/run-tool.ts';
import { code, openTable } from './support/table.ts';
import { playTo } from './support/table-stages.ts';

// The drill of docs/operations.md, step by step, with the embedded database: data, keys and heads are backed up apart and put together elsewhere.

const masterKey = Buffer.alloc(32, 9);
const folders: string[] = [];
const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drill-'));
  folders.push(folder);
  return folder;
};
let backups: string;
beforeAll(async () => {
  const dataDir = await newFolder();
  await putMadeDatabase(dataDir);
  const storage = await openStorage({
    dataDir,
    auditDir: join(dataDir, 'audit'),
    masterKeys: { current: createLocalMasterKey(masterKey) },
    log: createKeptLog(),
  });
  const archive = createFolderArchive({ directory: join(dataDir, 'minutes'), log: createKeptLog() });
  const table = await openTable({ storage, archive });
  await playTo(table, 'adopted');
  await storage.heads.keep('2026-11-23', '2026-11-23T08:00:00.000Z');
  await table.close();
  await storage.close();
  backups = await newFolder();
  for (const part of ['database', 'keys', 'audit'])
    await cp(join(dataDir, part), join(backups, part), { recursive: true });
}, 120_000);
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('the drill of putting a backup back', () => {
  it('gives a house that proves its chains and whose cases can be read', async () => {
    const dataDir = await newFolder();
    for (const part of ['database', 'keys', 'audit'])
      await cp(join(backups, part), join(dataDir, part), { recursive: true });
    const env = { DATA_DIR: dataDir, RONDETAFEL_MASTER_KEY: masterKey.toString('base64') };
    const audit = await runTool('audit', [], env);
    expect([audit.code, audit.out]).toEqual([0, expect.stringContaining('every link holds')]);
    expect(await runTool('retention', ['--dry-run'], env)).toMatchObject({ code: 0 });
    const out = join(dataDir, 'bundle');
    expect(await runTool('export', ['--case', code, '--out', out], env)).toMatchObject({ code: 0 });
    expect(await readdir(join(out, 'minutes', code))).toContain(`${code}-1-v1.docx`);
  }, 120_000);

  it('says what is wrong when it is put back without its keys, or with another master key', async () => {
    const withoutKeys = await newFolder();
    await cp(join(backups, 'database'), join(withoutKeys, 'database'), { recursive: true });
    const env = { DATA_DIR: withoutKeys, RONDETAFEL_MASTER_KEY: masterKey.toString('base64') };
    const read = await runTool('export', ['--case', code, '--out', join(withoutKeys, 'bundle')], env);
    expect([read.code, read.error.trim().split('\n').length]).toEqual([1, 1]);

    const wrongKey = await newFolder();
    for (const part of ['database', 'keys']) await cp(join(backups, part), join(wrongKey, part), { recursive: true });
    const other = { DATA_DIR: wrongKey, RONDETAFEL_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
    const refused = await runTool('audit', [], other);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.error).toMatch(/master key/i);
  }, 120_000);
});
