import { sql } from 'kysely';
import type { Database, Trx } from '../database.ts';
import { damagedKey, type KeyStore } from './key-store.ts';

/**
 * Moves keys that are still beside the data, from before they lived apart, into the key store. Can be killed and begun again at
 * any moment: a key is removed only when it's kept elsewhere.
 * @returns how many were moved
 */
export async function moveKeys(database: Database, store: KeyStore): Promise<number> {
  const moved = new Set<string>();
  for (;;) {
    const rows = await database.run(db => db.withSchema('keys').selectFrom('data_keys').selectAll().execute());
    if (rows.length === 0) return moved.size;
    for (const { tenant, scope, key_id: keyId, master_key: masterKey, wrapped } of rows) {
      const kept = await store.keep({ tenant, scope, keyId, masterKey, wrapped });
      if (kept.keyId !== keyId) throw damagedKey('a case has one key beside its data and another one in the key store');
      moved.add(keyId);
    }
    await database.transact(trx => emptyWhenMoved(trx, moved));
  }
}

/** Truncating gives the table a new file; deleted rows would stay in the old one. */
async function emptyWhenMoved(trx: Trx, moved: ReadonlySet<string>): Promise<void> {
  await sql`lock table keys.data_keys in access exclusive mode`.execute(trx);
  const rows = await trx.withSchema('keys').selectFrom('data_keys').select('key_id').execute();
  if (rows.every(({ key_id }) => moved.has(key_id))) await sql`truncate keys.data_keys`.execute(trx);
}
