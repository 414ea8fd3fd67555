import { AsyncLocalStorage } from 'node:async_hooks';
import { type Kysely, sql, type Transaction } from 'kysely';
import { AdapterError } from '../ports/adapter-error.ts';
import { asAdapterError } from './errors.ts';
import type { Tables } from './tables.ts';

/** The inside of a transaction: the only way to the database that code in there may use. */
export type Trx = Transaction<Tables>;

/** The two ways to the database. Everything rejects with `AdapterError`. */
export interface Database {
  /** One statement, or a few that needn't be one. Throws inside `transact`: on one connection that would wait for itself for ever. */
  run<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * One transaction, READ COMMITTED, committed when `work` resolves with a value that is to be kept. `work` gets the only
   * handle it may use, so hand it a function that is declared outside (`trx => takeIn(trx, …)`).
   */
  transact<T>(work: (trx: Trx) => Promise<T>, keep?: (value: T) => boolean): Promise<T>;
}

/** Longer than any statement of ours takes; a transaction that waits for itself ends here instead of never. */
const patienceMs = 30_000;

/** Carries the value of a transaction that is rolled back on purpose. */
class RolledBack extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('rolled back on purpose');
    this.name = 'RolledBack';
    this.value = value;
  }
}

export function createDatabase(kysely: Kysely<Tables>): Database {
  const inside = new AsyncLocalStorage<true>();

  function assertOutside(): void {
    if (inside.getStore() === true) {
      throw new AdapterError('Storage: the database was used inside a transaction without its handle', {
        code: 'storage.mixedHandles',
      });
    }
  }

  return {
    async run(work) {
      assertOutside();
      return work(kysely).catch(asAdapterError);
    },

    async transact(work, keep = () => true) {
      assertOutside();
      const transaction = kysely.transaction().execute(trx =>
        inside.run(true, async () => {
          const value = await work(trx);
          if (!keep(value)) throw new RolledBack(value);
          return value;
        }),
      );
      return patiently(transaction).catch((error: unknown) => {
        if (error instanceof RolledBack) return error.value as Awaited<ReturnType<typeof work>>;
        return asAdapterError(error);
      });
    },
  };
}

async function patiently<T>(transaction: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(
      new AdapterError(`Storage: a transaction took longer than ${patienceMs / 1000} seconds`, {
        code: 'storage.timeout',
        retryable: true,
        outcomeUnknown: true,
      }),
    );
  }, patienceMs);
  try {
    return await Promise.race([transaction, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A jsonb parameter. Both drivers take text; only text means the same to both. */
export function json(value: unknown) {
  return sql<string>`${JSON.stringify(value)}::jsonb`;
}
