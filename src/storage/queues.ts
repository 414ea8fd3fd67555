import { sql } from 'kysely';
import type { Instant } from '../domain/values.ts';
import type { Database } from './database.ts';

/** How much waits, in numbers only. */
export interface Queues {
  /** What has to go out, and of those what was tried before. */
  readonly effects: number;
  readonly retrying: number;
  /** Seconds since the oldest moment that is due and hasn't fired; 0 when there's none. */
  readonly lateSeconds: number;
}

/** Looks at the queues, for a monitor; `now` is the Clock's. */
export function createQueues(database: Database): (now: Instant) => Promise<Queues> {
  return async now => {
    const { rows } = await database.run(db =>
      sql<{ effects: number; retrying: number; late: number }>`
        select
          (select count(*) from effects where state = 'pending')::int as effects,
          (select count(*) from effects where state = 'pending' and attempts > 0)::int as retrying,
          coalesce(extract(epoch from ${now}::timestamptz - (
            select min(at) from due_moments where fired_at is null and at <= ${now}::timestamptz
          )), 0)::float8 as late`.execute(db),
    );
    const [row] = rows;
    return { effects: row?.effects ?? 0, retrying: row?.retrying ?? 0, lateSeconds: row?.late ?? 0 };
  };
}
