/**
 * Runs work under the same key one after another, work under other keys beside it. Fifteen people press at once: in one process
 * they wait here in turn, instead of running into each other's version in the database.
 */
export function createOneAtATime(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    tails.set(key, tail);
    // The last one out forgets the key, so that the map stays as small as what is going on.
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return mine;
  };
}
