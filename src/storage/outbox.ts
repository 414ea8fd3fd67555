import { sql } from 'kysely';
import type { Effect } from '../domain/effects.ts';
import type { Instant } from '../domain/values.ts';
import type { Log } from '../ports/log.ts';
import type { Outbox, Outcome, PendingEffect } from '../ports/outbox.ts';
import type { Database, Trx } from './database.ts';
import { createInHand } from './in-hand.ts';
import { recordPosted } from './record-posted.ts';
import { isFree, type ThisProcess } from './this-process.ts';

/**
 * `Outbox` in the database. A lane has a row with its holder, so that two processes never send from it at once; a holder that
 * died loses it (`this-process.ts`). Every effect that is taken has to be settled: until then its lane waits.
 */
export function createOutbox(database: Database, process: ThisProcess, log: Log): Outbox {
  const inHand = createInHand();
  return {
    async take(tenant, lane, now) {
      if (!inHand.take(tenant, lane)) return undefined;
      let taken: PendingEffect | undefined;
      try {
        taken = await database.transact(
          trx => takeIn(trx, { tenant, lane, now, process }),
          effect => effect !== undefined,
        );
        return taken;
      } finally {
        if (taken === undefined) inHand.giveBack(tenant, lane);
      }
    },

    async settle(effect, outcome) {
      try {
        const held = await database.transact(trx => settleIn(trx, { effect, outcome, processId: process.id }));
        if (!held) log.warn('outbox.laneLost', { effect: effect.id, kind: effect.effect.kind, outcome: outcome.kind });
      } finally {
        // Also when it couldn't be settled: then the effect comes again, with one attempt more.
        inHand.giveBack(effect.tenant, effect.lane);
      }
    },

    async waitingLanes(now) {
      const { rows } = await database.run(db =>
        sql<{ tenant: string; lane: string }>`
          select head.tenant, head.lane
          from (
            select distinct on (tenant, lane) tenant, lane, not_before
            from effects where state = 'pending' order by tenant, lane, id
          ) as head
          left join lanes on lanes.tenant = head.tenant and lanes.lane = head.lane
          where ${mayGoOut('head.not_before', now)}
            and ${isFree('lanes.holder', process)}
          order by head.tenant, head.lane`.execute(db),
      );
      return rows.filter(({ tenant, lane }) => !inHand.has(tenant, lane)).map(({ tenant, lane }) => ({ tenant, lane }));
    },
  };
}

/** Nobody is ever asked to wait for longer: what is put off further was put off by a clock that has been set back since. */
const longestWait = sql`interval '15 minutes'`;

function mayGoOut(notBefore: string, now: Instant) {
  const column = sql.ref(notBefore);
  return sql<boolean>`(${column} is null or ${column} <= ${now}::timestamptz or ${column} > ${now}::timestamptz + ${longestWait})`;
}

interface Take {
  readonly tenant: string;
  readonly lane: string;
  readonly now: Instant;
  readonly process: ThisProcess;
}

/** Rolled back when there's nothing to take. */
async function takeIn(trx: Trx, { tenant, lane, now, process }: Take): Promise<PendingEffect | undefined> {
  const lanes = await trx
    .insertInto('lanes')
    .values({ tenant, lane, holder: process.id })
    .onConflict(conflict =>
      conflict.columns(['tenant', 'lane']).doUpdateSet({ holder: process.id }).where(isFree('lanes.holder', process)),
    )
    .returning('lane')
    .execute();
  if (lanes.length === 0) return undefined;

  // A statement of its own: it sees what the former holder settled while this one waited for the lane.
  const { rows } = await sql<Taken>`
    with head as (
      select id, in_flight, effect ->> 'gathered' as gathered from effects
      where tenant = ${tenant} and lane = ${lane} and state = 'pending' order by id limit 1
    ), together as (
      select effects.id, effects.in_flight from effects, head
      where effects.id = head.id or (
        effects.tenant = ${tenant} and effects.lane = ${lane} and effects.state = 'pending'
        and effects.effect ->> 'gathered' = head.gathered and effects.in_flight = head.in_flight)
    )
    update effects set attempts = attempts + 1, in_flight = true from head, together
    where effects.id = together.id and exists (
      select from effects as first
      where first.id = head.id and ${mayGoOut('first.not_before', now)})
    returning effects.id::text as id, case_code, effect, attempts - 1 as attempts, together.in_flight as interrupted`.execute(
    trx,
  );
  const [head, ...along] = rows.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  if (head === undefined) return undefined;
  const pending = ({ case_code, ...row }: Taken): PendingEffect => ({
    ...row,
    tenant,
    lane,
    case: case_code,
    along: [],
  });
  return { ...pending(head), along: along.map(pending) };
}

interface Taken {
  readonly id: string;
  readonly case_code: string;
  readonly effect: Effect;
  readonly attempts: number;
  readonly interrupted: boolean;
}

interface Settle {
  readonly effect: PendingEffect;
  readonly outcome: Outcome;
  readonly processId: string;
}

/**
 * True when this process still held the lane for that attempt. If it didn't (it was silent for so long that it counted as
 * dead), only a success counts: what was posted stands in the chat.
 */
async function settleIn(trx: Trx, { effect, outcome, processId }: Settle): Promise<boolean> {
  const released = await trx
    .updateTable('lanes')
    .set({ holder: null })
    .where('tenant', '=', effect.tenant)
    .where('lane', '=', effect.lane)
    .where('holder', '=', processId)
    .returning('lane')
    .execute();
  const isMine = released.length > 0;
  if (isMine || outcome.kind === 'done') {
    await trx
      .updateTable('effects')
      .set(changesOf(outcome))
      .where(sql<boolean>`id = any(${idsOf(effect)}::bigint[])`)
      .where('state', '=', 'pending')
      .execute();
  }
  if (outcome.kind === 'done' && outcome.messageId !== undefined) {
    await recordPosted(trx, effect, outcome.messageId, isMine);
  }
  return isMine;
}

/** As PostgreSQL writes an array: both drivers take text. */
function idsOf({ id, along }: PendingEffect): string {
  return `{${[id, ...along.map(one => one.id)].join(',')}}`;
}

function changesOf(outcome: Outcome) {
  const settled_at = sql`clock_timestamp()`;
  switch (outcome.kind) {
    case 'done':
      return { state: 'done', settled_at };
    case 'failed':
      return { state: 'failed', code: outcome.code, settled_at };
    case 'possiblySent':
      return { state: 'possiblySent', settled_at };
    case 'retry':
      return { not_before: outcome.at, code: outcome.code, in_flight: false };
  }
}
