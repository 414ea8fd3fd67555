import { AdapterError } from '../../ports/adapter-error.ts';

/** A data key as it's kept: wrapped, and useless without the master key. */
export interface StoredKey {
  readonly tenant: string;
  /** What it's for: a case, the house. One key per tenant and scope. */
  readonly scope: string;
  readonly keyId: string;
  /** The id of the master key that wrapped it. */
  readonly masterKey: string;
  readonly wrapped: Uint8Array;
}

/**
 * Where wrapped keys live, apart from what they open, so that a copy of the data holds none. Any number of processes may work on
 * one store. Everything rejects with `AdapterError`: `storage.damaged` for a key that isn't what it says it is, else retryable.
 */
export interface KeyStore {
  /** True when whoever has the data has these keys too: they're in the same database, under the same role. */
  readonly besideData: boolean;
  /** Those of them that are there. */
  find(tenant: string, scopes: readonly string[]): Promise<readonly StoredKey[]>;
  /** On the disk when it resolves. When the scope has a key already that one stays. Resolves with the key that is kept. */
  keep(key: StoredKey): Promise<StoredKey>;
  /**
   * The same key, wrapped by another master key.
   * @param from the master key that wrapped what is there now
   * @returns false, and nothing changed, when that isn't there any more: a key that was destroyed doesn't come back
   */
  replace(key: StoredKey, from: string): Promise<boolean>;
  /**
   * After this nobody can open what the key sealed: it's overwritten where that's possible and gone, on the disk too.
   * @returns false when there was none
   */
  destroy(tenant: string, scope: string): Promise<boolean>;
  /** Everything. Keys that can't be read are counted only, so that one bad file doesn't keep a house from starting. */
  list(): Promise<{ readonly keys: readonly StoredKey[]; readonly damaged: number }>;
  close(): Promise<void>;
}

export function damagedKey(what: string, cause?: unknown): AdapterError {
  return new AdapterError(`Storage: ${what}`, { code: 'storage.damaged', cause });
}
