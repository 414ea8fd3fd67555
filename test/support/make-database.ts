import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { openEmbedded } from '../../src/storage/embedded.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { openJobs } from '../../src/storage/jobs.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { openServer, withPatientConnection } from '../../src/storage/server.ts';
import { createKeptLog } from './kept-log.ts';

const dayMs = 86_400_000;

/** Makes `database`, a folder for DATA_DIR, and `database.tar`, the same for one in memory, in the folder `place`. */
export async function makeDatabase(place: string): Promise<void> {
  const home = dirname(place);
  await mkdir(home, { recursive: true });
  await forgetOlder(home);
  const folder = await mkdtemp(join(home, 'making-'));
  const database = join(folder, 'database');
  const engine = await openEmbedded(database);
  await migrate(engine.kysely as unknown as Kysely<unknown>);
  await addJobs(engine);
  const lite = await PGlite.create(database);
  const contents = await lite.dumpDataDir('none');
  await lite.close();
  await writeFile(join(folder, 'database.tar'), contents.stream());
  // Another run may have been first.
  await rename(folder, place).catch(() => rm(folder, { recursive: true, force: true }));
}

/** Makes a database of that name on the server, with the schema and nothing else. */
export async function fillServerDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const { href } = Object.assign(new URL(serverUrl), { pathname: `/${name}` });
  await withPatientConnection(href, migrate);
  await addJobs(openServer(href, createKeptLog()));
}

/** Adds what pg-boss keeps, and closes. */
async function addJobs(engine: Engine): Promise<void> {
  const jobs = await openJobs(engine.boss, createKeptLog());
  await jobs.stop();
  await engine.close();
}

/** A run that is under way may still copy from a younger one. */
async function forgetOlder(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const { mtimeMs } = await stat(join(home, name));
    if (mtimeMs < Date.now() - dayMs) await rm(join(home, name), { recursive: true, force: true });
  }
}
