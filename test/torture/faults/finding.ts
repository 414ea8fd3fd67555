/** A figure, and whether it's what was promised. */
export interface Finding {
  readonly what: string;
  readonly figure: string;
  readonly holds: boolean;
}

/** A count that has to be exactly that. */
export function exactly(what: string, count: number, wanted: number): Finding {
  return { what, figure: count === wanted ? String(count) : `${count}, not ${wanted}`, holds: count === wanted };
}

export function atMost(what: string, count: number, limit: number, unit = ''): Finding {
  return { what, figure: `${count}${unit} (at most ${limit}${unit})`, holds: count <= limit };
}
