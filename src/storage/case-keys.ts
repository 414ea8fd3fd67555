import { randomBytes, randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Database } from './database.ts';
import { type DataKey, keyedDigest, openBytes, sealBytes } from './sealing.ts';
import type { Tables } from './tables.ts';

/** What a data key is for. */
export function caseScope(code: string): string {
  return `case:${code}`;
}
/** For what isn't about one case: profiles, and digests of presses. */
const houseScope = 'house';

interface NewKey {
  readonly key: DataKey;
  readonly row: Insertable<Tables['keys.data_keys']>;
}

/**
 * Data keys, one per case and one per house, wrapped by the master key. The master key is never in the database; unwrapped
 * keys are only in memory.
 */
export interface KeyRing {
  /** The key of that scope; undefined when there's none (yet, or any more). */
  find(tenant: string, scope: string): Promise<DataKey | undefined>;
  /** Reads those of them that aren't at hand, all at once, for whoever is going to ask for many. */
  prepare(tenant: string, scopes: readonly string[]): Promise<void>;
  /** The key of the house, made when there's none. */
  house(tenant: string): Promise<DataKey>;
  /** A new key that isn't stored: its row belongs in the transaction of what it seals. */
  make(tenant: string, scope: string): NewKey;
  /** To be called after that transaction. */
  remember(tenant: string, scope: string, key: DataKey): void;
  /** Rejects with `storage.wrongMasterKey` when keys in the database were wrapped by another master key. */
  verify(): Promise<void>;
}

type KeyRow = Pick<Selectable<Tables['keys.data_keys']>, 'key_id' | 'wrapped' | 'master_key'>;

/** Unwrapped keys that are kept at hand; the oldest goes first. */
const atHand = 1_000;

export function createKeyRing(database: Database, masterKey: Uint8Array): KeyRing {
  if (masterKey.length !== 32) {
    throw new AdapterError('Storage: the master key has to be 32 bytes', { code: 'storage.wrongMasterKey' });
  }
  const master: DataKey = { id: fingerprintOf(masterKey), bytes: masterKey };
  const keys = new Map<string, DataKey>();

  function remember(tenant: string, scope: string, key: DataKey): void {
    const oldest = keys.size < atHand ? undefined : keys.keys().next().value;
    if (oldest !== undefined) keys.delete(oldest);
    keys.set(nameOf(tenant, scope), key);
  }

  async function find(tenant: string, scope: string): Promise<DataKey | undefined> {
    const known = keys.get(nameOf(tenant, scope));
    if (known !== undefined) return known;
    const row = await database.run(db =>
      db
        .selectFrom('keys.data_keys')
        .select(['key_id', 'wrapped', 'master_key'])
        .where('tenant', '=', tenant)
        .where('scope', '=', scope)
        .executeTakeFirst(),
    );
    return row && unwrapped(tenant, scope, row);
  }

  function unwrapped(tenant: string, scope: string, row: KeyRow): DataKey {
    if (row.master_key !== master.id) throw wrongMasterKey();
    const key = { id: row.key_id, bytes: openBytes(master, placeOf(tenant, scope, row.key_id), row.wrapped) };
    remember(tenant, scope, key);
    return key;
  }

  function make(tenant: string, scope: string): NewKey {
    const key: DataKey = { id: randomUUID(), bytes: randomBytes(32) };
    const wrapped = sealBytes(master, placeOf(tenant, scope, key.id), key.bytes);
    return { key, row: { key_id: key.id, tenant, scope, master_key: master.id, wrapped } };
  }

  return {
    find,
    make,
    remember,

    async prepare(tenant, scopes) {
      const asked = scopes.filter(scope => !keys.has(nameOf(tenant, scope))).slice(0, atHand);
      if (asked.length === 0) return;
      const rows = await database.run(db =>
        db
          .selectFrom('keys.data_keys')
          .select(['scope', 'key_id', 'wrapped', 'master_key'])
          .where('tenant', '=', tenant)
          .where('scope', 'in', asked)
          .execute(),
      );
      for (const row of rows) unwrapped(tenant, row.scope, row);
    },

    async house(tenant) {
      const known = await find(tenant, houseScope);
      if (known !== undefined) return known;
      const { row } = make(tenant, houseScope);
      await database.run(db =>
        db
          .insertInto('keys.data_keys')
          .values(row)
          .onConflict(conflict => conflict.constraint('data_keys_scope').doNothing())
          .execute(),
      );
      // Read back: another process may have been first, and then its key counts.
      const stored = await find(tenant, houseScope);
      if (stored === undefined) throw new AdapterError('Storage: the house has no key', { code: 'storage.keyMissing' });
      return stored;
    },

    async verify() {
      const foreign = await database.run(db =>
        db.selectFrom('keys.data_keys').select('key_id').where('master_key', '!=', master.id).limit(1).execute(),
      );
      if (foreign.length > 0) throw wrongMasterKey();
    },
  };
}

function wrongMasterKey(): AdapterError {
  return new AdapterError('Storage: the case keys in this database were wrapped by another master key', {
    code: 'storage.wrongMasterKey',
  });
}

function placeOf(tenant: string, scope: string, keyId: string) {
  return { tenant, scope, kind: 'key', position: keyId } as const;
}

function nameOf(tenant: string, scope: string): string {
  return JSON.stringify([tenant, scope]);
}

/** Tells master keys apart without giving anything of them away. */
function fingerprintOf(masterKey: Uint8Array): string {
  return keyedDigest({ id: 'master', bytes: masterKey }, 'rondetafel master key').slice(0, 16);
}
