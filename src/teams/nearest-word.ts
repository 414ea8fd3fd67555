/**
 * The word that is meant by a mistyped one: that with the fewest letters to change, put in, take out or swap. Undefined when none is near
 * enough (a third of its letters, two at most), and when two are equally near.
 */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  if (typed.length > longest) return undefined;
  const near = words
    .map(word => ({ word, steps: stepsBetween(typed, word) }))
    .filter(({ word, steps }) => steps > 0 && steps <= Math.min(2, Math.floor(word.length / 3)))
    .toSorted((one, other) => one.steps - other.steps);
  const [first, second] = near;
  return first === undefined || first.steps === second?.steps ? undefined : first.word;
}

/** Longer than any command. */
const longest = 40;

/** Damerau and Levenshtein, with swaps of neighbours. */
function stepsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    rows.push(now);
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + same,
          swapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return cell(one.length, other.length);
}
