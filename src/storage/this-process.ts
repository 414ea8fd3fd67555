import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Log } from '../ports/log.ts';
import type { Database, Trx } from './database.ts';

/** How often a process says that it lives, and after which silence it counts as dead. Together they stay under ten seconds. */
const heartbeatMs = 2_000;
const silenceMs = 6_000;
/** SQL: the silence of a holder after which it counts as dead. */
export const silence = sql.raw(`interval '${silenceMs / 1_000} seconds'`);

/** This process as the holder of lanes and boards. */
export interface ThisProcess {
  readonly id: string;
  /**
   * False while this process was silent itself, and as long again after that: when the database comes back, nobody has been heard
   * for a while, and whoever is first may not take the others for dead.
   */
  mayJudge(): boolean;
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

  const heard = createHeard();
  const timer = options.alone
    ? undefined
    : setInterval(() => {
        beat(database, id, false).then(heard.now, () => options.log.warn('storage.heartbeatFailed'));
      }, heartbeatMs);
  timer?.unref();

  return {
    id,
    mayJudge: () => options.alone || heard.steadily(),
    async leave() {
      clearInterval(timer);
      await database.transact(trx => release(trx, id));
    },
  };
}

/** A heartbeat that came this late was missed: others may have missed theirs. Half of what counts as dead, so that it shows in time. */
const missedMs = silenceMs / 2;

/** When the database last heard of us, by a clock that only goes forward. */
export function createHeard(now: () => number = () => performance.now()) {
  let last = now();
  let steadyFrom = last;
  return {
    now(): void {
      const at = now();
      if (at - last > missedMs) steadyFrom = at + silenceMs;
      last = at;
    },
    steadily: () => now() - last < missedMs && now() >= steadyFrom,
  };
}

/** SQL: may this process take what `holder` (a column) holds? True when nobody holds it, when it does itself, or when the holder died. */
export function isFree(holder: string, process: Pick<ThisProcess, 'id' | 'mayJudge'>) {
  const column = sql.ref(holder);
  const ours = sql<boolean>`${column} is null or ${column} = ${process.id}`;
  if (!process.mayJudge()) return sql<boolean>`(${ours})`;
  return sql<boolean>`(${ours} or not exists (
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
