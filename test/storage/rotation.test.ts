import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseScope, createKeyRing } from '../../src/storage/case-keys.ts';
import { openKeyFiles } from '../../src/storage/keys/key-files.ts';
import type { KeyStore } from '../../src/storage/keys/key-store.ts';
import { createKeyVaultMasterKey } from '../../src/storage/keys/key-vault.ts';
import { createLocalMasterKey, type MasterKeys } from '../../src/storage/keys/master-key.ts';
import { openKeyStore } from '../../src/storage/keys/open-key-store.ts';
import { countKeys, rotateKeys } from '../../src/storage/keys/rotate.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { append, goal, newStream } from '../contracts/samples.ts';
import { quiet } from '../contracts/storage-under-test.ts';
import { startFakeKeyVault } from '../support/fake-key-vault.ts';
import { createMemoryKeys } from '../support/memory-keys.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { doomed } from './children/doomed-stream.ts';
import { startChild } from './children/start-child.ts';

const bytes = { old: Buffer.alloc(32, 1), current: Buffer.alloc(32, 2) };
const old = createLocalMasterKey(bytes.old);
const current = createLocalMasterKey(bytes.current);
const both: MasterKeys = { current, old };

/** Makes that many keys under the old master key; resolves with what they are, unwrapped. */
async function fill(store: KeyStore, count: number): Promise<readonly string[]> {
  const ring = createKeyRing(store, { current: old });
  const made: string[] = [];
  for (let number = 0; number < count; number += 1)
    made.push(hex((await ring.obtain('t', caseScope(String(number)))).bytes));
  return made;
}

async function opened(store: KeyStore, masters: MasterKeys, count: number): Promise<readonly string[]> {
  const ring = createKeyRing(store, masters);
  const found: string[] = [];
  for (let number = 0; number < count; number += 1)
    found.push(hex((await ring.find('t', caseScope(String(number))))?.bytes ?? new Uint8Array()));
  return found;
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString('hex');
}

describe('rotation of the master key', () => {
  it('wraps every key anew, and changes no key', async () => {
    const store = createMemoryKeys();
    const made = await fill(store, 20);
    const seen: string[] = [];
    expect(await rotateKeys(store, both, (done, total) => seen.push(`${done}/${total}`))).toEqual({
      rewrapped: 20,
      unknown: 0,
      damaged: 0,
    });
    expect(seen).toEqual(Array.from({ length: 20 }, (_, done) => `${done + 1}/20`));
    expect(await opened(store, { current }, 20)).toEqual(made);
    expect((await countKeys(store, both)).counts).toEqual([{ masterKey: current.id, keys: 20, which: 'current' }]);
    expect(await rotateKeys(store, both), 'once more').toEqual({ rewrapped: 0, unknown: 0, damaged: 0 });
  });

  it('leaves what neither key wrapped, and what is damaged, and says how many', async () => {
    const store = createMemoryKeys();
    await fill(store, 3);
    const stranger = createLocalMasterKey(Buffer.alloc(32, 3));
    const foreign = await createKeyRing(store, { current: stranger }).obtain('t', 'house');
    const [first] = await store.find('t', [caseScope('0')]);
    if (first === undefined) throw new Error('no key');
    store.put('t', caseScope('0'), { ...first, wrapped: Buffer.from('damaged') });
    expect(await rotateKeys(store, both)).toEqual({ rewrapped: 2, unknown: 1, damaged: 1 });
    expect(await createKeyRing(store, { current: stranger }).find('t', 'house')).toEqual(foreign);
    expect((await countKeys(store, both)).counts.map(({ keys, which }) => [which, keys])).toEqual([
      ['current', 2],
      ['old', 1],
      ['unknown', 1],
    ]);
  });

  it('does not bring back a key that is destroyed while it is wrapped anew', async () => {
    const store = createMemoryKeys();
    await fill(store, 2);
    const slow = {
      ...current,
      async wrap(...args: Parameters<typeof current.wrap>) {
        await store.destroy('t', caseScope('1'));
        return current.wrap(...args);
      },
    };
    expect((await rotateKeys(store, { current: slow, old })).rewrapped).toBe(1);
    expect(await store.find('t', [caseScope('1')])).toEqual([]);
  });

  it('stores nothing that the new master key does not open', async () => {
    const store = createMemoryKeys();
    const made = await fill(store, 2);
    const liar = { ...current, unwrap: async () => new Uint8Array(32) };
    await expect(rotateKeys(store, { current: liar, old })).rejects.toThrow(/does not open/);
    expect(await opened(store, { current: old }, 2)).toEqual(made);
  });

  it('goes from the environment to a key vault, to its next version, and back', async () => {
    const vault = await startFakeKeyVault();
    const options = { timeoutMs: 20_000, pausesMs: [1] };
    const first = createKeyVaultMasterKey(vault.key, vault.identity, options);
    const next = createKeyVaultMasterKey(vault.nextKey, vault.identity, options);
    const store = createMemoryKeys();
    const made = await fill(store, 3);
    for (const masters of [
      { current: first, old },
      { current: next, old: first },
      { current, old: next },
    ]) {
      expect(await rotateKeys(store, masters)).toMatchObject({ rewrapped: 3 });
      expect(await opened(store, { current: masters.current }, 3)).toEqual(made);
    }
    await vault.close();
  });
});

describe('rotation of keys in files, killed in the middle', () => {
  const count = 150;
  let folder: string;
  let store: KeyStore;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'rondetafel-rotate-')), 'keys');
    store = await openKeyFiles(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  it('loses no key, and is finished by beginning again', async () => {
    const made = await fill(store, count);
    for (const kill of ['rewrapped 3', 'rewrapped 17', 'rewrapped 40']) {
      const child = startChild('rotate', folder, Buffer.concat([bytes.current, bytes.old]));
      await child.line(kill);
      await child.kill();
      const { counts, damaged } = await countKeys(store, both);
      expect(counts.map(({ which }) => which).sort(), 'in the middle').toEqual(['current', 'old']);
      expect(counts.reduce((sum, { keys }) => sum + keys, 0)).toBe(count);
      expect(damaged).toBe(0);
      expect(await opened(store, both, count)).toEqual(made);
    }
    const last = startChild('rotate', folder, Buffer.concat([bytes.current, bytes.old]));
    await last.line('rotated');
    expect((await countKeys(store, { current })).counts).toEqual([
      { masterKey: current.id, keys: count, which: 'current' },
    ]);
    expect(await opened(store, { current }, count)).toEqual(made);
  }, 120_000);

  it('has the key of a new case on the disk before anything is sealed with it', async () => {
    const child = startChild('obtain', folder, bytes.current);
    const said = await child.line('obtained ');
    await child.kill();
    const [kept] = await store.find(doomed.tenant, [caseScope(doomed.case)]);
    expect(`obtained ${kept?.keyId}`).toBe(said);
    const next = await createKeyRing(store, { current }).obtain(doomed.tenant, caseScope(doomed.case));
    expect(next.id, 'and it serves the next process').toBe(kept?.keyId);
  }, 60_000);
});

describe('rotation beside running bots', () => {
  let server: TestPostgres;
  let databaseUrl: string;
  const running: Storage[] = [];
  const start = async (masterKeys: MasterKeys) => {
    const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log: quiet });
    running.push(storage);
    return storage;
  };
  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.createMadeDatabase();
  }, 120_000);
  afterAll(async () => {
    for (const storage of running) await storage.close();
    await server?.stop();
  });

  const add = async (bot: Storage) => {
    const stream = newStream('t');
    await bot.events.append(append(stream, 0, { events: [goal('a')] }));
    return stream;
  };

  it('loses nothing, on the old key and on the new', async () => {
    const before = await start({ current: old });
    const known = await add(before);
    const after = await start(both);
    const fresh = await add(after);
    expect(await after.events.read(known)).toHaveLength(1);
    const says = { code: 'storage.wrongMasterKey', message: expect.stringContaining('RONDETAFEL_MASTER_KEY_OLD') };
    await expect(before.events.read(fresh), 'a bot that was not restarted says so').rejects.toMatchObject(says);

    const keys = await openKeyStore({ databaseUrl, dataDir: '' }, undefined, quiet);
    const added = (async () => {
      const streams = [];
      for (let number = 0; number < 15; number += 1) streams.push(await add(after), await add(before));
      return streams;
    })();
    await rotateKeys(keys, both);
    const streams = [known, fresh, ...(await added)];
    await before.events.append(append(known, 1, { events: [goal('b')] }));
    await rotateKeys(keys, both);
    expect((await countKeys(keys, both)).counts.map(({ which }) => which)).toEqual(['current']);
    await keys.close();

    const next = await start({ current });
    for (const stream of streams) expect(await next.events.read(stream)).toHaveLength(stream === known ? 2 : 1);
    await expect(start({ current: old })).rejects.toMatchObject({ code: 'storage.wrongMasterKey' });
  }, 120_000);
});
