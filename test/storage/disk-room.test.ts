import type { PGlite } from 'kysely';
import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { assertRoomOn, jobsWithRoom, withRoom } from '../../src/storage/disk-room.ts';

const megabyte = 2 ** 20;
const full = { code: 'storage.full', retryable: true };
const disk = (freeMegabytes: number, blocks = 1_000_000) =>
  assertRoomOn('/data', () => ({ blocks, bavail: freeMegabytes * 256, bsize: megabyte / 256 }));

describe('a disk', () => {
  it('has room while 64 MB of it is free for us', () => {
    expect(() => disk(64)).not.toThrow();
    expect(() => disk(63.9)).toThrow(expect.objectContaining(full));
    expect(() => disk(0)).toThrow(/less than 64 MB free/);
  });

  it('that tells no size counts as large', () => {
    expect(() => disk(0, 0)).not.toThrow();
  });
});

describe('a database on a disk that is full', () => {
  const assertRoom = () => {
    throw new AdapterError('full', full);
  };
  const asked: string[] = [];
  const query = async (sql: string) => {
    asked.push(sql);
    return { rows: [], fields: [] };
  };
  const lite = { query, transaction: (work: (trx: unknown) => unknown) => work({ query }) } as unknown as PGlite;
  const roomy = withRoom(lite, assertRoom);

  it.each([
    'select * from events where tenant = $1',
    '  SELECT pg_advisory_xact_lock($1)',
    'rollback',
    'ROLLBACK;',
    'show server_version',
  ])('is asked: %s', async sql => {
    await roomy.query(sql);
    await roomy.transaction(trx => trx.query(sql));
    expect(asked.splice(0)).toEqual([sql, sql]);
  });

  it.each([
    'insert into events values ($1)',
    'update lanes set holder = $1',
    'with head as (select 1) update effects set attempts = 1',
    'delete from presses',
    'select 1; delete from presses',
    'create table x (y int)',
    '-- select\ninsert into x values (1)',
  ])('is not asked: %s', async sql => {
    await expect(roomy.query(sql)).rejects.toMatchObject(full);
    await expect(roomy.transaction(trx => trx.query(sql))).rejects.toMatchObject(full);
    const jobs = jobsWithRoom({ executeSql: query } as unknown as Parameters<typeof jobsWithRoom>[0], assertRoom);
    await expect(jobs.executeSql(sql)).rejects.toMatchObject(full);
    expect(asked).toEqual([]);
  });
});
