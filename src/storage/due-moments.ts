import { sql } from 'kysely';
import type { Effect } from '../domain/effects.ts';
import type { Instant } from '../domain/values.ts';
import type { DueMoments } from '../ports/due-moments.ts';
import { type Database, json, type Trx } from './database.ts';
import { distinctLanes, type Enqueue, type Lane } from './jobs.ts';

/** Moments per transaction, and whatever else is due in their lanes: few enough that nobody waits long for the connection of an embedded database. */
const batch = 200;

/** `DueMoments` in the database. */
export function createDueMoments(database: Database, enqueue: Enqueue): DueMoments {
  return {
    async fire(now) {
      const lanes: Lane[] = [];
      for (;;) {
        const fired = await database.transact(trx => fireIn(trx, now, enqueue));
        lanes.push(...fired);
        if (fired.length < batch) return distinctLanes(lanes);
      }
    },
  };
}

/** Transactions that take the lock of this number wait for each other. */
const firing = 7_305_114;

/**
 * One lane per moment that was fired. One process fires at a time, and lanes are fired whole: whoever is looking at a lane finds
 * everything of this moment in it, or nothing.
 */
async function fireIn(trx: Trx, now: Instant, enqueue: Enqueue): Promise<readonly Lane[]> {
  await sql`select pg_advisory_xact_lock(${sql.lit(firing)})`.execute(trx);
  const { rows } = await sql<{ tenant: string; case_code: string; version: number; effect: Effect }>`
    with first as (
      select tenant, effect ->> 'lane' as lane from due_moments
      where fired_at is null and at <= ${now}::timestamptz order by at, id limit ${batch}
    ), fired as (
      update due_moments set fired_at = ${now}::timestamptz
      where fired_at is null and at <= ${now}::timestamptz
        and (tenant, effect ->> 'lane') in (select tenant, lane from first)
      returning due_moments.id, at, tenant, case_code, version, effect
    )
    select tenant, case_code, version, effect from fired order by at, id`.execute(trx);
  if (rows.length === 0) return [];

  await trx
    .insertInto('effects')
    .values(
      rows.map(({ tenant, case_code, version, effect }) => ({
        tenant,
        case_code,
        version,
        lane: effect.lane,
        effect: json(effect),
      })),
    )
    .execute();
  const lanes = rows.map(({ tenant, effect }) => ({ tenant, lane: effect.lane }));
  await enqueue(trx, distinctLanes(lanes));
  return lanes;
}
