import type { Random } from '../../torture/random.ts';
import { pressAtRandom } from './pace.ts';
import type { Recorder, Spell } from './recorder.ts';

/** A spell at one rate. */
export interface Step {
  /** Presses a second that were to be offered. */
  readonly perSecond: number;
  readonly spell: Spell;
  /** Why it was too much; undefined when it wasn't. */
  readonly tooMuch: string | undefined;
}

/** Longer than people find pleasant; the bot itself says "one moment" before two seconds. */
const p95LimitMs = 1_000;
const refusedLimit = 0.01;
const factor = 1.25;

/**
 * Raises the rate, a quarter each step, until it's too much or the time is over. A rate is tried again before it counts as too much: on a
 * machine that does other things as well, one bad moment says nothing.
 */
export async function findLimit(options: {
  readonly from: number;
  /** Of each step. */
  readonly seconds: number;
  /** Seconds after which no step begins. */
  readonly until: number;
  readonly random: Random;
  readonly press: (plannedAt: number) => void;
  /** Milliseconds from the beginning. */
  readonly at: () => number;
  readonly recorder: Recorder;
}): Promise<readonly Step[]> {
  const { seconds, until, random, press, at, recorder } = options;
  const steps: Step[] = [];
  let perSecond = options.from;
  let isSecondTry = false;
  while (at() / 1_000 < until) {
    const from = Math.ceil(at() / 1_000);
    await pressAtRandom({ perSecond, seconds, random, press });
    const spell = recorder.between(from, Math.max(from + 1, Math.floor(at() / 1_000)));
    const step: Step = { perSecond, spell, tooMuch: whyTooMuch(spell) };
    steps.push(step);
    if (step.tooMuch === undefined) perSecond *= factor;
    else if (isSecondTry) break;
    isSecondTry = step.tooMuch !== undefined;
  }
  return steps;
}

/** Undefined for a spell that went well. What isn't answered yet when it ends counts as well: nobody knows how slow it will be. */
export function whyTooMuch({ offered, answered, outcomes, p95 }: Spell): string | undefined {
  const refused = outcomes.oneMoment + outcomes.failed + outcomes.timeout;
  if (refused > refusedLimit * offered) return `${percent(refused / offered)} refused or failed`;
  if (p95 > p95LimitMs) return `one in twenty took longer than ${Math.round(p95)} ms`;
  const late = offered - answered - refused;
  return late > 0.1 * offered ? `${percent(late / offered)} not answered when it ended` : undefined;
}

const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
