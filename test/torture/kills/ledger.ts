/** What came back to a person. */
export type Outcome =
  /** Positive: it was recorded. */
  | 'acknowledged'
  /** Positive, and nothing had to be recorded: it was so already, or nobody can tell from the answer. */
  | 'unchanged'
  | 'refused'
  /** No answer, or "try again": nobody knows. */
  | 'unknown';

/** One time that a press was sent. */
export interface Attempt {
  /** Milliseconds on the clock of the bot, which runs ahead of ours. */
  readonly sentAt: number;
  outcome: Outcome;
  /** What it was refused for. */
  refusals?: readonly string[];
}

/** What somebody did, once, however often it was sent: the same activity again, or the same inputs on the same card. */
export interface Press {
  readonly id: string;
  readonly person: string;
  /** A verb, or the words that were typed. */
  readonly verb: string;
  readonly chat: string;
  readonly token: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Stands in what was typed, and nowhere else. */
  readonly marker?: string;
  readonly attempts: Attempt[];
}

/** What the people around the table did and heard: nothing of it was read from the bot's own record. */
export interface Ledger {
  readonly presses: readonly Press[];
  /** Undefined when this person said the same on the same card before: then nothing would tell the two apart. */
  begin(press: Omit<Press, 'id' | 'attempts'>): Press | undefined;
  /** A word that was never used before. */
  marker(): string;
}

const letters = 'bcdfghjklmnpqrstvwxz';

export function createLedger(): Ledger {
  const presses: Press[] = [];
  const said = new Set<string>();
  let markers = 0;
  return {
    presses,
    begin(press) {
      const sameness = JSON.stringify([press.person, press.token, press.verb, Object.entries(press.inputs).toSorted()]);
      if (said.has(sameness)) return undefined;
      said.add(sameness);
      const begun: Press = { ...press, id: `press ${presses.length + 1}`, attempts: [] };
      presses.push(begun);
      return begun;
    },
    marker() {
      markers += 1;
      let rest = markers;
      let word = '';
      for (let place = 0; place < 5; place++) {
        word = `${letters[rest % letters.length]}${word}`;
        rest = Math.floor(rest / letters.length);
      }
      // No word of the bot or of ours looks like it, and no marker is part of another.
      return `qu${word}x`;
    },
  };
}

/** The last word on it; an answer counts, whatever was lost before or after. */
export function outcomeOf({ attempts }: Press): Outcome {
  const outcomes = attempts.map(({ outcome }) => outcome);
  for (const known of ['acknowledged', 'unchanged', 'unknown', 'refused'] as const)
    if (outcomes.includes(known)) return known;
  return 'unknown';
}
