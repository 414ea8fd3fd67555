import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createHeard, isFree } from '../../src/storage/this-process.ts';

describe('a process that was silent itself', () => {
  /** Heartbeats at these seconds; says whether others may be judged at each of the moments that are asked for. */
  function judging(beats: readonly number[], asked: readonly number[]): readonly boolean[] {
    let second = 0;
    const heard = createHeard(() => second * 1_000);
    return asked.map(moment => {
      while (beats[0] !== undefined && beats[0] <= moment) {
        second = beats[0];
        heard.now();
        beats = beats.slice(1);
      }
      second = moment;
      return heard.steadily();
    });
  }

  it('judges while it is heard every two seconds, give or take one', () => {
    expect(judging([2, 4, 6, 8.9, 11], [1, 5, 8.8, 10, 12])).toEqual([true, true, true, true, true]);
  });

  it('does not judge while it is not heard, nor until the others had the time to be heard again', () => {
    // Not heard between 4 and 64 seconds: the database was away.
    const beats = [2, 4, 64, 66, 68, 70, 72];
    expect(judging(beats, [6.9, 7.1, 63, 64.1, 69.9, 70.1, 72.5])).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('takes then what nobody holds or what it holds itself, whatever became of the others', () => {
    const db = new Kysely<{ lanes: { holder: string | null } }>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: one => new PostgresIntrospector(one),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    const asked = (mayJudge: boolean) =>
      db
        .selectFrom('lanes')
        .selectAll()
        .where(isFree('lanes.holder', { id: 'me', mayJudge: () => mayJudge }))
        .compile().sql;
    expect(asked(false)).not.toContain('processes');
    expect(asked(true)).toContain('not exists');
    expect(asked(false)).toContain('is null or');
  });
});
