import { setTimeout as wait } from 'node:timers/promises';
import { type CaseFile, isSpoed } from './case-file.ts';
import type { PlaygroundClient } from './client.ts';
import type { Inputs } from './client-press.ts';
import { addSubject, joinTable, openCase } from './opening.ts';
import { createRoom } from './room.ts';
import { playTurn } from './turn.ts';
import type { Outcome } from './turn-outcome.ts';

/** One thing that somebody did. */
export interface Step extends Outcome {
  readonly phase: string;
  /** Function of the person. */
  readonly by: string;
  readonly verb: string;
  readonly inputs: Inputs;
}
/** Before it's known in which phase. */
export type Deed = Omit<Step, 'phase'>;

export interface Play {
  readonly client: PlaygroundClient;
  readonly file: CaseFile;
  /** Which conference of the file; 0 is the first. */
  readonly conference: number;
  /** The day of this conference, `YYYY-MM-DD`. */
  readonly today: string;
  /** The chair types `start CODE AANPAK`, or fills in the form that a bare `start` gives. Default: types. */
  readonly opening?: 'typed' | 'form';
  /** Between two steps, so that a person can follow it. Default 0. */
  readonly paceMs?: number;
  readonly onStep?: (step: Step) => void;
  /** Ends it between two steps. */
  readonly stopped?: AbortSignal;
}

/** The conference went otherwise than the case file says; names the turn. */
class PlayError extends Error {
  constructor(turn: string, cause: unknown) {
    super(`${turn}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'PlayError';
  }
}

/**
 * Plays one conference of a case file as the people in the room would: each finds the newest card with the button, fills it in
 * and presses. Resolves to everything that was done; rejects with `PlayError` at the first turn that goes otherwise.
 */
export async function playConference(play: Play): Promise<readonly Step[]> {
  const { client, file, today } = play;
  const conference = file.conferences[play.conference];
  if (conference === undefined) throw new Error(`the case file has no conference ${play.conference + 1}`);
  const room = createRoom(client);
  const steps: Step[] = [];

  /** Acts, and keeps what was done; `undefined` is nothing to do. */
  async function take(name: string, act: () => Promise<Deed | undefined>): Promise<void> {
    if (play.paceMs) await wait(play.paceMs, undefined, { signal: play.stopped });
    play.stopped?.throwIfAborted();
    try {
      const done = await act();
      if (done === undefined) return;
      const step = { phase: room.phase() ?? steps.at(-1)?.phase ?? 'opening', ...done };
      steps.push(step);
      play.onStep?.(step);
    } catch (error) {
      throw new PlayError(name, error);
    }
  }

  const table = { client, room, file, today };
  const urgent = isSpoed(file, play.conference);
  await take('opening', () => openCase(table, { urgent, form: play.opening === 'form' }));
  // A spoed begins with the risk: everybody joins with what they say first.
  if (!urgent)
    for (const [name, organisation] of Object.entries(file.people))
      await take(`joining (${name})`, () => joinTable(table, name, organisation));
  if (play.conference === 0)
    for (const name of file.subjects) await take(`adding ${name}`, () => addSubject(table, name));
  for (const [index, turn] of conference.turns.entries())
    await take(`turn ${index + 1} (${turn.by}, ${turn.verb})`, () => playTurn(table, turn));
  return steps;
}
