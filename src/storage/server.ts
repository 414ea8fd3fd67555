import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Log } from '../ports/log.ts';
import { bossOptions, type Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** Opens a PostgreSQL server for any number of processes. */
export function openServer(databaseUrl: string, log: Log): Engine {
  return {
    ...openConnections(databaseUrl, { max: 10, log }),
    boss: new PgBoss({
      ...bossOptions,
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
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
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
