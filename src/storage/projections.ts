import type { Insertable } from 'kysely';
import { type CaseOverview, type Projection, projectionForm } from '../domain/overview.ts';
import { byDue } from '../domain/working-days.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { CaseOverviews } from '../ports/case-overviews.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { OpenActions } from '../ports/open-actions.ts';
import { caseScope, type KeyRing } from './case-keys.ts';
import type { Database, Trx } from './database.ts';
import { type DataKey, open, type Place, seal } from './sealing.ts';
import type { Tables } from './tables.ts';

/** A projection as rows; what isn't an id or a date of an action is sealed. */
export interface ProjectionRows {
  readonly overview: Insertable<Tables['case_overviews']>;
  readonly openActions: readonly Insertable<Tables['open_actions']>[];
}

export function rowsOfProjection(
  { tenant, case: code }: StreamId,
  version: number,
  { overview, openActions }: Projection,
  key: DataKey,
): ProjectionRows {
  const body = seal(key, placeOf(tenant, code, version), overview);
  return {
    overview: { tenant, case_code: code, version, form: projectionForm, key_id: key.id, body },
    openActions: openActions.map(one => ({ tenant, case_code: code, ...one })),
  };
}

/** Takes the place of what was kept of that case in an older form; what is there in the form of now stays. */
async function fillIn(trx: Trx, { overview, openActions }: ProjectionRows): Promise<void> {
  const { tenant, case_code, ...kept } = overview;
  const stored = await trx
    .insertInto('case_overviews')
    .values(overview)
    .onConflict(conflict =>
      conflict.columns(['tenant', 'case_code']).doUpdateSet(kept).where('case_overviews.form', '<', projectionForm),
    )
    .returning('version')
    .execute();
  if (stored.length === 0) return;
  await trx.deleteFrom('open_actions').where('tenant', '=', tenant).where('case_code', '=', case_code).execute();
  if (openActions.length === 0) return;
  await trx
    .insertInto('open_actions')
    .values([...openActions])
    .execute();
}

/** `OpenActions` in the database, in clear: ids and dates only. */
export function createOpenActions(database: Database): OpenActions {
  return {
    async ofOwner(tenant, person) {
      const rows = await database.run(db =>
        db
          .selectFrom('open_actions')
          .select(['case_code as case', 'action', 'conference', 'due'])
          .where('tenant', '=', tenant)
          .where('owner', '=', person)
          .orderBy('case_code')
          .execute(),
      );
      return rows.toSorted((one, other) => byDue(one.due, other.due) || byNumber(one, other));
    },
  };
}

/** Of one case in the order of their numbers: A2 before A10. */
function byNumber(one: { case: string; action: string }, other: { case: string; action: string }): number {
  return one.case === other.case ? Number(one.action.slice(1)) - Number(other.action.slice(1)) : 0;
}

/** `CaseOverviews` in the database. */
export function createCaseOverviews(database: Database, keys: KeyRing): CaseOverviews {
  return {
    async all(tenant) {
      const rows = await database.run(db =>
        db
          .selectFrom('case_overviews')
          .select(['case_code', 'version', 'key_id', 'body'])
          .where('tenant', '=', tenant)
          .orderBy('case_code')
          .execute(),
      );
      await keys.prepare(
        tenant,
        rows.map(row => caseScope(row.case_code)),
      );
      const overviews: CaseOverview[] = [];
      for (const { case_code: code, version, key_id, body } of rows) {
        const key = await keys.find(tenant, caseScope(code));
        if (key?.id !== key_id)
          throw new AdapterError('Storage: an overview was sealed with another key', { code: 'storage.damaged' });
        overviews.push(open(key, placeOf(tenant, code, version), body) as CaseOverview);
      }
      return overviews;
    },

    async missing() {
      return database.run(db =>
        db
          .selectFrom('streams')
          .leftJoin('case_overviews', join =>
            join
              .onRef('case_overviews.tenant', '=', 'streams.tenant')
              .onRef('case_overviews.case_code', '=', 'streams.case_code'),
          )
          .select(['streams.tenant as tenant', 'streams.case_code as case'])
          .where('streams.version', '>', 0)
          .where(({ or, eb }) =>
            or([eb('case_overviews.form', 'is', null), eb('case_overviews.form', '<', projectionForm)]),
          )
          .orderBy('streams.tenant')
          .orderBy('streams.case_code')
          .execute(),
      );
    },

    async save(stream, version, projection) {
      const key = await keys.find(stream.tenant, caseScope(stream.case));
      if (key === undefined) throw new AdapterError('Storage: the case has no key', { code: 'storage.keyMissing' });
      const rows = rowsOfProjection(stream, version, projection, key);
      await database.transact(trx => fillIn(trx, rows));
    },
  };
}

function placeOf(tenant: string, code: string, version: number): Place {
  return { tenant, scope: caseScope(code), kind: 'overview', position: String(version) };
}
