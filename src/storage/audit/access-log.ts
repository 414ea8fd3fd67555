import { type Insertable, sql } from 'kysely';
import { theBot } from '../../domain/events.ts';
import type { Instant } from '../../domain/values.ts';
import type { Access, AccessLog, AccessTo } from '../../ports/access-log.ts';
import { caseScope, type KeyRing } from '../case-keys.ts';
import type { Database, Trx } from '../database.ts';
import type { GroupCommit } from '../group-commit.ts';
import { type DataKey, open, type Place, seal } from '../sealing.ts';
import type { Tables } from '../tables.ts';
import { beforeTheFirst, chainKeyOf, digestOfCase, type LinkMaker, linkedAccess, linkMaker } from './chain.ts';

/** An entry, sealed before the transaction begins; its number and link are known inside it. */
export interface PreparedAccess {
  readonly link: LinkMaker;
  readonly row: Omit<Insertable<Tables['access_log']>, 'seq' | 'chain' | 'at'> & { readonly at: string };
}

/** @param key of the case, or of the house; absent when the case has none any more: then only what is in clear is logged */
export function prepareAccess(
  chainKey: DataKey,
  key: DataKey | undefined,
  { tenant, case: code, at, person, action, what, client, why }: AccessTo,
): PreparedAccess {
  const digest = digestOfCase(chainKey, code);
  const hasBody = key !== undefined && why !== undefined;
  const row = {
    tenant,
    case_digest: digest,
    at,
    person,
    action,
    what,
    client,
    key_id: hasBody ? key.id : null,
    body: hasBody ? seal(key, placeOf(tenant, digest, { at, person, action, what }), { why }) : null,
  };
  return { link: linkMaker(chainKey, 'access', { tenant, digest }), row };
}

/**
 * The last that is said of a case: heads of before don't bind its events from then on (`expectations.ts`). To be called in the transaction
 * that removes its rows; those of this log stay.
 */
export async function recordDestruction(
  trx: Trx,
  chainKey: DataKey,
  { tenant, digest, at }: { readonly tenant: string; readonly digest: string; readonly at: Instant },
): Promise<void> {
  const row = {
    tenant,
    case_digest: digest,
    at,
    person: theBot,
    action: 'destroy',
    what: 'retention',
    client: 'bot',
    key_id: null,
    body: null,
  };
  await recordAccess(trx, { link: linkMaker(chainKey, 'access', { tenant, digest }), row });
}

async function recordAccess(trx: Trx, { link, row }: PreparedAccess): Promise<void> {
  const { tenant, case_digest } = row;
  const head = await trx
    .insertInto('access_heads')
    .values({ tenant, case_digest, seq: 0, chain: beforeTheFirst })
    // Changes nothing, but waits for whoever is writing behind the same end, and reads what they left.
    .onConflict(conflict =>
      conflict.columns(['tenant', 'case_digest']).doUpdateSet({ seq: sql<number>`access_heads.seq` }),
    )
    .returning(['seq', 'chain'])
    .executeTakeFirstOrThrow();
  const seq = head.seq + 1;
  const chain = link(head.chain, linkedAccess({ ...row, seq, key_id: row.key_id ?? null, body: row.body ?? null }));
  await trx
    .with('entry', db => db.insertInto('access_log').values({ ...row, seq, chain }))
    .updateTable('access_heads')
    .set({ seq, chain })
    .where('tenant', '=', tenant)
    .where('case_digest', '=', case_digest)
    .execute();
}

/** `AccessLog` in the database. */
export function createAccessLog(database: Database, keys: KeyRing, commits: Pick<GroupCommit, 'write'>): AccessLog {
  async function keyFor(tenant: string, code: string | undefined): Promise<DataKey | undefined> {
    return code === undefined ? keys.house(tenant) : keys.find(tenant, caseScope(code));
  }

  return {
    async record(accesses) {
      if (accesses.length === 0) return;
      await commits.write(async () => {
        const access: PreparedAccess[] = [];
        for (const one of accesses) {
          const { tenant } = one;
          access.push(prepareAccess(await chainKeyOf(keys, tenant), await keyFor(tenant, one.case), one));
        }
        return { kind: 'access', access };
      });
    },

    async of({ tenant, case: code }) {
      const digest = digestOfCase(await chainKeyOf(keys, tenant), code);
      const key = await keyFor(tenant, code);
      const rows = await database.run(db =>
        db
          .selectFrom('access_log')
          .select(['seq', 'at', 'person', 'action', 'what', 'client', 'key_id', 'body'])
          .where('tenant', '=', tenant)
          .where('case_digest', '=', digest)
          .orderBy('seq')
          .execute(),
      );
      return rows.map(({ seq, at, person, action, what, client, key_id, body }) => {
        const entry = { at: at.toISOString(), person, action: action as Access['action'], what, client };
        // Sealed with the key of a case of this code that was destroyed: nobody can open it.
        if (body === null || key === undefined || key_id !== key.id) return { seq, ...entry };
        return { seq, ...entry, ...(open(key, placeOf(tenant, digest, entry), body) as { readonly why: string }) };
      });
    },
  };
}

function placeOf(
  tenant: string,
  digest: string,
  { at, person, action, what }: Pick<Access, 'at' | 'person' | 'action' | 'what'>,
): Place {
  return {
    tenant,
    scope: digest,
    kind: 'access',
    position: JSON.stringify([new Date(at).toISOString(), person, action, what]),
  };
}
