import type { IdentitySettings } from '../../tokens/managed-identity.ts';
import { loadMasterKey, readKey } from '../master-key.ts';
import { createKeyVaultMasterKey } from './key-vault.ts';
import { createLocalMasterKey, type MasterKey, type MasterKeys } from './master-key.ts';

/** What the environment says about master keys: each 32 bytes as text, or the address of a key in Azure Key Vault. */
export interface MasterKeySettings {
  readonly masterKey?: string;
  readonly oldMasterKey?: string;
  readonly identity: IdentitySettings;
  readonly dataDir: string;
}

/**
 * The master keys that this process works with. Rejects with `AdapterError` `storage.wrongMasterKey` for what isn't a key. A key
 * vault isn't asked anything yet.
 */
export async function loadMasterKeys(settings: MasterKeySettings): Promise<MasterKeys> {
  const { masterKey, oldMasterKey, identity, dataDir } = settings;
  const current =
    masterKey === undefined
      ? createLocalMasterKey(await loadMasterKey({ dataDir }))
      : read(masterKey, 'RONDETAFEL_MASTER_KEY', identity);
  if (oldMasterKey === undefined) return { current };
  return { current, old: read(oldMasterKey, 'RONDETAFEL_MASTER_KEY_OLD', identity) };
}

function read(text: string, name: string, identity: IdentitySettings): MasterKey {
  if (text.startsWith('https://')) return createKeyVaultMasterKey(text, identity);
  return createLocalMasterKey(readKey(text, name));
}
