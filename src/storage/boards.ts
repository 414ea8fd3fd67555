import { type Kysely, sql } from 'kysely';
import type { Instant } from '../domain/values.ts';
import type { BoardDue, Boards } from '../ports/boards.ts';
import type { Database, Trx } from './database.ts';
import { createInHand } from './in-hand.ts';
import type { Tables } from './tables.ts';
import { isFree, type ThisProcess } from './this-process.ts';

const hourMs = 3_600_000;
/** Teams allows 1,800 sends an hour per chat; prompts and refusals need the rest. */
const editsAnHour = 1_400;
/** From here on edits stretch, so that a busy hour doesn't end without a board. */
const stretchAfter = 1_000;
const spacingMs = 1_000;
const stretchedMs = 3_000;
/** How soon to ask again for a board that is being edited. */
const editingMs = 500;

/** `Boards` in the database. Every board that is claimed has to be settled: until then nobody edits it. */
export function createBoards(database: Database, process: ThisProcess): Boards {
  const inHand = createInHand();
  return {
    async claim(tenant, conference, now, anyway = false) {
      if (!inHand.take(tenant, conference)) return { waitMs: editingMs };
      let claimed: BoardDue | { readonly waitMs: number } | undefined;
      try {
        claimed = await database.transact(trx => claimIn(trx, { tenant, conference, now, process, anyway }));
        return claimed;
      } finally {
        if (claimed === undefined || 'waitMs' in claimed) inHand.giveBack(tenant, conference);
      }
    },

    async settle(board, shown) {
      try {
        await database.run(db => settleIn(db, board, shown, process.id));
      } finally {
        inHand.giveBack(board.tenant, board.conference);
      }
    },

    async behind() {
      return database.run(db =>
        withWanted(db)
          .select(['boards.tenant', 'boards.conference'])
          .where('boards.shown', '<', wanted)
          .orderBy('boards.tenant')
          .orderBy('boards.conference')
          .execute(),
      );
    },
  };
}

/** What a board should show isn't stored with it, so that an append needn't touch it: it's the version of the stream. */
const wanted = sql<number>`coalesce(boards.last_version, streams.version)`;

function withWanted(db: Kysely<Tables>) {
  return db
    .selectFrom('boards')
    .innerJoin('streams', join =>
      join.onRef('streams.tenant', '=', 'boards.tenant').onRef('streams.case_code', '=', 'boards.case_code'),
    );
}

interface Claim {
  readonly tenant: string;
  readonly conference: string;
  readonly now: Instant;
  readonly process: ThisProcess;
  readonly anyway: boolean;
}

async function claimIn(
  trx: Trx,
  { tenant, conference, now, process, anyway }: Claim,
): Promise<BoardDue | { readonly waitMs: number } | undefined> {
  const board = await withWanted(trx)
    .selectAll('boards')
    .select([wanted.as('wanted'), isFree('boards.holder', process).as('free')])
    .where('boards.tenant', '=', tenant)
    .where('boards.conference', '=', conference)
    .forUpdate('boards')
    .executeTakeFirst();
  if (board === undefined || (board.shown >= board.wanted && !anyway)) return undefined;
  if (!board.free) return { waitMs: editingMs };

  const waitMs = await waitOf(trx, tenant, board.conversation, now);
  if (waitMs > 0) return { waitMs };

  await trx
    .with('counted', cte => cte.insertInto('board_edits').values({ tenant, conversation: board.conversation, at: now }))
    .updateTable('boards')
    .set({ holder: process.id })
    .where('tenant', '=', tenant)
    .where('conference', '=', conference)
    .execute();
  return {
    tenant,
    case: board.case_code,
    conference,
    conversation: board.conversation,
    messageId: board.message_id,
    token: board.token,
    wanted: board.wanted,
  };
}

/** Milliseconds until that conversation may have another edit. One process counts at a time; edits that failed count too. */
async function waitOf(trx: Trx, tenant: string, conversation: string, now: Instant): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(['board_edits', tenant, conversation])}, 0))`.execute(
    trx,
  );
  const hourAgo = new Date(Date.parse(now) - hourMs).toISOString();
  const { rows } = await sql<{ edits: number; first: Date | null; last: Date | null }>`
    with forgotten as (
      delete from board_edits
      where tenant = ${tenant} and conversation = ${conversation} and at <= ${hourAgo}::timestamptz
    )
    select count(*)::int as edits, min(at) as first, max(at) as last from board_edits
    where tenant = ${tenant} and conversation = ${conversation} and at > ${hourAgo}::timestamptz`.execute(trx);
  const [counted] = rows;
  if (counted === undefined || counted.first === null || counted.last === null) return 0;

  const at = Date.parse(now);
  if (counted.edits >= editsAnHour) return Math.max(1, counted.first.getTime() + hourMs - at);
  const spacing = counted.edits >= stretchAfter ? stretchedMs : spacingMs;
  const since = at - counted.last.getTime();
  // Further in the future than two clocks ever differ: our clock was set back, and an edit of then says nothing about now.
  if (since < -spacing) return 0;
  return Math.max(0, spacing - since);
}

/** Nothing when another process has taken over, or when a new board has taken its place. */
async function settleIn(db: Kysely<Tables>, board: BoardDue, shown: boolean, processId: string): Promise<void> {
  await db
    .updateTable('boards')
    .set({ holder: null, ...(shown ? { shown: sql<number>`greatest(shown, ${board.wanted}::integer)` } : {}) })
    .where('tenant', '=', board.tenant)
    .where('conference', '=', board.conference)
    .where('message_id', '=', board.messageId)
    .where('holder', '=', processId)
    .execute();
}
