import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../src/storage/database.ts';
import type { Tables } from '../../src/storage/tables.ts';

/** Answers every query with no rows: what is tested here is the handle, not the database. */
const kysely = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

describe('a transaction', () => {
  const database = createDatabase(kysely);
  const select = () => database.run(db => db.selectFrom('streams').selectAll().execute());

  it('refuses the database itself inside it, where one connection would wait for itself for ever', async () => {
    await expect(database.transact(() => select())).rejects.toMatchObject({ code: 'storage.mixedHandles' });
    await expect(database.transact(() => database.transact(async () => 1))).rejects.toMatchObject({
      code: 'storage.mixedHandles',
    });
  });

  it('leaves the database free before, after and beside it', async () => {
    const beside = Promise.withResolvers<void>();
    const transaction = database.transact(async trx => {
      await beside.promise;
      return trx.selectFrom('streams').selectAll().execute();
    });
    expect(await select()).toEqual([]);
    beside.resolve();
    expect(await transaction).toEqual([]);
    expect(await select()).toEqual([]);
  });

  it('gives back the value of what it rolls back on purpose', async () => {
    expect(
      await database.transact(
        async () => 'conflict',
        value => value === 'appended',
      ),
    ).toBe('conflict');
  });
});
