import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareBirth } from '../../src/storage/birth.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { putMadeDatabase } from '../support/made-database.ts';

/** Copies of one that was born before, as a kill would have left them. */
describe('the folder of an embedded database that is born', () => {
  let folder: string;
  let whole: string;
  let copies = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rondetafel-birth-'));
    await putMadeDatabase(folder);
    whole = join(folder, 'database');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** PGlite copies these last, after the file by which it knows a database. */
  const last = ['postgresql.conf', 'postgresql.auto.conf', 'pg_hba.conf', 'pg_ident.conf'];

  async function copied(changes: { readonly without?: readonly string[]; readonly mark?: string }): Promise<string> {
    copies += 1;
    const directory = join(folder, `copy-${copies}`);
    await cp(whole, directory, { recursive: true });
    for (const name of changes.without ?? []) await rm(join(directory, name));
    if (changes.mark !== undefined) await writeFile(join(directory, 'unborn'), changes.mark);
    return directory;
  }

  it('opens, made anew, when its first process was killed before the last file', async () => {
    const directory = await copied({ without: last, mark: 'unborn' });
    await (await openEmbedded(directory)).close();
    expect(await readdir(directory)).toEqual(expect.arrayContaining(last));
    expect(await readdir(directory)).not.toContain('unborn');
    expect(await readdir(`${directory}.stillborn`), 'put aside').toContain('PG_VERSION');
  }, 60_000);

  it('would never open without that', async () => {
    const directory = await copied({ without: last });
    await expect(openEmbedded(directory)).rejects.toMatchObject({ code: 'storage.unavailable' });
    expect(await readdir(directory), 'left as it is').toContain('PG_VERSION');
  }, 60_000);

  it('is marked from before its first file until the last is on the disk', async () => {
    const directory = join(folder, 'empty');
    await cp(whole, directory, { recursive: true, filter: source => source === whole });
    const born = await prepareBirth(directory);
    expect(await readdir(directory)).toEqual(['unborn']);
    await writeFile(join(directory, 'PG_VERSION'), '18');
    await born();
    expect(await readdir(directory)).toEqual(['PG_VERSION']);
  });

  it('keeps everything when the mark of a birth that was over comes back after a power cut', async () => {
    const directory = await copied({ mark: 'born' });
    const born = await prepareBirth(directory);
    await born();
    expect(await readdir(directory)).toContain('PG_VERSION');
    expect(await readdir(directory)).not.toContain('unborn');
  });
});
