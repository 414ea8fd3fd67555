import { type Insertable, sql } from 'kysely';
import { recordAccesses } from './audit/access-log.ts';
import { beforeTheFirst, linkedEvent } from './audit/chain.ts';
import { indexConferences } from './conference-index.ts';
import { json, type Trx } from './database.ts';
import type { Enqueue } from './jobs.ts';
import type { PreparedAppend } from './prepare-append.ts';
import { findPress, latestInputs } from './presses.ts';
import { storeProjection } from './projections.ts';
import type { Tables } from './tables.ts';

/**
 * The transaction of an append: at most one statement per table, and nothing for tables that get nothing. Anything but
 * `appended` is to be rolled back.
 */
export async function appendIn(
  trx: Trx,
  append: PreparedAppend,
  enqueue: Enqueue,
): Promise<'appended' | 'conflict' | 'duplicate'> {
  const last = await claimVersion(trx, append);
  if (last === undefined) return (await isDuplicate(trx, append)) ? 'duplicate' : 'conflict';
  if (!(await rememberPress(trx, append))) return 'duplicate';
  if (append.events.length > 0) {
    await trx.insertInto('events').values(linked(append, last)).execute();
    await indexConferences(trx, append.stream, append.indexChanges);
  }
  if (append.projection !== undefined) await storeProjection(trx, append.projection);
  await storeTokens(trx, append);
  await storeEffects(trx, append);
  await storeDueMoments(trx, append);
  if (append.access !== undefined) await recordAccesses(trx, [append.access]);
  await enqueue(trx, append.lanes);
  return 'appended';
}

/**
 * Locks the stream's row, and moves it to the new version when it's at the expected one. One statement does both: it waits for
 * whoever holds the row, and then looks at the version that they left.
 * @returns the last link of the chain of events; undefined when the version is another one
 */
async function claimVersion(trx: Trx, append: PreparedAppend): Promise<string | undefined> {
  const { stream, expectedVersion, newVersion } = append;
  if (expectedVersion === 0) {
    const claimed = await trx
      .insertInto('streams')
      .values({ tenant: stream.tenant, case_code: stream.case, version: newVersion })
      .onConflict(conflict =>
        conflict
          .columns(['tenant', 'case_code'])
          .doUpdateSet({ version: newVersion })
          .where('streams.version', '=', expectedVersion),
      )
      .returning('version')
      .execute();
    return claimed.length > 0 ? beforeTheFirst : undefined;
  }
  const claimed = await trx
    .updateTable('streams')
    .set({ version: newVersion })
    .where('tenant', '=', stream.tenant)
    .where('case_code', '=', stream.case)
    .where('version', '=', expectedVersion)
    .returning(({ selectFrom }) =>
      selectFrom('events')
        .select('events.chain')
        .whereRef('events.tenant', '=', 'streams.tenant')
        .whereRef('events.case_code', '=', 'streams.case_code')
        .where('events.version', '=', expectedVersion)
        .as('chain'),
    )
    .execute();
  // An event that somebody took out leaves no link; the audit names it.
  return claimed[0] && (claimed[0].chain ?? beforeTheFirst);
}

function linked({ events, link }: PreparedAppend, last: string): Insertable<Tables['events']>[] {
  let chain = last;
  return events.map(event => {
    chain = link(chain, linkedEvent(event));
    return { ...event, chain };
  });
}

async function isDuplicate(trx: Trx, { stream, press }: PreparedAppend): Promise<boolean> {
  return press !== undefined && (await findPress(trx, stream.tenant, press.key, press.inputs)) !== undefined;
}

/** False when it's the same press as one that is remembered: by activity id, or as this person's latest on that token. */
async function rememberPress(trx: Trx, { stream, press }: PreparedAppend): Promise<boolean> {
  if (press === undefined) return true;
  const { row, inputs } = press;
  const { rows } = await sql`
    insert into presses (tenant, case_code, activity_id, person, token, inputs, key_id, answer)
    select ${row.tenant}::text, ${row.case_code}::text, ${row.activity_id}::text, ${row.person}::text,
      ${row.token}::text, ${row.inputs}::text, ${row.key_id}::text, ${row.answer}::bytea
    where ${latestInputs(stream.tenant, press.key)} is distinct from ${inputs}::text or ${inputs}::text is null
    on conflict on constraint presses_activity do nothing
    returning 1`.execute(trx);
  return rows.length > 0;
}

async function storeTokens(trx: Trx, { tokens }: PreparedAppend): Promise<void> {
  if (tokens.length === 0) return;
  await trx
    .insertInto('form_tokens')
    .values([...tokens])
    .onConflict(conflict => conflict.column('token').doNothing())
    .execute();
  for (const token of tokens) if (token.form === 'board' && token.person === null) await giveToBoard(trx, token);
}

/** The next edit of the board carries its newest token: buttons are bound to the phase that the board shows. */
async function giveToBoard(trx: Trx, token: Insertable<Tables['form_tokens']>): Promise<void> {
  await trx
    .updateTable('boards')
    .set({ token: token.token })
    .where('tenant', '=', token.tenant)
    .where('conference', '=', token.conference ?? '')
    .execute();
}

async function storeEffects(trx: Trx, { stream, newVersion, effects }: PreparedAppend): Promise<void> {
  if (effects.length === 0) return;
  await trx
    .insertInto('effects')
    .values(
      effects.map(effect => ({
        tenant: stream.tenant,
        case_code: stream.case,
        version: newVersion,
        lane: effect.lane,
        effect: json(effect),
      })),
    )
    .execute();
}

async function storeDueMoments(trx: Trx, { stream, newVersion, dueMoments }: PreparedAppend): Promise<void> {
  if (dueMoments.length === 0) return;
  await trx
    .insertInto('due_moments')
    .values(
      dueMoments.map(({ at, effect }) => ({
        tenant: stream.tenant,
        case_code: stream.case,
        version: newVersion,
        at,
        effect: json(effect),
      })),
    )
    .execute();
}
