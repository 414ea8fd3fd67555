import { type Kysely, sql } from 'kysely';
import type { PressKey } from '../ports/event-store.ts';
import { caseScope, type KeyRing } from './case-keys.ts';
import { keyedDigest, type Place } from './sealing.ts';
import type { Tables } from './tables.ts';

export function placeOfAnswer(tenant: string, code: string, activity: string): Place {
  return { tenant, scope: caseScope(code), kind: 'answer', position: activity };
}

/**
 * The inputs of a press as they're kept: a digest under the key of the house, because the few values that a level or a vote
 * can have would be guessed from a plain one. Null when only the activity id can tell (typed commands).
 */
export async function digestOfInputs(keys: KeyRing, tenant: string, press: PressKey): Promise<string | null> {
  if (press.token === undefined || press.inputs === undefined) return null;
  return keyedDigest(await keys.house(tenant), 'press', press.person, press.token, press.inputs);
}

/** The press with that activity id, else this person's latest press on the token when its inputs are the same. */
export async function findPress(db: Kysely<Tables>, tenant: string, press: PressKey, inputs: string | null) {
  const sameAsLatest = sql<boolean>`id = ${latestPress(tenant, press)} and inputs = ${inputs}`;
  return db
    .selectFrom('presses')
    .select(['case_code', 'activity_id', 'key_id', 'answer'])
    .where('tenant', '=', tenant)
    .where(where => where.or([where('activity_id', '=', press.activityId), sameAsLatest]))
    .orderBy(sql`activity_id = ${press.activityId}`, 'desc')
    .limit(1)
    .executeTakeFirst();
}

function latestPress(tenant: string, press: PressKey) {
  return sql<string>`(select id from presses
    where tenant = ${tenant} and token = ${press.token ?? null} and person = ${press.person} order by id desc limit 1)`;
}
