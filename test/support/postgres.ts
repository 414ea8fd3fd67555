import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type PostgresServer, startServer } from './postgres-server.ts';
import { askForPostgres, madeDatabase } from './shared-postgres.ts';

/** Databases for one test file, on a PostgreSQL server. */
export interface TestPostgres {
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>;
  /** The same with the schema in it, and nothing else, wherever that is quicker than leaving it to whoever opens it first. */
  createMadeDatabase(): Promise<string>;
  /** Drops the databases that were made, and stops the server when it's this file's own. */
  stop(): Promise<void>;
}

export interface OwnPostgres extends TestPostgres {
  readonly goDown: PostgresServer['goDown'];
}

/**
 * A real server: the one of TEST_DATABASE_URL (whose user may create databases), else the one that all files of this run share,
 * else, outside vitest, one of its own.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return databasesOn(given);
  const shared = await askForPostgres();
  return shared === undefined ? startOwnPostgres() : databasesOn(shared, { template: madeDatabase });
}

/** A server that nobody else uses, for what stops it or changes its settings. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const server = await startServer();
  return { ...databasesOn(server.url, { end: server.stop }), goDown: server.goDown };
}

function databasesOn(
  adminUrl: string,
  { template, end }: { readonly template?: string; readonly end?: () => Promise<void> } = {},
): TestPostgres {
  const names: string[] = [];
  async function create(from = 'template1'): Promise<string> {
    const name = `rondetafel_${randomBytes(6).toString('hex')}`;
    await asAdmin(adminUrl, `create database ${name} template ${from}`);
    names.push(name);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    return url.href;
  }
  return {
    createDatabase: () => create(),
    createMadeDatabase: () => create(template),
    async stop() {
      // Dropping them from a server that ends is for nothing.
      if (end !== undefined) return end();
      for (const name of names) await asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
