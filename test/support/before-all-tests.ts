import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { offerPostgres } from './shared-postgres.ts';
import { readSourceFiles } from './source-files.ts';

/** Names the folder of `make-database.ts`. Not set outside vitest: then a database is made anew each time. */
export const madeDatabaseVariable = 'TEST_MADE_DATABASE';

/**
 * One embedded database for all tests that need a fresh one, kept from run to run until something changes that could change it,
 * and one server for all that need one.
 */
export async function setup(): Promise<() => Promise<void>> {
  const place = resolve('node_modules/.cache/rondetafel-databases', digestOfSchema());
  if (!existsSync(join(place, 'database.tar'))) {
    const { makeDatabase } = await import('./make-database.ts');
    await makeDatabase(place);
  }
  process.env[madeDatabaseVariable] = place;
  return offerPostgres();
}

/** Of the files that say what is in a database before anybody uses it, with what they import. */
function digestOfSchema(): string {
  const files = new Map(readSourceFiles().map(file => [file.path, file]));
  const wanted = new Set(['migrations', 'jobs', 'embedded'].map(name => `src/storage/${name}.ts`));
  for (const path of wanted)
    for (const { target, kind } of files.get(path)?.imports ?? []) if (kind === 'own') wanted.add(target);
  const digest = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const path of [...wanted].toSorted()) digest.update(files.get(path)?.code ?? path);
  return digest.digest('hex').slice(0, 16);
}
