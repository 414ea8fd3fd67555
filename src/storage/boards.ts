import { type Kysely, sql } from 'kysely';
import type { ConferenceId, Instant } from '../domain/values.ts';
import type { BoardDue, Boards } from '../ports/boards.ts';
import type { Database } from './database.ts';
import { createInHand } from './in-hand.ts';
import type { Tables } from './tables.ts';
import { silence, type ThisProcess } from './this-process.ts';

/** How soon to ask again for a board that is being edited. */
const editingMs = 500;
const pace = JSON.stringify({
  hourMs: 3_600_000,
  // Teams allows 1,800 sends an hour per chat; prompts and refusals need the rest.
  editsAnHour: 1_400,
  // From here on edits stretch, so that a busy hour doesn't end without a board.
  stretchAfter: 1_000,
  spacingMs: 1_000,
  stretchedMs: 3_000,
  editingMs,
});

/** `Boards` in the database. Every board that is claimed has to be settled: until then nobody edits it. */
export function createBoards(database: Database, process: ThisProcess): Boards {
  const inHand = createInHand();
  return {
    async claim(tenant, conference, now, anyway = false) {
      if (!inHand.take(tenant, conference)) return { waitMs: editingMs };
      let claimed: BoardDue | { readonly waitMs: number } | undefined;
      try {
        claimed = await database.run(db => claimIn(db, [tenant, conference], now, process, anyway));
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

async function claimIn(
  db: Kysely<Tables>,
  [tenant, conference]: readonly [string, ConferenceId],
  now: Instant,
  process: ThisProcess,
  anyway: boolean,
): Promise<BoardDue | { readonly waitMs: number } | undefined> {
  const { rows } = await sql<{ claimed: BoardDue | { readonly waitMs: number } | null }>`
    select claim_board(${tenant}, ${conference}, ${process.id}, ${process.mayJudge()}, ${silence}, ${anyway},
      ${now}::timestamptz, ${pace}::jsonb) as claimed`.execute(db);
  return rows[0]?.claimed ?? undefined;
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
