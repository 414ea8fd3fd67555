import { afterAll, describe, expect, it } from 'vitest';
import type { KeyStore, StoredKey } from '../../src/storage/keys/key-store.ts';
import { unique } from './samples.ts';

/** A wrapped key, as far as a store can tell. */
export function storedKey(parts: Partial<StoredKey> = {}): StoredKey {
  return {
    tenant: unique('tenant'),
    scope: 'case:ZVH-2026-014',
    keyId: unique('key'),
    masterKey: 'the old one',
    wrapped: Buffer.from(unique('wrapped'), 'latin1'),
    ...parts,
  };
}

/** Both drivers, and files, have a class of their own for bytes. */
function plain(key: StoredKey | undefined) {
  return key && { ...key, wrapped: Buffer.from(key.wrapped).toString('hex') };
}

/**
 * The guarantees of `KeyStore`.
 * @param reopen the same store as another process would have it
 */
export function describeKeyStore(name: string, subject: () => KeyStore, reopen: () => Promise<KeyStore>): void {
  describe(`key store: ${name}`, () => {
    // No master key of a real bot wrapped these: on this store it wouldn't start any more.
    afterAll(async () => {
      const { keys } = await subject().list();
      for (const { tenant, scope, masterKey } of keys)
        if (masterKey === 'the old one' || masterKey === 'the new one') await subject().destroy(tenant, scope);
    });

    const one = async ({ tenant, scope }: StoredKey) => plain((await subject().find(tenant, [scope]))[0]);

    it('finds what was kept, to the last byte, in another process too', async () => {
      const key = storedKey({ wrapped: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) });
      expect(await one(key)).toBeUndefined();
      expect(plain(await subject().keep(key))).toEqual(plain(key));
      expect(await one(key)).toEqual(plain(key));
      const another = await reopen();
      expect((await another.find(key.tenant, [key.scope])).map(plain)).toEqual([plain(key)]);
      await another.close();
    });

    it('finds those that are there of many, of that tenant', async () => {
      const tenant = unique('tenant');
      const keys = ['house', 'case:1', 'case:2'].map(scope => storedKey({ tenant, scope }));
      for (const key of keys) await subject().keep(key);
      await subject().keep(storedKey({ scope: 'case:3' }));
      const found = await subject().find(tenant, ['case:2', 'case:3', 'house']);
      expect(found.map(({ keyId }) => keyId).sort()).toEqual([keys[0]?.keyId, keys[2]?.keyId].sort());
      expect(await subject().find(tenant, [])).toEqual([]);
    });

    it('takes any text as a tenant and a scope', async () => {
      const tenant = unique('../…/\u{1F511} "tenant"');
      const keys = ['case:../../x', 'case:..', 'case:ZVH 1/2\\3', 'case:é\n'].map(scope =>
        storedKey({ tenant, scope }),
      );
      for (const key of keys) await subject().keep(key);
      for (const key of keys) expect(await one(key)).toEqual(plain(key));
    });

    it('keeps the first key of a scope, however many come at once', async () => {
      const { tenant, scope } = storedKey();
      const another = await reopen();
      const kept = await Promise.all(
        Array.from({ length: 8 }, (_, position) =>
          (position % 2 === 0 ? subject() : another).keep(storedKey({ tenant, scope })),
        ),
      );
      await another.close();
      expect(new Set(kept.map(({ keyId }) => keyId)).size).toBe(1);
      expect(await one(storedKey({ tenant, scope }))).toEqual(plain(kept[0]));
    });

    it('wraps a key anew, once', async () => {
      const key = storedKey();
      await subject().keep(key);
      const anew = { ...key, masterKey: 'the new one', wrapped: Buffer.from('otherwise') };
      expect(await subject().replace(anew, 'the old one')).toBe(true);
      expect(await one(key)).toEqual(plain(anew));
      expect(await subject().replace({ ...anew, wrapped: Buffer.from('late') }, 'the old one')).toBe(false);
      expect(await one(key)).toEqual(plain(anew));
    });

    it('does not bring back a key that was destroyed, nor replaces the one after it', async () => {
      const key = storedKey();
      await subject().keep(key);
      await subject().destroy(key.tenant, key.scope);
      const anew = { ...key, masterKey: 'the new one' };
      expect(await subject().replace(anew, 'the old one')).toBe(false);
      expect(await one(key)).toBeUndefined();
      const next = storedKey({ tenant: key.tenant });
      await subject().keep(next);
      expect(await subject().replace(anew, 'the old one')).toBe(false);
      expect(await one(key)).toEqual(plain(next));
    });

    it('destroys one key and no other, in every process', async () => {
      const tenant = unique('tenant');
      const [gone, other] = [storedKey({ tenant }), storedKey({ tenant, scope: 'house' })];
      for (const key of [gone, other]) await subject().keep(key);
      expect(await subject().destroy(tenant, gone.scope)).toBe(true);
      expect(await subject().destroy(tenant, gone.scope)).toBe(false);
      expect(await one(gone)).toBeUndefined();
      expect(await one(other)).toEqual(plain(other));
      const another = await reopen();
      expect(await another.find(tenant, [gone.scope])).toEqual([]);
      await another.close();
    });

    it('lists everything', async () => {
      const keys = [storedKey(), storedKey(), storedKey({ scope: 'house' })];
      for (const key of keys) await subject().keep(key);
      const { keys: listed, damaged } = await subject().list();
      expect(listed.map(plain)).toEqual(expect.arrayContaining(keys.map(plain)));
      expect(damaged).toBe(0);
    });
  });
}
