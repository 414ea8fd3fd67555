import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Log } from '../ports/log.ts';
import { bossOptions, type Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** Longer than any statement of ours takes. */
const statementMs = 20_000;
/** A connection on which nothing is heard for longer than a statement may take has lost its server, without a word of goodbye. */
const deadAfterMs = statementMs + 5_000;

/** Without it a query would wait for a network that is gone until the kernel gives up, a quarter of an hour later. */
const stream = (): Socket => {
  const socket = new Socket();
  return socket.setTimeout(deadAfterMs, () => socket.destroy());
};

/** Opens a PostgreSQL server for any number of processes. */
export function openServer(databaseUrl: string, log: Log): Engine {
  // What pg-boss doesn't know of, it gives to its pool as it is.
  const forItsPool = { stream, keepAlive: true, statement_timeout: statementMs };
  return {
    ...openConnections(databaseUrl, { max: 10, log }),
    boss: new PgBoss({
      ...bossOptions,
      ...forItsPool,
      connectionString: databaseUrl,
      max: 3,
      connectionTimeoutMillis: 5_000,
      application_name: 'rondetafel jobs',
    }),
    alone: false,
  };
}

/** Connections are made when they're needed: a server that is away shows at the first query. */
export function openConnections(
  databaseUrl: string,
  { max, log }: { readonly max: number; readonly log: Log },
): Pick<Engine, 'kysely' | 'close'> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
    keepAlive: true,
    stream,
    application_name: 'rondetafel',
    options: '-c TimeZone=UTC',
  });
  // A connection that breaks while it's idle is replaced; without a listener it would end the process.
  pool.on('error', () => log.warn('storage.connectionLost'));
  survivesLoss(pool);
  return {
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    close: () => pool.end(),
  };
}

/**
 * The pool listens to a connection while it's idle only. One that breaks between two statements of a transaction tells nobody
 * but itself, and would end the process; the next statement on it is refused, which is where it's dealt with.
 */
function survivesLoss(pool: Pool): void {
  pool.on('connect', client => client.on('error', () => undefined));
}

/** A single connection without time limits, for migrations: another process may be at it for as long as it takes. */
export async function withPatientConnection<T>(
  databaseUrl: string,
  work: (kysely: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  survivesLoss(pool);
  try {
    return await work(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }));
  } finally {
    await pool.end();
  }
}
