import { setTimeout as wait } from 'node:timers/promises';
import type { CaseFile, CaseTurn } from './case-file.ts';
import type { Answer, PlaygroundClient } from './client.ts';
import { knownPhases } from './phases.ts';
import { resolveReferences } from './references.ts';
import { createRoom, type Room } from './room.ts';
import type { Seat } from './seats.ts';
import { accepted, type Outcome, refused } from './turn-outcome.ts';

/** One thing that somebody did, or that was left out. */
export interface Step extends Outcome {
  readonly phase: string;
  /** Function of the person. */
  readonly by: string;
  readonly verb: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export interface Play {
  readonly client: PlaygroundClient;
  readonly file: CaseFile;
  /** Which conference of the file; 0 is the first. */
  readonly conference: number;
  /** The day of play, `YYYY-MM-DD`. */
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

/** Verbs of the card contract that the bot doesn't offer yet; their turns are left out, with a remark. */
const laterVerbs: ReadonlySet<string> = new Set([
  'subject.add',
  'action.review',
  'safety.score',
  'safety.agree',
  'warning.override',
  'scenario.draft',
  'item.edit',
  'item.withdraw',
  'step.extend',
  'minutes.correct',
]);

/** Inputs that carry a person. */
const personInputs: ReadonlySet<string> = new Set(['owner', 'director', 'reportTo', 'for', 'to', 'who', 'noteTaker']);
/** Typed twins, for when no card in sight has the button. */
const typedTwins: Readonly<Record<string, string>> = {
  'step.next': 'volgende',
  'step.back': 'terug',
  'step.reveal': 'toon',
};
const opensNextForm: ReadonlySet<string> = new Set(['step.reveal', 'risk.agree', 'topThree.decide']);
const mostMoves = 20;
const patienceMs = 2_500;

/**
 * Plays one conference of a case file as the people in the room would: each finds the newest card with the button, fills it in
 * and presses. Resolves to everything that was done; rejects with `PlayError` at the first turn that goes otherwise.
 */
export async function playConference(play: Play): Promise<readonly Step[]> {
  const { client, file, today } = play;
  const conference = file.conferences[play.conference];
  if (conference === undefined) throw new Error(`the case file has no conference ${play.conference + 1}`);
  const room = createRoom(client);
  const chair = client.seat(file.chair);
  const steps: Step[] = [];

  /** Acts, and keeps what was done; `undefined` is nothing to do. */
  async function take(name: string, act: () => Promise<Omit<Step, 'phase'> | undefined>): Promise<void> {
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

  await take('opening', () => open(play, room, chair));
  for (const [name, organisation] of Object.entries(file.people))
    await take(`joining (${name})`, async () => {
      const inputs = await joinInputs(client, room, client.seat(name), organisation);
      return {
        by: name,
        verb: 'conference.join',
        inputs,
        ...accepted(await room.press(client.seat(name), 'conference.join', inputs)),
      };
    });
  for (const [index, turn] of conference.turns.entries())
    await take(`turn ${index + 1} (${turn.by}, ${turn.verb})`, () => playTurn(room, client, turn, today));
  return steps;
}

async function open({ client, file, opening }: Play, room: Room, chair: Seat): Promise<Omit<Step, 'phase'>> {
  const { code, approach, minutes, urgent } = file.case;
  const inputs: Record<string, string> = { case: code, approach };
  if (opening === 'form') {
    if (minutes !== undefined) inputs.minutes = String(minutes);
    if (urgent !== undefined) inputs.urgent = String(urgent);
    await room.say(chair, 'start');
    accepted(await room.press(chair, 'conference.open', inputs));
  } else await room.say(chair, `start ${code} ${approach}`);
  await client.until(() => room.offer(chair, 'conference.join', []), 'the opening card');
  return { by: chair.function, verb: 'conference.open', inputs, outcome: 'done', notices: [] };
}

/** An organisation that isn't among the choices is typed in the field beside them. */
async function joinInputs(client: PlaygroundClient, room: Room, person: Seat, organisation: string) {
  const role = person.function;
  const message = await client.until(() => room.offer(person, 'conference.join', ['organisation']), 'the opening card');
  const choices = client.offeredChoices(person, message, 'conference.join', 'organisation');
  const isChoice = choices.length === 0 || choices.includes(organisation);
  return isChoice ? { organisation, role } : { organisationOther: organisation, role };
}

async function playTurn(
  room: Room,
  client: PlaygroundClient,
  turn: CaseTurn,
  today: string,
): Promise<Omit<Step, 'phase'> | undefined> {
  const person = client.seat(turn.by);
  const inputs = fillIn(turn.inputs, client, today);
  const told = { by: turn.by, verb: turn.verb, inputs };
  if (laterVerbs.has(turn.verb)) return { ...told, outcome: 'skipped', remark: 'not possible yet', notices: [] };
  if (turn.to !== undefined && !knownPhases.has(turn.to))
    return { ...told, outcome: 'skipped', remark: `there is no phase ${turn.to} yet`, notices: [] };
  if (turn.to !== undefined && turn.to === room.phase()) return undefined;
  if (turn.to !== undefined) return { ...told, ...(await moveTo(room, client, person, turn.to)) };

  // In an earlier phase the closing form comes from a button on the board.
  if (turn.verb === 'conference.close' && room.offer(person, turn.verb, Object.keys(inputs)) === undefined)
    accepted(await room.press(person, 'conference.close'));
  const before = room.phase();
  const answer = await room.press(person, turn.verb, inputs);
  // These open the next form: wait for it as a person would, so that nobody presses on what is already past.
  if (opensNextForm.has(turn.verb) && !turn.refuse) await phaseAfter(before, room, client);
  const because = turn.because === undefined ? undefined : resolveReferences(turn.because, today);
  return { ...told, ...(turn.refuse ? refused(answer, because) : accepted(answer, turn)) };
}

function fillIn(inputs: Readonly<Record<string, string>>, client: PlaygroundClient, today: string) {
  const seatOf = (name: string) => client.seats.find(seat => seat.function === name);
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [
      resolveReferences(id, today),
      (personInputs.has(id) ? seatOf(value)?.entraId : undefined) ?? resolveReferences(value, today),
    ]),
  );
}

/**
 * Presses `step.next` until the newest form is for that phase. A press on a board that was behind does nothing, so a person
 * presses again when nothing happens.
 */
async function moveTo(room: Room, client: PlaygroundClient, person: Seat, phase: string) {
  for (let moves = 0; moves < mostMoves; moves++) {
    const before = room.phase();
    if (before === phase) return { outcome: 'done', notices: [] } as const;
    const answer = await pressOrType(room, person, 'step.next');
    const late = answer?.notices.some(notice => notice.code === 'alreadyHappened') ?? false;
    if (answer !== undefined && !late) accepted(answer);
    await phaseAfter(before, room, client);
  }
  throw new Error(`the conference never came to ${phase}; it is at ${room.phase()}`);
}

function phaseAfter(before: string | undefined, room: Room, client: PlaygroundClient): Promise<unknown> {
  return client.until(() => room.phase() !== before || undefined, 'the next phase', patienceMs).catch(() => undefined);
}

async function pressOrType(room: Room, person: Seat, verb: string): Promise<Answer | undefined> {
  const twin = typedTwins[verb];
  if (room.offer(person, verb, []) !== undefined || twin === undefined) return room.press(person, verb);
  await room.say(person, twin);
  return undefined;
}
