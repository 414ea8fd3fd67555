import type { KeyStore, StoredKey } from '../../src/storage/keys/key-store.ts';

export interface MemoryKeys extends KeyStore {
  /** How often it was looked in. */
  readonly looks: () => number;
  /** Puts it there as it is, whatever is there. */
  put(tenant: string, scope: string, key: StoredKey): void;
}

/** `KeyStore` in memory: for tests of what stands on it. */
export function createMemoryKeys(): MemoryKeys {
  const kept = new Map<string, StoredKey>();
  const nameOf = (tenant: string, scope: string) => JSON.stringify([tenant, scope]);
  let looks = 0;
  const find = (tenant: string, scope: string) => kept.get(nameOf(tenant, scope));
  return {
    besideData: false,
    looks: () => looks,
    put: (tenant, scope, key) => void kept.set(nameOf(tenant, scope), key),
    async find(tenant, scopes) {
      looks += 1;
      return scopes.flatMap(scope => find(tenant, scope) ?? []);
    },
    async keep(key) {
      const there = find(key.tenant, key.scope) ?? key;
      kept.set(nameOf(key.tenant, key.scope), there);
      return there;
    },
    async replace(key, from) {
      const there = find(key.tenant, key.scope);
      if (there?.keyId !== key.keyId || there.masterKey !== from) return false;
      kept.set(nameOf(key.tenant, key.scope), key);
      return true;
    },
    destroy: async (tenant, scope) => kept.delete(nameOf(tenant, scope)),
    list: async () => ({ keys: [...kept.values()], damaged: 0 }),
    close: async () => undefined,
  };
}
