import { inGroups } from './in-groups.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import { type MasterKey, type MasterKeys, masterKeyOf } from './master-key.ts';
import { placeOfKey } from './place-of-key.ts';

/** How many keys in the store are wrapped by which master key. */
export interface KeyCount {
  readonly masterKey: string;
  readonly keys: number;
  readonly which: 'current' | 'old' | 'unknown';
}

export interface Rotation {
  /** Wrapped anew by this run. */
  readonly rewrapped: number;
  /** Wrapped by a master key that isn't given: nobody here can open them, so they're left as they are. */
  readonly unknown: number;
  /** Can't be read, or don't open. */
  readonly damaged: number;
}

/** In the order of their number, most first. */
export async function countKeys(
  store: KeyStore,
  masters: MasterKeys,
): Promise<{ readonly counts: readonly KeyCount[]; readonly damaged: number }> {
  const { keys, damaged } = await store.list();
  const byMaster = Map.groupBy(keys, key => key.masterKey);
  const counts = [...byMaster].map(([masterKey, under]) => ({
    masterKey,
    keys: under.length,
    which: whichOf(masters, masterKey),
  }));
  return { counts: counts.toSorted((one, other) => other.keys - one.keys), damaged };
}

function whichOf({ current, old }: MasterKeys, id: string): KeyCount['which'] {
  if (id === current.id) return 'current';
  return id === old?.id ? 'old' : 'unknown';
}

/**
 * Wraps every key that the old master key wrapped by the current one, beside running bots, which read whichever is there. It can be
 * killed at any moment and begun again: a key is whole under one or the other. What a bot made under the old one meanwhile is
 * found by looking again until nothing is left. Rejects with what the store or a vault says; then too nothing is lost.
 * @param report after each key: how many of this round are done
 */
export async function rotateKeys(
  store: KeyStore,
  masters: MasterKeys,
  report: (done: number, total: number) => void = () => undefined,
): Promise<Rotation> {
  const unopened = new Set<string>();
  let rewrapped = 0;
  for (;;) {
    const { keys, damaged } = await store.list();
    const unknown = keys.filter(({ masterKey }) => masterKeyOf(masters, masterKey) === undefined).length;
    const waiting = keys.filter(({ masterKey, keyId }) => masterKey === masters.old?.id && !unopened.has(keyId));
    const { old } = masters;
    if (old === undefined || old.id === masters.current.id || waiting.length === 0)
      return { rewrapped, unknown, damaged: damaged + unopened.size };
    let done = 0;
    await inGroups(waiting, async key => {
      const anew = await rewrap(key, old, masters.current);
      if (anew === undefined) unopened.add(key.keyId);
      else if (await store.replace(anew, old.id)) rewrapped += 1;
      done += 1;
      report(done, waiting.length);
    });
  }
}

/** Undefined when it doesn't open in its place. The new form is opened once before it takes the place of the old one. */
async function rewrap(key: StoredKey, old: MasterKey, current: MasterKey): Promise<StoredKey | undefined> {
  const place = placeOfKey(key);
  const plain = await old.unwrap(place, key.wrapped).catch(onlyDamaged);
  if (plain === undefined) return undefined;
  const wrapped = await current.wrap(place, plain);
  if (!Buffer.from(await current.unwrap(place, wrapped)).equals(plain))
    throw new Error('the new master key does not open what it wrapped');
  return { ...key, masterKey: current.id, wrapped };
}

function onlyDamaged(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'storage.damaged') return undefined;
  throw error;
}
