import { type PGlite, parse, protocol } from '@electric-sql/pglite';
import type { PGlite as PGliteForKysely, PGliteQueryOptions, PGliteQueryResults } from 'kysely';

const { serialize } = protocol;
/** Texts differ by how many rows they insert or ids they list. */
const rememberedTexts = 1_000;

/**
 * What Kysely asks of an embedded database. PGlite itself goes six times into WebAssembly for a statement with parameters; this
 * goes once, when it has asked before which types the parameters of that text have. A press takes a third of the time.
 */
export function inOneGo(lite: PGlite): PGliteForKysely {
  const typesOf = new Map<string, readonly number[]>();

  const send = (...messages: readonly Uint8Array[]) =>
    lite.runExclusive(() => lite.execProtocolStream(Buffer.concat(messages)));

  async function describe(text: string): Promise<readonly number[]> {
    const described = await send(serialize.parse({ text }), serialize.describe({ type: 'S' }), serialize.sync());
    if (typesOf.size >= rememberedTexts) typesOf.clear();
    const types = parse.parseDescribeStatementResults(described);
    typesOf.set(text, types);
    return types;
  }

  async function run<T>(
    text: string,
    parameters: readonly unknown[] = [],
    options: PGliteQueryOptions = {},
  ): Promise<PGliteQueryResults<T>> {
    const types = parameters.length === 0 ? [] : (typesOf.get(text) ?? (await describe(text)));
    const values = parameters.map((value, index) => {
      if (value === null || value === undefined) return null;
      return lite.serializers[types[index] ?? 0]?.(value) ?? String(value);
    });
    const messages = await send(
      serialize.parse({ text }),
      serialize.bind({ values }),
      serialize.describe({ type: 'P' }),
      serialize.execute(),
      serialize.sync(),
    );
    const [results] = parse.parseResults(messages, lite.parsers, options);
    return results as PGliteQueryResults<T>;
  }

  return {
    get ready() {
      return lite.ready;
    },
    get closed() {
      return lite.closed;
    },
    waitReady: lite.waitReady,
    close: () => lite.close(),
    query: (...statement) => lite._runExclusiveTransaction(() => run(...statement)),
    transaction: work => lite.transaction(transaction => work({ query: run, rollback: () => transaction.rollback() })),
  };
}
