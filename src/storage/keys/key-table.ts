import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import { damagedKey, type KeyStore, type StoredKey } from './key-store.ts';

/** Beside the data, or where `RONDETAFEL_KEYS_DATABASE_URL` points: another database, or another role in the same one. */
export type KeySchema = 'keys' | 'rondetafel_keys';

interface Options {
  readonly schema: KeySchema;
  readonly besideData: boolean;
  readonly close: () => Promise<void>;
}

/** `KeyStore` in a table of a PostgreSQL database. */
export function createKeyTable(database: Database, { schema, besideData, close }: Options): KeyStore {
  const columns = ['tenant', 'scope', 'key_id', 'master_key', 'wrapped'] as const;
  const inSchema = <T>(work: (db: Kysely<Tables>) => Promise<T>) => database.run(db => work(db.withSchema(schema)));

  async function find(tenant: string, scopes: readonly string[]): Promise<readonly StoredKey[]> {
    if (scopes.length === 0) return [];
    const rows = await inSchema(db =>
      db
        .selectFrom('data_keys')
        .select(columns)
        .where('tenant', '=', tenant)
        .where('scope', 'in', [...scopes])
        .execute(),
    );
    return rows.map(keyOf);
  }

  return {
    besideData,
    find,

    async keep(key) {
      await inSchema(db =>
        db
          .insertInto('data_keys')
          .values(rowOf(key))
          .onConflict(conflict => conflict.columns(['tenant', 'scope']).doNothing())
          .execute(),
      );
      // Read back: another process may have been first, and then its key counts.
      const [kept] = await find(key.tenant, [key.scope]);
      if (kept === undefined) throw damagedKey('a key that was just made is gone');
      return kept;
    },

    async replace(key, from) {
      const changed = await inSchema(db =>
        db
          .updateTable('data_keys')
          .set({ master_key: key.masterKey, wrapped: key.wrapped })
          .where('tenant', '=', key.tenant)
          .where('scope', '=', key.scope)
          .where('key_id', '=', key.keyId)
          .where('master_key', '=', from)
          .returning('key_id')
          .execute(),
      );
      return changed.length > 0;
    },

    async destroy(tenant, scope) {
      const destroyed = await inSchema(db =>
        db
          .deleteFrom('data_keys')
          .where('tenant', '=', tenant)
          .where('scope', '=', scope)
          .returning('key_id')
          .execute(),
      );
      // A deleted row stays in its file until the table is written anew. Also when there was none: an earlier attempt may have ended here.
      await database.run(db => sql`vacuum full ${sql.id(schema, 'data_keys')}`.execute(db));
      return destroyed.length > 0;
    },

    async list() {
      const rows = await inSchema(db =>
        db.selectFrom('data_keys').select(columns).orderBy('tenant').orderBy('scope').execute(),
      );
      return { keys: rows.map(keyOf), damaged: 0 };
    },

    close,
  };
}

interface KeyRow {
  readonly tenant: string;
  readonly scope: string;
  readonly key_id: string;
  readonly master_key: string;
  readonly wrapped: Uint8Array;
}

function keyOf({ tenant, scope, key_id, master_key, wrapped }: KeyRow): StoredKey {
  return { tenant, scope, keyId: key_id, masterKey: master_key, wrapped };
}

function rowOf({ tenant, scope, keyId, masterKey, wrapped }: StoredKey): KeyRow {
  return { tenant, scope, key_id: keyId, master_key: masterKey, wrapped };
}
