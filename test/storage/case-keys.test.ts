import { beforeEach, describe, expect, it } from 'vitest';
import { caseScope, createKeyRing, type KeyRing } from '../../src/storage/case-keys.ts';
import type { KeyStore } from '../../src/storage/keys/key-store.ts';
import { createLocalMasterKey, type MasterKey } from '../../src/storage/keys/master-key.ts';
import { describeKeyStore } from '../contracts/key-store.contract.ts';
import { createMemoryKeys, type MemoryKeys } from '../support/memory-keys.ts';

const shared = createMemoryKeys();
describeKeyStore(
  'memory, of the tests',
  () => shared,
  async () => shared,
);

const tenMinutes = 600_000;
const current = createLocalMasterKey(Buffer.alloc(32, 1));
const old = createLocalMasterKey(Buffer.alloc(32, 2));
const scope = caseScope('ZVH-2026-014');

describe('the key ring', () => {
  let store: MemoryKeys;
  let time: number;
  let ring: KeyRing;
  const another = (masters = { current }) => createKeyRing(store, masters, () => time);
  beforeEach(() => {
    store = createMemoryKeys();
    time = 0;
    ring = another();
  });

  it('makes a key once, and finds it again', async () => {
    expect(await ring.find('t', scope)).toBeUndefined();
    const made = await ring.obtain('t', scope);
    expect(made.bytes).toHaveLength(32);
    expect(await ring.obtain('t', scope)).toEqual(made);
    expect(await ring.find('t', scope)).toEqual(made);
    expect(await another().find('t', scope)).toEqual(made);
  });

  it('gives every case, and every tenant, a key of its own', async () => {
    const keys = [
      await ring.obtain('t', scope),
      await ring.obtain('t', caseScope('ZVH-2026-015')),
      await ring.obtain('other', scope),
      await ring.house('t'),
    ];
    expect(new Set(keys.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(4);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(4);
  });

  it('has a key in the store before anything can be sealed with it', async () => {
    const order: string[] = [];
    const slow: KeyStore = {
      ...store,
      async keep(key) {
        const kept = await store.keep(key);
        await Promise.resolve();
        order.push('kept');
        return kept;
      },
    };
    await createKeyRing(slow, { current }).obtain('t', scope);
    order.push('given');
    expect(order).toEqual(['kept', 'given']);
  });

  it('gives no key that could not be kept', async () => {
    const full: KeyStore = { ...store, keep: () => Promise.reject(new Error('disk full')) };
    const broken = createKeyRing(full, { current });
    await expect(broken.obtain('t', scope)).rejects.toThrow('disk full');
    expect(await broken.find('t', scope)).toBeUndefined();
  });

  it('takes the key of another process that was first', async () => {
    const others = await another().obtain('t', scope);
    const late: KeyStore = { ...store, find: async () => [] };
    expect(await createKeyRing(late, { current }).obtain('t', scope)).toEqual(others);
  });

  it('looks once for all who ask at the same moment', async () => {
    await another().obtain('t', scope);
    const before = store.looks();
    const found = await Promise.all(Array.from({ length: 20 }, () => ring.find('t', scope)));
    expect(new Set(found.map(key => key?.id)).size).toBe(1);
    expect(store.looks() - before).toBe(1);
  });

  it('prepares many in one look', async () => {
    const scopes = Array.from({ length: 20 }, (_, number) => caseScope(String(number)));
    for (const one of scopes) await another().obtain('t', one);
    const before = store.looks();
    await ring.prepare('t', scopes);
    for (const one of scopes) expect(await ring.find('t', one)).toBeDefined();
    expect(store.looks() - before).toBe(1);
  });

  it('forgets within ten minutes a key that another process destroyed', async () => {
    await ring.obtain('t', scope);
    await another().destroy('t', scope);
    time = tenMinutes + 1;
    expect(await ring.find('t', scope)).toBeUndefined();
  });

  it('never seals a new case with a key that another process destroyed', async () => {
    const first = await ring.obtain('t', scope);
    await another().destroy('t', scope);
    const next = await ring.obtain('t', scope);
    expect(next.id).not.toBe(first.id);
    expect(await ring.find('t', scope)).toEqual(next);
  });

  it('destroys a key in the store and at hand, and leaves the others', async () => {
    await ring.obtain('t', scope);
    const house = await ring.house('t');
    expect(await ring.destroy('t', scope)).toBe(true);
    expect(await ring.find('t', scope)).toBeUndefined();
    expect(await ring.destroy('t', scope)).toBe(false);
    expect(await ring.house('t')).toEqual(house);
  });

  it('does not keep at hand what was being read while it was destroyed', async () => {
    await another().obtain('t', scope);
    const [stored] = await store.find('t', [scope]);
    const opening = Promise.withResolvers<void>();
    const slow: MasterKey = {
      ...current,
      async unwrap(place, wrapped) {
        await opening.promise;
        return current.unwrap(place, wrapped);
      },
    };
    const reader = another({ current: slow });
    const found = reader.find('t', scope);
    await reader.destroy('t', scope);
    opening.resolve();
    expect((await found)?.id, 'it was there when it was asked for').toBe(stored?.keyId);
    expect(await reader.find('t', scope)).toBeUndefined();
  });

  it('opens keys under the old master key too, and wraps by the new one', async () => {
    const made = await another({ current: old }).obtain('t', scope);
    const both = createKeyRing(store, { current, old });
    expect(await both.find('t', scope)).toEqual(made);
    await both.house('t');
    expect((await store.list()).keys.map(({ masterKey }) => masterKey)).toEqual([old.id, current.id]);
    expect(await both.verify()).toEqual({ underOld: 1, damaged: 0 });
  });

  it('refuses keys under a master key that it does not have, and says which variables to set', async () => {
    await another({ current: old }).obtain('t', scope);
    const wrong = { code: 'storage.wrongMasterKey', message: expect.stringMatching(/RONDETAFEL_MASTER_KEY_OLD/) };
    await expect(ring.find('t', scope)).rejects.toMatchObject(wrong);
    await expect(ring.verify()).rejects.toMatchObject(wrong);
    expect(await ring.house('t'), 'the others go on').toBeDefined();
  });

  it('refuses a wrapped key in the place of another one', async () => {
    await ring.obtain('t', scope);
    await ring.obtain('t', caseScope('other'));
    const [ours] = await store.find('t', [scope]);
    const [theirs] = await store.find('t', [caseScope('other')]);
    if (ours === undefined || theirs === undefined) throw new Error('no keys');
    for (const swapped of [theirs, { ...ours, wrapped: theirs.wrapped }, { ...theirs, scope }]) {
      store.put('t', scope, swapped);
      await expect(another().find('t', scope)).rejects.toMatchObject({ code: 'storage.damaged' });
    }
  });

  it('refuses a wrapped key of which one bit was changed', async () => {
    await ring.obtain('t', scope);
    const [ours] = await store.find('t', [scope]);
    if (ours === undefined) throw new Error('no key');
    for (let byte = 0; byte < ours.wrapped.length; byte += 1) {
      const wrapped = Buffer.from(ours.wrapped);
      wrapped.writeUInt8(wrapped.readUInt8(byte) ^ 1, byte);
      store.put('t', scope, { ...ours, wrapped });
      await expect(another().find('t', scope), `byte ${byte}`).rejects.toMatchObject({ code: 'storage.damaged' });
    }
  });
});
