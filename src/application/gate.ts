/** Lets so many in at once; the others wait in the order in which they came. */
export interface Gate {
  /** Runs the work when there's room for it. Rejects as the work does. */
  through<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createGate(atOnce: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    async through(work) {
      if (inside < atOnce) inside += 1;
      // Whoever leaves gives the place on, so that nobody slips in between.
      else await new Promise<void>(resolve => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) inside -= 1;
        else next();
      }
    },
  };
}
