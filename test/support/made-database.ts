import { existsSync, openAsBlob } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { openInMemory } from '../../src/storage/embedded.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { madeDatabaseVariable } from './before-all-tests.ts';

/**
 * Puts an embedded database with its schema and nothing else where a bot with this DATA_DIR looks for one, unless it's there.
 * Copying takes a tenth of a second; making one takes six.
 */
export async function putMadeDatabase(dataDir: string): Promise<void> {
  const made = process.env[madeDatabaseVariable];
  const database = join(dataDir, 'database');
  if (made !== undefined && !existsSync(database)) await cp(join(made, 'database'), database, { recursive: true });
}

/** The same for PGlite in memory, as its `loadDataDir`. */
export async function madeContents(): Promise<Blob | undefined> {
  const made = process.env[madeDatabaseVariable];
  return made === undefined ? undefined : openAsBlob(join(made, 'database.tar'));
}

export async function openMadeInMemory(): Promise<Engine> {
  return openInMemory(await madeContents());
}
