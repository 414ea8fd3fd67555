import { sql } from 'kysely';
import type { ModelBudget } from '../ports/model-budget.ts';
import type { Database } from './database.ts';

/** `ModelBudget` in the database: one statement, so that two processes never take the same request. Earlier days are dropped. */
export function createModelBudget(database: Database): ModelBudget {
  return {
    async take(tenant, day, perDay) {
      if (perDay < 1) return false;
      const { rows } = await database.run(db =>
        sql<{ asked: number }>`
          with earlier as (delete from model_requests where tenant = ${tenant} and day < ${day}::text)
          insert into model_requests (tenant, day, asked) values (${tenant}, ${day}::text, 1)
          on conflict (tenant, day) do update set asked = model_requests.asked + 1
            where model_requests.asked < ${perDay}::integer
          returning asked`.execute(db),
      );
      return rows.length === 1;
    },
  };
}
