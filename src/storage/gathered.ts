/**
 * Statements that gather: while one is on its way, what is asked meanwhile goes together in the next. Fifteen people who press at the same
 * moment cost two round trips instead of fifteen. Nobody gets what was read before they asked, and what is written is durable when it resolves.
 *
 * The statements look each key up by itself (`lateral … offset 0`): joined, a planner that knows nothing of the tables reads all of
 * one of them instead.
 */
export function createGathered<Key, Row>(
  /** The rows of these keys, in their order. */
  read: (keys: readonly Key[]) => Promise<readonly (Row | undefined)[]>,
): (key: Key) => Promise<Row | undefined> {
  interface Waiting {
    readonly key: Key;
    readonly resolve: (row: Row | undefined) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isReading = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const rows = await read(asked.map(({ key }) => key));
        for (const [position, one] of asked.entries()) one.resolve(rows[position]);
      } catch (error) {
        for (const one of asked) one.reject(error);
      }
    }
    // In the same turn as the look above: what comes later starts it again.
    isReading = false;
  }

  return key =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (isReading) return;
      isReading = true;
      void run();
    });
}
