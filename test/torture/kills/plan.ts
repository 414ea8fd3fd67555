import type { Random } from '../random.ts';
import type { EngineName } from './doomed-bot.ts';

/** When a life of the bot ends, counted from its start or from its first answer; or shortly after somebody sends that. */
export type KillPlan =
  | { readonly kind: 'starting'; readonly afterMs: number }
  | { readonly kind: 'living'; readonly afterMs: number }
  | { readonly kind: 'pressed'; readonly verb: string; readonly afterMs: number; readonly orAfterMs: number };

/** What takes more than one step: closing, adopting and filing, decisions that move on. */
const delicate = [
  'conference.close',
  'minutes.adopt',
  'minutes.adopt',
  'risk.agree',
  'topThree.decide',
  'minutes.correct',
] as const;

/** How long a start takes on two cores that have nothing else to do. */
const usualStartMs = 4_000;

/**
 * Any moment: while it starts (a database that is born, brought up to date, recovers), in the second and a half after that, right
 * after something delicate. On a machine that is busy all of it takes longer.
 * @param startMs how long a start takes here
 * @param isFirst the database isn't there yet: its birth takes twice as long
 */
export function planKill(random: Random, engine: EngineName, startMs: number, isFirst: boolean): KillPlan {
  const slower = Math.max(1, startMs / usualStartMs);
  if (random.chance(isFirst ? 0.7 : 0.25))
    return { kind: 'starting', afterMs: random.next() * startMs * (isFirst ? 2 : 1) };
  if (random.chance(0.25)) {
    const pressed = { kind: 'pressed', verb: random.pick(delicate), orAfterMs: 3_000 * slower } as const;
    return { ...pressed, afterMs: random.next() * 120 * slower };
  }
  // On a server what a killed bot held is free after six seconds only: some lives are long enough to go on with it.
  if (engine === 'postgres' && random.chance(0.2)) return { kind: 'living', afterMs: 6_500 + random.next() * 2_500 };
  // Now and then the conferences get further.
  return { kind: 'living', afterMs: random.next() * (random.chance(0.1) ? 5_000 : 1_500) * slower };
}

/** Days that pass while the bot is down. */
export function daysThatPass(random: Random): number {
  return random.chance(0.65) ? 0 : random.chance(0.75) ? 1 : 3;
}
