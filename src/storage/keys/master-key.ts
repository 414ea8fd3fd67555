import { AdapterError } from '../../ports/adapter-error.ts';
import { keyedDigest, openBytes, type Place, sealBytes } from '../sealing.ts';

/**
 * Wraps the data keys: whoever has only what's stored has nothing. Lives outside database and key store, in the environment or
 * in Azure Key Vault. Methods reject with `AdapterError`: `storage.damaged` (not wrapped by this master key, for this place, or
 * changed since), `keys.refused` (the vault says no) or, retryable, `keys.unavailable`.
 */
export interface MasterKey {
  /** Tells master keys apart without giving anything of them away; kept beside what it wrapped. */
  readonly id: string;
  /** @param place what the key is for; bound to it, so that a wrapped key doesn't open in the place of another one */
  wrap(place: Place, key: Uint8Array): Promise<Uint8Array>;
  unwrap(place: Place, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** What this process has: one that wraps, and during a rotation the one before it, that only opens. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly old?: MasterKey;
}

/** The master key with that id; undefined when this process doesn't have it. */
export function masterKeyOf(masters: MasterKeys, id: string): MasterKey | undefined {
  return [masters.current, masters.old].find(master => master?.id === id);
}

/** Thrown when a key was wrapped by a master key that this process doesn't have. */
export function wrongMasterKey(): AdapterError {
  return new AdapterError(
    'Storage: the case keys here were wrapped by another master key. Give that one as RONDETAFEL_MASTER_KEY, or as RONDETAFEL_MASTER_KEY_OLD beside the new one',
    { code: 'storage.wrongMasterKey' },
  );
}

/**
 * 32 bytes that are in this process: AES-256-GCM.
 * @throws AdapterError `storage.wrongMasterKey` for another number of bytes
 */
export function createLocalMasterKey(bytes: Uint8Array): MasterKey {
  if (bytes.length !== 32) {
    throw new AdapterError('Storage: the master key has to be 32 bytes', { code: 'storage.wrongMasterKey' });
  }
  const id = keyedDigest({ id: 'master', bytes }, 'rondetafel master key').slice(0, 16);
  const key = { id, bytes };
  return {
    id,
    wrap: async (place, plain) => sealBytes(key, place, plain),
    unwrap: async (place, wrapped) => openBytes(key, place, wrapped),
  };
}
