import { PGlite } from '@electric-sql/pglite';
import type { PGlite as PGliteForKysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withPreparedStatements } from '../../src/storage/embedded-queries.ts';
import { madeContents } from '../support/made-database.ts';

let lite: PGlite;
let prepared: PGliteForKysely;

beforeAll(async () => {
  const contents = await madeContents();
  lite = await PGlite.create({ ...(contents !== undefined && { loadDataDir: contents }) });
  prepared = withPreparedStatements(lite);
}, 60_000);
afterAll(() => lite?.close());
beforeEach(() => lite.exec('drop table if exists words; create table words (word text primary key, number integer)'));

const insert = (word: string, number: number | null = 1) =>
  prepared.query('insert into words values ($1, $2)', [word, number]);
const words = async () =>
  (await lite.query<{ word: string }>('select word from words order by word')).rows.map(({ word }) => word);

describe('a statement that stays prepared', () => {
  it.each([
    ['text, numbers and null', 'select $1::text as a, $2::int as b, $3::text as c', ['één', 7, null]],
    ['a number that is larger than JavaScript counts', 'select $1::bigint as a', ['9007199254740993']],
    ['bytes', 'select $1::bytea as a', [Uint8Array.of(0, 92, 255)]],
    ['a moment', 'select $1::timestamptz as a', ['2026-11-23T09:00:00.000Z']],
    ['JSON', `select $1::jsonb as a, $1::jsonb ->> 'b' as b`, ['{"b":"c"}']],
    [
      'a list',
      'select number from unnest($1::int[]) as number where number = any($2::bigint[])',
      [
        [1, 2, 3],
        [2, 3],
      ],
    ],
    ['truth', 'select $1::boolean as a', [true]],
    ['no parameters', 'select 1 as a where false', []],
  ])('answers as PGlite’s own: %s', async (_, text, parameters) => {
    const options = { rowMode: 'object' } as const;
    const expected = await lite.query(text, parameters, options);
    for (const _time of [1, 2]) expect(await prepared.query(text, parameters, options)).toEqual(expected);
  });

  it('says how many rows it changed', async () => {
    expect((await insert('a')).affectedRows).toBe(1);
    const changed = await prepared.query('update words set number = $1 returning word', [2]);
    expect(changed).toMatchObject({ affectedRows: 1, rows: [{ word: 'a' }] });
  });

  it('works on after it was refused', async () => {
    await insert('a');
    await expect(insert('a')).rejects.toMatchObject({ code: '23505', constraint: 'words_pkey' });
    await expect(prepared.query('insert into nowhere values ($1)', ['a'])).rejects.toMatchObject({ code: '42P01' });
    await expect(prepared.query('insert into words values ($1, $2)', ['b', 'no number'])).rejects.toThrow();
    await insert('c');
    expect(await words()).toEqual(['a', 'c']);
  });

  it('sees a table that was changed since', async () => {
    await insert('a');
    await lite.exec(`alter table words add column kind text default 'noun'; create index on words (number)`);
    await insert('b');
    expect((await prepared.query('select kind from words where word = $1', ['b'])).rows).toEqual([{ kind: 'noun' }]);
  });

  it('works for as many as ask at once, as often as it is asked, and is made anew on the way', async () => {
    const ask = (number: number) => prepared.query<{ word: string }>('select $1::text as word', [String(number)]);
    const numbers = Array.from({ length: 1_001 }, (_none, number) => number);
    const answers = await Promise.all(numbers.map(ask));
    expect(answers.map(({ rows }) => rows[0]?.word)).toEqual(numbers.map(String));
    const kept = await lite.query(
      `select name from pg_prepared_statements where statement = 'select $1::text as word'`,
    );
    expect(kept.rows).toHaveLength(1);
  });

  it('makes room when there are too many others', async () => {
    const ask = (number: number) => prepared.query<{ word: string }>(`select $1::text as word_${number}`, ['a']);
    for (let number = 0; number < 520; number++) await ask(number);
    expect((await ask(0)).rows).toEqual([{ word_0: 'a' }]);
    const kept = await lite.query<{ count: number }>('select count(*)::int as count from pg_prepared_statements');
    expect(kept.rows[0]?.count).toBeLessThanOrEqual(500);
  });
});

describe('a transaction', () => {
  it('keeps everything or nothing, and every other statement waits for it', async () => {
    const begun = Promise.withResolvers<void>();
    const transaction = prepared.transaction(async one => {
      await one.query('insert into words values ($1, $2)', ['a', 1]);
      begun.resolve();
      await Promise.all(['b', 'c'].map(word => one.query('insert into words values ($1, $2)', [word, 1])));
      await one.query('insert into words values ($1, $2)', ['a', 2]);
    });
    await begun.promise;
    const besides = insert('d');
    await expect(transaction).rejects.toMatchObject({ code: '23505' });
    await besides;
    expect(await words()).toEqual(['d']);
  });

  it('can be taken back', async () => {
    await prepared.transaction(async one => {
      await one.query('insert into words values ($1, $2)', ['a', 1]);
      await one.rollback();
    });
    expect(await words()).toEqual([]);
  });
});
