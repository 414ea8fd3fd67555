import { type Kysely, sql } from 'kysely';
import type { Effect } from '../domain/effects.ts';
import type { CaseCode, Instant } from '../domain/values.ts';
import type { Log } from '../ports/log.ts';
import type { Outbox, Outcome, PendingEffect } from '../ports/outbox.ts';
import type { Database, Trx } from './database.ts';
import { createInHand } from './in-hand.ts';
import { recordPosted } from './record-posted.ts';
import type { Tables } from './tables.ts';
import { isFree, silence, type ThisProcess } from './this-process.ts';

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
        taken = await database.run(db => takeIn(db, { tenant, lane, now, process }));
        return taken;
      } finally {
        if (taken === undefined) inHand.giveBack(tenant, lane);
      }
    },

    async settle(effect, outcome) {
      try {
        const settle: Settle = { effect, outcome, processId: process.id };
        const messageId = outcome.kind === 'done' ? outcome.messageId : undefined;
        const held = await (messageId === undefined
          ? database.run(db => settleIn(db, settle))
          : database.transact(trx => settleWithCard(trx, settle, messageId)));
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

async function takeIn(db: Kysely<Tables>, { tenant, lane, now, process }: Take): Promise<PendingEffect | undefined> {
  const { rows } = await sql<{ taken: readonly Taken[] | null }>`
    select take_effects(${tenant}, ${lane}, ${process.id}, ${process.mayJudge()}, ${silence}, ${now}::timestamptz, ${longestWait}) as taken`.execute(
    db,
  );
  const [head, ...along] = rows[0]?.taken ?? [];
  const pending = (one: Taken): PendingEffect => ({ ...one, tenant, lane, along: [] });
  return head && { ...pending(head), along: along.map(pending) };
}

interface Taken {
  readonly id: string;
  readonly case: CaseCode;
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
async function settleIn(db: Kysely<Tables>, { effect, outcome, processId }: Settle): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select settle_effects(${effect.tenant}, ${effect.lane}, ${processId}, ${idsOf(effect)}::bigint[],
      ${JSON.stringify(changesOf(outcome))}::jsonb) as held`.execute(db);
  return rows[0]?.held ?? false;
}

/** What is remembered of a card that was posted is written in the same transaction. */
async function settleWithCard(trx: Trx, settle: Settle, messageId: string): Promise<boolean> {
  const held = await settleIn(trx, settle);
  await recordPosted(trx, settle.effect, messageId, held);
  return held;
}

/** As PostgreSQL writes an array: both drivers take text. */
function idsOf({ id, along }: PendingEffect): string {
  return `{${[id, ...along.map(one => one.id)].join(',')}}`;
}

function changesOf(outcome: Outcome): { readonly [change: string]: string } {
  switch (outcome.kind) {
    case 'done':
      return { state: 'done' };
    case 'failed':
      return { state: 'failed', code: outcome.code };
    case 'possiblySent':
      return { state: 'possiblySent' };
    case 'retry':
      return { notBefore: outcome.at, code: outcome.code };
  }
}
