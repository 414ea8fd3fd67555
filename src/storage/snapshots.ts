import type { CaseState } from '../domain/case-state.ts';
import type { Log } from '../ports/log.ts';
import type { Snapshots } from '../ports/snapshots.ts';
import { caseScope, type KeyRing } from './case-keys.ts';
import type { Database } from './database.ts';
import { open, type Place, seal } from './sealing.ts';

/**
 * `Snapshots` in the database.
 * @param rules says by which rules a state is made; a snapshot of other rules isn't looked at
 */
export function createSnapshots(database: Database, keys: KeyRing, rules: string, log: Log): Snapshots {
  return {
    async latest({ tenant, case: code }) {
      const row = await database.run(db =>
        db
          .selectFrom('snapshots')
          .select(['version', 'event_id', 'key_id', 'body'])
          .where('tenant', '=', tenant)
          .where('case_code', '=', code)
          .where('rules', '=', rules)
          .executeTakeFirst(),
      );
      const key = row && (await keys.find(tenant, caseScope(code)));
      if (row === undefined || key?.id !== row.key_id) return undefined;
      try {
        const state = open(key, placeOf(tenant, code, row.version, row.event_id, rules), row.body) as CaseState;
        return { state, version: row.version, last: row.event_id };
      } catch {
        // The events are the record: a snapshot that somebody changed is left alone, and the audit is about them.
        log.warn('snapshot.damaged', { version: row.version });
        return undefined;
      }
    },

    async keep({ tenant, case: code }, { state, version, last }) {
      const key = await keys.find(tenant, caseScope(code));
      if (key === undefined) return;
      const kept = {
        version,
        event_id: last,
        rules,
        key_id: key.id,
        body: seal(key, placeOf(tenant, code, version, last, rules), state),
      };
      // Out of the row of the stream: a case that was destroyed meanwhile gets none.
      await database.run(db =>
        db
          .insertInto('snapshots')
          .columns(['tenant', 'case_code', 'version', 'event_id', 'rules', 'key_id', 'body'])
          .expression(({ selectFrom, val }) =>
            selectFrom('streams')
              .select([
                'tenant',
                'case_code',
                val(kept.version).as('version'),
                val(kept.event_id).as('event_id'),
                val(kept.rules).as('rules'),
                val(kept.key_id).as('key_id'),
                val(kept.body).as('body'),
              ])
              .where('tenant', '=', tenant)
              .where('case_code', '=', code)
              .where('version', '>=', version),
          )
          .onConflict(conflict =>
            conflict
              .columns(['tenant', 'case_code'])
              .doUpdateSet(kept)
              .where(({ or, eb, ref }) =>
                or([
                  eb('snapshots.version', '<', ref('excluded.version')),
                  eb('snapshots.rules', '<>', ref('excluded.rules')),
                ]),
              ),
          )
          .execute(),
      );
    },
  };
}

function placeOf(tenant: string, code: string, version: number, event: string, rules: string): Place {
  return { tenant, scope: caseScope(code), kind: 'snapshot', position: JSON.stringify([version, event, rules]) };
}
