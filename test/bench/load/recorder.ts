import { share } from '../measure.ts';
import type { Heard, Outcome } from './sender.ts';

/** A spell of the run. Times in milliseconds. */
export interface Spell {
  /** Seconds from the beginning of the run. */
  readonly from: number;
  readonly seconds: number;
  readonly offered: number;
  /** Answered, whatever was answered, by the moment at which it was sent. */
  readonly answered: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Recorder {
  offered(at: number, lateMs: number): void;
  heard(sentAt: number, verb: string, heard: Heard): void;
  shown(ms: number): void;
  /** The run in spells of so many seconds. */
  spells(seconds: number, until: number): readonly Spell[];
  /** From one moment to another, as one spell. */
  between(from: number, until: number): Spell;
  /** Refusals and failures by code. */
  codes(): Readonly<Record<string, number>>;
  verbs(): Readonly<Record<string, number>>;
  boardDelays(): readonly number[];
  /** How much later than planned presses left, because this process was busy. */
  lateness(): readonly number[];
}

interface Second {
  offered: number;
  readonly times: number[];
  readonly outcomes: Record<Outcome, number>;
}

/** Keeps what became of presses, by the second of the run in which they were sent. Moments in milliseconds from its beginning. */
export function createRecorder(): Recorder {
  const seconds: Second[] = [];
  const codes: Record<string, number> = {};
  const verbs: Record<string, number> = {};
  const delays: number[] = [];
  const late: number[] = [];

  function secondAt(at: number): Second {
    const index = Math.max(0, Math.floor(at / 1_000));
    while (seconds.length <= index) seconds.push({ offered: 0, times: [], outcomes: none() });
    return seconds[index] ?? { offered: 0, times: [], outcomes: none() };
  }

  function between(from: number, until: number): Spell {
    const part = seconds.slice(Math.round(from), Math.round(until));
    const times = part.flatMap(second => second.times);
    const outcomes = none();
    for (const second of part) for (const outcome of outcomeNames) outcomes[outcome] += second.outcomes[outcome];
    return {
      from,
      seconds: until - from,
      offered: part.reduce((sum, { offered }) => sum + offered, 0),
      answered: times.length,
      outcomes,
      p50: share(times, 0.5),
      p95: share(times, 0.95),
      p99: share(times, 0.99),
      max: times.reduce((most, time) => Math.max(most, time), 0),
    };
  }

  return {
    offered(at, lateMs) {
      secondAt(at).offered += 1;
      late.push(lateMs);
    },
    heard(sentAt, verb, { outcome, ms, codes: said }) {
      const second = secondAt(sentAt);
      second.outcomes[outcome] += 1;
      if (isAnswer[outcome]) second.times.push(ms);
      verbs[verb] = (verbs[verb] ?? 0) + 1;
      if (outcome !== 'recorded') for (const code of said) codes[code] = (codes[code] ?? 0) + 1;
    },
    shown: ms => delays.push(ms),
    spells: (length, until) =>
      Array.from({ length: Math.max(1, Math.floor(until / length)) }, (_, index) =>
        between(index * length, (index + 1) * length),
      ),
    between,
    codes: () => codes,
    verbs: () => verbs,
    boardDelays: () => delays,
    lateness: () => late,
  };
}

/** Something came back that a person can read. */
const isAnswer: Readonly<Record<Outcome, boolean>> = {
  recorded: true,
  refused: true,
  oneMoment: true,
  failed: false,
  timeout: false,
};
const outcomeNames = Object.keys(isAnswer) as Outcome[];

function none(): Record<Outcome, number> {
  return { recorded: 0, refused: 0, oneMoment: 0, failed: 0, timeout: 0 };
}
