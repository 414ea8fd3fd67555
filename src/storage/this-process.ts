import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Log } from '../ports/log.ts';
import type { Database, Trx } from './database.ts';

/** How often a process says that it lives, and after which silence it counts as dead. Together they stay under ten seconds. */
const heartbeatMs = 2_000;
const silence = sql.raw("interval '6 seconds'");

/** This process as the holder of lanes and boards. */
export interface ThisProcess {
  readonly id: string;
  /** Gives up what it holds. */
  leave(): Promise<void>;
}

/**
 * Enters this process, and starts its heartbeat on a server. On an embedded database the directory lock proves that every
 * earlier process is dead: what they held is free at once, and no heartbeat is needed.
 */
export async function enterProcess(
  database: Database,
  options: { readonly alone: boolean; readonly name: string | undefined; readonly log: Log },
): Promise<ThisProcess> {
  // The random part keeps a restart under the same name apart from the process before it.
  const id = `${options.name ?? 'process'}:${randomUUID()}`;
  if (options.alone) await database.transact(trx => forgetEveryone(trx));
  else await forgetLongDead(database);
  await beat(database, id, options.alone);

  const timer = options.alone
    ? undefined
    : setInterval(() => {
        beat(database, id, false).catch(() => options.log.warn('storage.heartbeatFailed'));
      }, heartbeatMs);
  timer?.unref();

  return {
    id,
    async leave() {
      clearInterval(timer);
      await database.transact(trx => release(trx, id));
    },
  };
}

/** SQL: may `id` take what `holder` (a column) holds? True when nobody holds it, when `id` does, or when the holder died. */
export function isFree(holder: string, id: string) {
  const column = sql.ref(holder);
  return sql<boolean>`(${column} is null or ${column} = ${id} or not exists (
    select 1 from processes where processes.id = ${column} and processes.seen_at > clock_timestamp() - ${silence}))`;
}

async function beat(database: Database, id: string, forEver: boolean): Promise<void> {
  const seen = forEver ? sql`'infinity'::timestamptz` : sql`clock_timestamp()`;
  await database.run(db =>
    sql`insert into processes (id, seen_at) values (${id}, ${seen})
      on conflict (id) do update set seen_at = excluded.seen_at`.execute(db),
  );
}

/** A process that was killed leaves its row behind. */
async function forgetLongDead(database: Database): Promise<void> {
  await database.run(db =>
    sql`delete from processes where seen_at < clock_timestamp() - interval '1 hour'`.execute(db),
  );
}

async function forgetEveryone(trx: Trx): Promise<void> {
  await trx.updateTable('lanes').set({ holder: null }).where('holder', 'is not', null).execute();
  await trx.updateTable('boards').set({ holder: null }).where('holder', 'is not', null).execute();
  await trx.deleteFrom('processes').execute();
}

async function release(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('lanes').set({ holder: null }).where('holder', '=', id).execute();
  await trx.updateTable('boards').set({ holder: null }).where('holder', '=', id).execute();
  await trx.deleteFrom('processes').where('id', '=', id).execute();
}
