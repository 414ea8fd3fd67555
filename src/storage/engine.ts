import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Tables } from './tables.ts';

/** A database to work on: the one that is embedded, or a server. The rest of the storage can't tell them apart. */
export interface Engine {
  readonly kysely: Kysely<Tables>;
  /** Made but not started. */
  readonly boss: PgBoss;
  /** True when the directory lock proves that no other process works on this database. */
  readonly alone: boolean;
  close(): Promise<void>;
}

/** The same for both engines. */
export const bossOptions = {
  schema: 'pgboss',
  /** Jobs hold no dates and no schedules: the sweep on our own clock does that. */
  schedule: false,
  superviseIntervalSeconds: 30,
  monitorIntervalSeconds: 30,
  maintenanceIntervalSeconds: 300,
} as const;
