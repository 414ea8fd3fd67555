import { sql } from 'kysely';
import type { CaseDestructions } from '../../ports/case-destructions.ts';
import { recordDestruction } from '../audit/access-log.ts';
import { chainKeyOf, digestOfCase } from '../audit/chain.ts';
import { caseScope, type KeyRing } from '../case-keys.ts';
import { type Database, json, type Trx } from '../database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { personScope } from '../people.ts';
import type { DataKey } from '../sealing.ts';
import type { DestroyedCase, DestroyedList } from './destroyed-list.ts';
import { type Removed, removeCase } from './remove-case.ts';

interface Parts {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly store: KeyStore;
  readonly list: DestroyedList;
}

/**
 * `CaseDestructions` in the database. First the rows, with the record, in one transaction that looks at the version: from then on there's
 * no case. Then the list outside, then the keys. A process that is killed in between leaves an unfinished record, which `applyDestroyed`
 * finishes at the next start.
 */
export function createCaseDestructions({ database, keys, list }: Omit<Parts, 'store'>): CaseDestructions {
  return {
    async destroy(stream, version, facts, people) {
      const { tenant, case: code } = stream;
      const chainKey = await chainKeyOf(keys, tenant);
      const digest = digestOfCase(chainKey, code);
      const { destroyedAt, ...about } = facts;
      const removed = await database.transact(
        async trx => {
          if (!(await claim(trx, tenant, code, version))) return undefined;
          const rows = await removeCase(trx, stream, people);
          await record(trx, { tenant, digest, keys: keysIn(rows), at: destroyedAt, facts: about });
          await recordDestruction(trx, chainKey, { tenant, digest, at: destroyedAt });
          return rows;
        },
        rows => rows !== undefined,
      );
      if (removed === undefined) return false;
      await list.add([{ tenant, digest, keys: keysIn(removed), at: destroyedAt, facts: about }]);
      await keys.destroy(tenant, caseScope(code));
      for (const { person } of removed.people) await keys.destroy(tenant, personScope(person));
      return true;
    },

    async destroyedAmong(codes, only) {
      if (codes.length === 0) return [];
      const rows = await database.run(db => db.selectFrom('destructions').select(['tenant', 'case_digest']).execute());
      const ofTenant = rows.filter(({ tenant }) => only === undefined || tenant === only);
      const known = new Set(ofTenant.map(row => JSON.stringify([row.tenant, row.case_digest])));
      const found = new Set<string>();
      for (const tenant of new Set(ofTenant.map(row => row.tenant))) {
        const key = await chainKeyOf(keys, tenant);
        for (const code of codes) if (known.has(JSON.stringify([tenant, digestOfCase(key, code)]))) found.add(code);
      }
      return codes.filter(code => found.has(code));
    },

    async finish(until, remains) {
      await database.run(db =>
        db
          .updateTable('destructions')
          .set({ remains: json(remains), finished_at: until })
          .where('finished_at', 'is', null)
          .where('at', '<=', sql<Date>`${until}::timestamptz`)
          .execute(),
      );
    },
  };
}

function keysIn({ caseKeys, people }: Removed): readonly string[] {
  return [...caseKeys, ...people.map(({ key }) => key)];
}

/** Waits for whoever is recording something about the case, and then looks at the version that they left. */
async function claim(trx: Trx, tenant: string, code: string, version: number): Promise<boolean> {
  const claimed = await trx
    .deleteFrom('streams')
    .where('tenant', '=', tenant)
    .where('case_code', '=', code)
    .where('version', '=', version)
    .returning('version')
    .execute();
  return claimed.length > 0;
}

async function record(trx: Trx, { tenant, digest, keys, at, facts }: DestroyedCase): Promise<void> {
  await trx
    .insertInto('destructions')
    .values({
      tenant,
      case_digest: digest,
      key_ids: json(keys),
      at,
      opened_on: facts.openedOn,
      closed_on: facts.closedOn,
      conferences: facts.conferences,
      minutes: facts.minutes,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'case_digest']).doNothing())
    .execute();
}

/**
 * For the start of a process, before anything is read: destroys again what came back with a backup (rows, keys, people), finishes what a
 * killed process had begun, and lets list and database know the same cases.
 * @returns how many cases came back and went again
 */
export async function applyDestroyed({ database, keys, store, list }: Parts): Promise<number> {
  const listed = await list.all();
  const recorded = await recordedCases(database);
  const nameOf = ({ tenant, digest }: DestroyedCase) => JSON.stringify([tenant, digest]);
  const inDatabase = new Set(recorded.map(nameOf));
  const inList = new Set(listed.map(nameOf));
  await list.add(recorded.filter(one => !inList.has(nameOf(one))));

  const all = [...new Map([...recorded, ...listed].map(one => [nameOf(one), one])).values()];
  if (all.length === 0) return 0;
  const dead = new Set(all.flatMap(one => one.keys));
  for (const { tenant, scope, keyId } of (await store.list()).keys)
    if (dead.has(keyId)) await keys.destroy(tenant, scope);
  let again = 0;
  for (const one of all) {
    const chainKey = await chainKeyOf(keys, one.tenant);
    const removed = await database.transact(trx => removeByKeys(trx, one, chainKey, !inDatabase.has(nameOf(one))));
    if (removed) again += 1;
  }
  return again;
}

/** Found by the keys that sealed them: ids that were made for this case and no other. */
async function removeByKeys(trx: Trx, destroyed: DestroyedCase, chainKey: DataKey, isNew: boolean): Promise<boolean> {
  const ids = JSON.stringify(destroyed.keys);
  const isDead = (column: string) =>
    sql<boolean>`${sql.ref(column)} in (select jsonb_array_elements_text(${ids}::jsonb))`;
  const { rows } = await sql<{ case_code: string }>`
    select case_code from events where tenant = ${destroyed.tenant} and ${isDead('key_id')}
    union select case_code from presses where tenant = ${destroyed.tenant} and ${isDead('key_id')}
    union select case_code from case_overviews where tenant = ${destroyed.tenant} and ${isDead('key_id')}`.execute(trx);
  for (const row of rows) await removeCase(trx, { tenant: destroyed.tenant, case: row.case_code }, []);
  await sql`delete from people where tenant = ${destroyed.tenant} and ${isDead('key_id')}`.execute(trx);
  if (isNew) await record(trx, destroyed);
  if (isNew || rows.length > 0) await recordDestruction(trx, chainKey, destroyed);
  return rows.length > 0;
}

async function recordedCases(database: Database): Promise<readonly DestroyedCase[]> {
  const rows = await database.run(db => db.selectFrom('destructions').selectAll().execute());
  return rows.map(row => ({
    tenant: row.tenant,
    digest: row.case_digest,
    keys: row.key_ids as readonly string[],
    at: row.at.toISOString(),
    facts: {
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      conferences: row.conferences,
      minutes: row.minutes,
    },
  }));
}
