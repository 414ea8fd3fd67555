import type { CaseTurn } from './case-file.ts';
import type { Answer, PlaygroundClient } from './client.ts';
import type { Inputs } from './client-press.ts';
import type { PlayedTable } from './opening.ts';
import { knownPhases, phaseOfCard } from './phases.ts';
import type { Deed } from './player.ts';
import { resolveReferences } from './references.ts';
import type { Room } from './room.ts';
import type { Seat } from './seats.ts';
import { accepted, refused } from './turn-outcome.ts';

/** Inputs that carry a person; somebody who isn't in the room is typed beside them, as function and organisation. */
const personInputs: ReadonlySet<string> = new Set([
  ...['owner', 'director', 'reportTo', 'for', 'to', 'who', 'noteTaker', 'follower', 'chair'],
]);
/** Typed twins, for when no card in sight has the button. */
const typedTwins: Readonly<Record<string, string>> = {
  'step.next': 'volgende',
  'step.back': 'terug',
  'step.reveal': 'toon',
};
/** After these another form comes: wait for it as a person would, so that nobody presses on what is already past. */
const opensNextForm: ReadonlySet<string> = new Set([
  ...['step.reveal', 'step.again', 'step.back', 'step.open', 'conference.setUrgent'],
  ...['safety.agree', 'risk.agree', 'topThree.decide'],
]);
const mostMoves = 20;
const patienceMs = 2_500;

/** Plays one turn; undefined when there was nothing left to do. Rejects when it goes otherwise than the case file says. */
export async function playTurn({ room, client, file, today }: PlayedTable, turn: CaseTurn): Promise<Deed | undefined> {
  const person = client.seat(turn.by);
  const inputs = fillIn(turn.inputs, client, today);
  const told = { by: turn.by, verb: turn.verb, inputs };
  if (turn.to !== undefined) {
    if (!knownPhases.has(turn.to)) throw new Error(`there is no phase "${turn.to}"`);
    return turn.to === room.phase() ? undefined : { ...told, ...(await moveTo(room, client, person, turn.to)) };
  }

  const before = room.phase();
  const pressed = await pressOn(room, person, turn, inputs);
  const mustJoin = !turn.refuse && pressed.notices.some(({ code }) => code === 'joinFirst');
  const answer = mustJoin ? await joinAlong(room, person, turn.verb, inputs, file.people[turn.by] ?? '') : pressed;
  const because = turn.because === undefined ? undefined : resolveReferences(turn.because, today);
  const outcome = turn.refuse ? refused(answer, because) : accepted(answer, turn);
  const moves = opensNextForm.has(turn.verb) || (turn.verb === 'risk.raise' && goesOn(answer));
  if (moves && !turn.refuse) await soon(client, () => room.phase() !== before);
  return { ...told, ...outcome };
}

/** In an earlier phase the closing form comes from a button on the board; who may not close is refused there already. */
async function pressOn(room: Room, person: Seat, { verb, refuse }: CaseTurn, inputs: Inputs): Promise<Answer> {
  if (atClosing.has(verb) && room.offer(person, verb, inputs) === undefined) {
    const form = await room.press(person, 'conference.close', { ask: '1' });
    if (refuse && form.notices.some(({ kind }) => kind === 'refusal')) return form;
    accepted(form);
  }
  return room.press(person, verb, inputs);
}

/** Verbs on the closing form. */
const atClosing: ReadonlySet<string> = new Set(['conference.close', 'warning.override', 'factor.withoutAction']);

/** Somebody who hasn't joined is asked, on the same form, for whom they're here; that's pressed along with it. */
async function joinAlong(room: Room, person: Seat, verb: string, inputs: Inputs, organisation: string) {
  return room.press(person, verb, { ...inputs, organisationOther: organisation, role: person.function });
}

function fillIn(inputs: Inputs, client: PlaygroundClient, today: string): Inputs {
  const seatOf = (name: string) => client.seats.find(seat => seat.function === name);
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([id, value]) => {
      if (!personInputs.has(id)) return [[resolveReferences(id, today), resolveReferences(value, today)]];
      const seat = seatOf(value);
      if (seat !== undefined) return [[id, seat.entraId]];
      return [
        [id, 'other'],
        [`${id}Other`, value],
      ];
    }),
  );
}

/** The first risk of a spoed goes on to rating by itself: the answer is already about that. */
function goesOn({ card }: Answer): boolean {
  return card !== undefined && phaseOfCard(card) === 'risks.rate';
}

/**
 * Presses `step.next` until the newest form is for that phase. A press on a board that was behind does nothing, so a person
 * presses again when the board has been brought up to date.
 */
async function moveTo(room: Room, client: PlaygroundClient, person: Seat, phase: string) {
  for (let moves = 0; moves < mostMoves; moves++) {
    const before = room.phase();
    if (before === phase) return { outcome: 'done', notices: [] } as const;
    const board = room.offer(person, 'step.next', {});
    const answer = await pressOrType(room, person, 'step.next');
    const late = answer?.notices.some(notice => notice.code === 'alreadyHappened') ?? false;
    if (answer !== undefined && !late) accepted(answer);
    const isNewer = () => late && room.offer(person, 'step.next', {})?.edits !== board?.edits;
    await soon(client, () => isNewer() || room.phase() !== before);
  }
  throw new Error(`the conference never came to ${phase}; it is at ${room.phase()}`);
}

/** Resolves when that has happened, or has not within the time that a person would wait for it. */
function soon(client: PlaygroundClient, hasHappened: () => boolean): Promise<unknown> {
  return client.until(() => hasHappened() || undefined, 'what follows', patienceMs).catch(() => undefined);
}

async function pressOrType(room: Room, person: Seat, verb: string): Promise<Answer | undefined> {
  const twin = typedTwins[verb];
  if (room.offer(person, verb, {}) !== undefined || twin === undefined) return room.press(person, verb);
  await room.say(person, twin);
  return undefined;
}
