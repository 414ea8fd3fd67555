import { randomBytes, randomUUID } from 'node:crypto';
import { AdapterError } from '../ports/adapter-error.ts';
import { inGroups } from './keys/in-groups.ts';
import type { KeyStore, StoredKey } from './keys/key-store.ts';
import { type MasterKeys, masterKeyOf, wrongMasterKey } from './keys/master-key.ts';
import { placeOfKey } from './keys/place-of-key.ts';
import type { DataKey } from './sealing.ts';

/** What a data key is for. */
export function caseScope(code: string): string {
  return `case:${code}`;
}
/** For what isn't about one case: profiles, and digests of presses. */
const houseScope = 'house';

/**
 * Data keys, one per case and one per house, wrapped by the master key in the key store. Unwrapped keys are only in memory, and
 * used for ten minutes: after that the store is asked again, so that a key that another process destroyed goes here too.
 */
export interface KeyRing {
  /** The key of that scope; undefined when there's none (yet, or any more). */
  find(tenant: string, scope: string): Promise<DataKey | undefined>;
  /** Reads those of them that aren't at hand, all at once, for whoever is going to ask for many. */
  prepare(tenant: string, scopes: readonly string[]): Promise<void>;
  /**
   * The key of that scope, made when there's none. It's on the disk before it's returned, so that nothing is ever sealed with a
   * key that a power cut takes; a key that nothing was sealed with does no harm. Always asks the store: what is kept there counts.
   */
  obtain(tenant: string, scope: string): Promise<DataKey>;
  /** The key of the house, made when there's none. */
  house(tenant: string): Promise<DataKey>;
  /**
   * Destroys the key of that scope, in the store and in this process: what it sealed can't be opened by anyone any more. To be
   * called before the rows that it sealed are removed, so that a new case of the same code can't be sealed with it.
   * @returns false when there was none
   */
  destroy(tenant: string, scope: string): Promise<boolean>;
  /**
   * Proves that the master key is there and works, and that it's the right one. Rejects with `storage.wrongMasterKey` when keys
   * in the store were wrapped by one that this process doesn't have.
   * @returns keys that are still wrapped by the old master key, and keys that can't be read
   */
  verify(): Promise<{ readonly underOld: number; readonly damaged: number }>;
}

interface Asked {
  readonly tenant: string;
  readonly scope: string;
  /** How many keys this process had destroyed when it was asked for. */
  readonly destroyedBefore: number;
}

/** Unwrapped keys that are kept at hand, half a kilobyte each: a country has one for each of its people at work. The oldest goes first. */
const atHand = 10_000;
const atHandMs = 600_000;

/** @param now milliseconds that only go forward */
export function createKeyRing(store: KeyStore, masters: MasterKeys, now = () => performance.now()): KeyRing {
  const keys = new Map<string, { readonly key: DataKey; readonly until: number }>();
  /** Being read from the store at this moment: one look serves all who ask. */
  const reading = new Map<string, Promise<DataKey | undefined>>();
  let destroyed = 0;

  function remembered(tenant: string, scope: string): DataKey | undefined {
    const found = keys.get(nameOf(tenant, scope));
    return found === undefined || found.until < now() ? undefined : found.key;
  }

  function remember(tenant: string, scope: string, key: DataKey): void {
    const name = nameOf(tenant, scope);
    keys.delete(name);
    // In the order in which they were read: the oldest first.
    for (const [oldest, { until }] of keys) {
      if (until >= now() && keys.size < atHand) break;
      keys.delete(oldest);
    }
    keys.set(name, { key, until: now() + atHandMs });
  }

  /** Opens in the place where it was asked for, whatever the store says it is. */
  async function unwrapped(asked: Asked, { keyId, masterKey, wrapped }: StoredKey): Promise<DataKey> {
    const { tenant, scope, destroyedBefore } = asked;
    const master = masterKeyOf(masters, masterKey);
    if (master === undefined) throw wrongMasterKey();
    const key = { id: keyId, bytes: await master.unwrap(placeOfKey({ tenant, scope, keyId }), wrapped) };
    // One that was read before a key was destroyed may be that one.
    if (destroyed === destroyedBefore) remember(tenant, scope, key);
    return key;
  }

  async function read(tenant: string, scope: string): Promise<DataKey | undefined> {
    const asked = { tenant, scope, destroyedBefore: destroyed };
    const [stored] = await store.find(tenant, [scope]);
    return stored && unwrapped(asked, stored);
  }

  async function find(tenant: string, scope: string): Promise<DataKey | undefined> {
    const known = remembered(tenant, scope);
    if (known !== undefined) return known;
    const name = nameOf(tenant, scope);
    const found = reading.get(name) ?? read(tenant, scope).finally(() => reading.delete(name));
    reading.set(name, found);
    return found;
  }

  async function obtain(tenant: string, scope: string): Promise<DataKey> {
    const asked = { tenant, scope, destroyedBefore: destroyed };
    const [there] = await store.find(tenant, [scope]);
    const known = remembered(tenant, scope);
    if (known !== undefined && known.id === there?.keyId) return known;
    return unwrapped(asked, there ?? (await store.keep(await make(tenant, scope))));
  }

  async function make(tenant: string, scope: string): Promise<StoredKey> {
    const place = { tenant, scope, keyId: randomUUID() };
    const wrapped = await masters.current.wrap(placeOfKey(place), randomBytes(32));
    return { ...place, masterKey: masters.current.id, wrapped };
  }

  return {
    find,
    obtain,

    async prepare(tenant, scopes) {
      const destroyedBefore = destroyed;
      const asked = scopes.filter(scope => remembered(tenant, scope) === undefined).slice(0, atHand);
      await inGroups(await store.find(tenant, asked), stored =>
        unwrapped({ tenant, scope: stored.scope, destroyedBefore }, stored),
      );
    },

    house: async tenant => (await find(tenant, houseScope)) ?? obtain(tenant, houseScope),

    async destroy(tenant, scope) {
      const forget = () => {
        destroyed += 1;
        keys.delete(nameOf(tenant, scope));
      };
      forget();
      try {
        return await store.destroy(tenant, scope);
      } finally {
        forget();
      }
    },

    async verify() {
      const { keys: stored, damaged } = await store.list();
      if (stored.some(({ masterKey }) => masterKeyOf(masters, masterKey) === undefined)) throw wrongMasterKey();
      await prove(masters);
      return { underOld: stored.filter(({ masterKey }) => masterKey !== masters.current.id).length, damaged };
    },
  };
}

/** A vault that is misspelt, or doesn't let us in, shows at the start and not at the first case. */
async function prove({ current }: MasterKeys): Promise<void> {
  const place = placeOfKey({ tenant: '', scope: 'probe', keyId: 'probe' });
  const bytes = randomBytes(32);
  const opened = await current.unwrap(place, await current.wrap(place, bytes));
  if (!bytes.equals(opened))
    throw new AdapterError('Storage: the master key does not open what it wrapped', { code: 'storage.wrongMasterKey' });
}

function nameOf(tenant: string, scope: string): string {
  return JSON.stringify([tenant, scope]);
}
