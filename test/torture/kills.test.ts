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

  /** Chance may kill it before anybody pressed: that proves nothing, and it's killed again, with another seed. */
  async function torture(engine: 'embedded' | 'postgres', kills: number): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const databaseUrl = engine === 'postgres' ? await server.createMadeDatabase() : undefined;
      const options = { engine, kills, batch: 0, isMade: true, ...(databaseUrl !== undefined && { databaseUrl }) };
      const figures = await runBatch({ ...options, seed: seed + attempt });
      const table = tableOf(`seed ${seed + attempt}`, figures);
      for (const [what, list] of failuresOf(figures)) expect(list, `${what}\n${table}`).toEqual([]);
      if (figures.presses > 5 && figures.press.acknowledged > 0) return;
    }
    expect.unreachable(`hardly anybody pressed in five batches from seed ${seed}`);
  }

  it('loses nothing, doubles nothing and breaks nothing on the embedded database', async () => {
    await torture('embedded', 3);
  }, 300_000);

  it('loses nothing, doubles nothing and breaks nothing on a server', async () => {
    await torture('postgres', 2);
  }, 300_000);
});
