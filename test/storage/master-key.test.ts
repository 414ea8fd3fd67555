import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMasterKey } from '../../src/storage/master-key.ts';

describe('the master key', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'rondetafel-key-')), 'data');
  });
  afterEach(() => rm(path.dirname(dataDir), { recursive: true, force: true }));

  const bytes = Buffer.from(Array.from({ length: 32 }, (_, position) => position * 7));

  it.each([
    ['base64', bytes.toString('base64')],
    ['hexadecimal', bytes.toString('hex')],
    ['hexadecimal in capitals with a line end', `${bytes.toString('hex').toUpperCase()}\n`],
  ])('comes from the environment as %s, and nothing is written', async (_, fromEnvironment) => {
    expect(Buffer.from(await loadMasterKey({ fromEnvironment, dataDir }))).toEqual(bytes);
    await expect(readdir(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['empty', ''],
    ['too short', bytes.subarray(1).toString('base64')],
    ['too long', `${bytes.toString('hex')}00`],
    ['no key at all', 'geheim'],
  ])('is refused when it is %s, without repeating it', async (_, fromEnvironment) => {
    const refused = loadMasterKey({ fromEnvironment, dataDir });
    await expect(refused).rejects.toMatchObject({ code: 'storage.wrongMasterKey' });
    if (fromEnvironment !== '') await expect(refused).rejects.not.toThrow(fromEnvironment);
  });

  it('is made on the first start, for its own user only, and stays the same', async () => {
    const first = await loadMasterKey({ dataDir });
    expect(first).toHaveLength(32);
    expect(await loadMasterKey({ dataDir })).toEqual(first);
    expect((await stat(path.join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['master.key']);
  });

  it('is one key for processes that start for the first time together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey({ dataDir })));
    const kept = (await readFile(path.join(dataDir, 'master.key'), 'utf8')).trim();
    for (const key of keys) expect(Buffer.from(key).toString('base64')).toBe(kept);
  });

  it('is refused, not replaced, when the file holds something else', async () => {
    await loadMasterKey({ dataDir });
    await writeFile(path.join(dataDir, 'master.key'), 'beschadigd');
    await expect(loadMasterKey({ dataDir })).rejects.toMatchObject({ code: 'storage.wrongMasterKey' });
  });
});
