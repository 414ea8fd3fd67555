/** Enough to keep a disk or a vault busy, and few enough not to be turned away. */
const atOnce = 8;

/** `Promise.all` with at most eight on their way; results in the order of what was asked. Rejects with the first failure. */
export async function inGroups<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = all.entries();
  const worker = async (): Promise<void> => {
    for (const [position, one] of waiting) results[position] = await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
