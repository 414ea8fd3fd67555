import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runBatch } from './kills/batch.ts';
import { failuresOf, tableOf } from './kills/figures.ts';

/** The short version of `npm run torture`: the same code, a few kills. */
describe('a bot that is killed at random moments of conferences', () => {
  const seed = Date.now() % 2 ** 31;
  let server: TestPostgres;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());

  async function torture(options: Pick<Parameters<typeof runBatch>[0], 'engine' | 'kills' | 'databaseUrl'>) {
    const figures = await runBatch({ ...options, seed, batch: 0, isMade: true });
    const table = tableOf(`seed ${seed}`, figures);
    expect(figures.presses, table).toBeGreaterThan(5);
    expect(figures.press.acknowledged, table).toBeGreaterThan(0);
    for (const [what, list] of failuresOf(figures)) expect(list, `${what}\n${table}`).toEqual([]);
  }

  it('loses nothing, doubles nothing and breaks nothing on the embedded database', async () => {
    await torture({ engine: 'embedded', kills: 3 });
  }, 180_000);

  it('loses nothing, doubles nothing and breaks nothing on a server', async () => {
    await torture({ engine: 'postgres', kills: 2, databaseUrl: await server.createMadeDatabase() });
  }, 180_000);
});
