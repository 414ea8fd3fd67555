import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { remindUnderFire } from '../support/reminders-under-fire.ts';

/** Ten thousand of them, and many more kills: `test/torture/reminders.ts`. */
describe('two hundred reminders of one morning', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());

  it('come once each, or are marked as possibly sent, from three processes of which two are killed in the middle of it', {
    timeout: 120_000,
  }, async () => {
    const under = { cases: 10, owners: 50, processes: 3, kills: 2, replaced: false, seed: 20261211 };
    const { reminders, killed, delivered } = await remindUnderFire(await server.createMadeDatabase(), under);
    expect({ reminders, killed }).toEqual({ reminders: 200, killed: 2 });
    // Never twice, and known to be there unless nobody knows.
    expect(Object.keys(delivered).filter(how => !/^(done 1|possiblySent [01])$/.test(how))).toEqual([]);
    expect(delivered['done 1']).toBeGreaterThan(100);
  });
});
