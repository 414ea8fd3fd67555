import { type PGlite, parse, protocol } from '@electric-sql/pglite';
import type { PGlite as PGliteForKysely, PGliteQueryOptions, PGliteQueryResults } from 'kysely';

/** A statement that the database has parsed and keeps under a name. */
interface Prepared {
  readonly name: string;
  /** Of its parameters. */
  readonly types: readonly number[];
  uses: number;
}

/** A plan is for tables as large as they were: a seldom used bot grows slowly, a busy one plans again every few minutes. */
const usesOfAPlan = 100;
/** Texts differ by how many rows they insert; the one that was prepared longest ago makes room. */
const keptStatements = 500;
const { serialize } = protocol;

/**
 * What Kysely asks of an embedded database, with statements that stay prepared: PGlite itself has every statement parsed and
 * planned anew, which takes longer than carrying it out, and enters WebAssembly six times for it instead of once.
 */
export function withPreparedStatements(lite: PGlite): PGliteForKysely {
  const statements = new Map<string, Prepared>();
  let named = 0;

  const send = (...messages: readonly Uint8Array[]) => lite.execProtocolStream(Buffer.concat(messages));

  async function prepare(text: string): Promise<Prepared> {
    const [oldest] = statements.keys();
    const gone = [text, ...(statements.size >= keptStatements && oldest !== undefined ? [oldest] : [])];
    const closed = gone
      .flatMap(one => statements.get(one) ?? [])
      .map(({ name }) => serialize.close({ type: 'S', name }));
    for (const one of gone) statements.delete(one);
    named += 1;
    const name = `statement_${named}`;
    const described = await send(
      ...closed,
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const statement = { name, types: parse.parseDescribeStatementResults(described), uses: 0 };
    statements.set(text, statement);
    return statement;
  }

  async function run<T>(
    text: string,
    parameters: readonly unknown[] = [],
    options: PGliteQueryOptions = {},
  ): Promise<PGliteQueryResults<T>> {
    const known = statements.get(text);
    const statement = known === undefined || known.uses >= usesOfAPlan ? await prepare(text) : known;
    statement.uses += 1;
    const values = parameters.map((value, index) =>
      value === null || value === undefined
        ? null
        : (lite.serializers[statement.types[index] ?? 0]?.(value) ?? String(value)),
    );
    const messages = await send(
      serialize.bind({ statement: statement.name, values }),
      serialize.describe({ type: 'P' }),
      serialize.execute(),
      serialize.sync(),
    );
    const [results] = parse.parseResults(messages, lite.parsers, options);
    return results as PGliteQueryResults<T>;
  }

  const query: PGliteForKysely['query'] = (...statement) => lite.runExclusive(() => run(...statement));
  return {
    get ready() {
      return lite.ready;
    },
    get closed() {
      return lite.closed;
    },
    waitReady: lite.waitReady,
    close: () => lite.close(),
    // A statement by itself waits until no transaction is open, as PGlite's own does.
    query: (...statement) => lite._runExclusiveTransaction(() => query(...statement)),
    transaction: work => lite.transaction(transaction => work({ query, rollback: () => transaction.rollback() })),
  };
}
