import { link, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyFiles } from '../../src/storage/keys/key-files.ts';
import type { KeyStore, StoredKey } from '../../src/storage/keys/key-store.ts';
import { describeKeyStore, storedKey } from '../contracts/key-store.contract.ts';

let dataDir: string;
let folder: string;
let store: KeyStore;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'rondetafel-keys-'));
  folder = path.join(dataDir, 'keys');
  store = await openKeyFiles(folder);
});
afterAll(async () => {
  await store?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describeKeyStore(
  'files',
  () => store,
  () => openKeyFiles(folder),
);

describe('a key in a file', () => {
  const damaged = { name: 'AdapterError', code: 'storage.damaged', retryable: false };
  const find = ({ tenant, scope }: StoredKey) => store.find(tenant, [scope]);
  const keyFiles = async () => (await readdir(folder)).filter(name => name.endsWith('.key'));

  /** Keeps it, and says in which file that was. */
  async function keep(key: StoredKey): Promise<string> {
    const before = new Set(await readdir(folder));
    await store.keep(key);
    const [name] = (await readdir(folder)).filter(one => !before.has(one));
    if (name === undefined) throw new Error('no file was made');
    return path.join(folder, name);
  }

  it('is for its own user only, and so is the folder', async () => {
    const file = await keep(storedKey());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const key = storedKey();
    const kept = await keep(key);
    await store.replace({ ...key, masterKey: 'the new one' }, 'the old one');
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
  });

  it('has a name that says nothing', async () => {
    expect(path.basename(await keep(storedKey({ scope: 'case:ZVH-2026-777' })))).toMatch(/^[0-9a-f]{40}\.key$/);
  });

  it('is refused in the place of another one', async () => {
    const tenant = 'tenant of two';
    const [ours, theirs] = [storedKey({ tenant, scope: 'case:1' }), storedKey({ tenant, scope: 'case:2' })];
    const files = [await keep(ours), await keep(theirs)] as const;
    await writeFile(files[0], await readFile(files[1]));
    await expect(find(ours)).rejects.toMatchObject(damaged);
    expect(await find(theirs)).toHaveLength(1);
    expect((await store.list()).damaged).toBe(1);
    await store.destroy(tenant, ours.scope);
  });

  it.each([
    ['empty', () => ''],
    ['cut off', (text: string) => text.slice(0, -20)],
    ['something else', () => 'a photograph'],
    ['of a form that we do not know', (text: string) => text.replace('"form":1', '"form":2')],
    ['without its master key', (text: string) => text.replace('masterKey', 'other')],
    ['full of zeros', (text: string) => '\0'.repeat(text.length)],
  ])('is refused when it is %s, and the others stay', async (_, change) => {
    const key = storedKey();
    const file = await keep(key);
    await writeFile(file, change(await readFile(file, 'utf8')));
    await expect(find(key)).rejects.toMatchObject(damaged);
    const { keys, damaged: count } = await store.list();
    expect(count).toBe(1);
    expect(keys.length).toBe((await keyFiles()).length - 1);
    expect(await store.destroy(key.tenant, key.scope), 'a damaged one can be destroyed').toBe(true);
  });

  it('is overwritten on the disk when it is destroyed, and when it is wrapped anew', async () => {
    const key = storedKey();
    const file = await keep(key);
    const witness = path.join(dataDir, 'witness');
    const looked = async () => {
      const text = await readFile(witness, 'utf8');
      await rm(witness);
      return text;
    };
    await link(file, witness);
    await store.replace({ ...key, masterKey: 'the new one' }, 'the old one');
    expect(await looked()).toBe('');
    expect(await readFile(file, 'utf8')).toContain('the new one');
    await link(file, witness);
    await store.destroy(key.tenant, key.scope);
    expect(await looked()).toBe('');
  });

  it('leaves nothing behind of a process that was killed while it wrote or destroyed', async () => {
    const key = storedKey();
    const file = await keep(key);
    await writeFile(`${file}.draft`, 'half a k');
    await rename(file, `${file}.gone`);
    const next = await openKeyFiles(folder);
    expect((await readdir(folder)).filter(name => /draft|gone/.test(name))).toEqual([]);
    expect(await next.find(key.tenant, [key.scope])).toEqual([]);
    await next.close();
  });

  it('is found whole or not at all by readers while it is wrapped anew and destroyed over and over', async () => {
    const key = storedKey();
    const seen = new Set<string>();
    let busy = true;
    const changes = (async () => {
      for (let round = 0; round < 15; round += 1) {
        await store.keep(key);
        await store.replace({ ...key, masterKey: 'the new one' }, 'the old one');
        await store.destroy(key.tenant, key.scope);
      }
      busy = false;
    })();
    while (busy) seen.add((await find(key))[0]?.masterKey ?? 'none');
    await changes;
    expect(seen.size).toBeGreaterThan(1);
    expect(['none', 'the new one', 'the old one']).toEqual(expect.arrayContaining([...seen]));
  });

  it('says that the folder is in the way when it is no folder', async () => {
    const file = path.join(dataDir, 'file');
    await writeFile(file, '');
    await expect(openKeyFiles(file)).rejects.toMatchObject({ code: 'keys.unavailable', retryable: true });
  });
});
