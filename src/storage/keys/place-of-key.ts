import type { Place } from '../sealing.ts';
import type { StoredKey } from './key-store.ts';

/** Where a wrapped key belongs: bound to it, so that a key doesn't open in the place of another one. */
export function placeOfKey({ tenant, scope, keyId }: Pick<StoredKey, 'tenant' | 'scope' | 'keyId'>): Place {
  return { tenant, scope, kind: 'key', position: keyId };
}
