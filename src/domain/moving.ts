import {
  agendaOf,
  type BlindPhase,
  blindPhaseOf,
  isBlind,
  nextPhase,
  type Phase,
  previousPhase,
  revealedPhaseOf,
} from './agenda.ts';
import type { Conference } from './case-state.ts';
import {
  accept,
  chairOrNoteTakerOnly,
  type Decision,
  firstRefusal,
  refuse,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from './decision.ts';
import type { EventBody, EventOf } from './events.ts';

/** Moving through the agenda: for the chair and the note-taker, and never refused for incompleteness. */
export interface MoveStep {
  readonly verb: 'step.next' | 'step.back' | 'step.reveal' | 'step.again';
}

export function moveStep(table: Table, command: MoveStep): Decision {
  const no = firstRefusal(chairOrNoteTakerOnly(table), stillOpen(table), stillThatPhase(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  switch (command.verb) {
    case 'step.next':
      return accept(...enterPhase(conference, nextPhase(conference)));
    case 'step.back':
      return accept(...enterPhase(conference, previousPhase(conference)));
    case 'step.reveal':
      return isBlind(conference.phase) ? accept(...reveal(conference, conference.phase)) : refuse('wrongPhase');
    case 'step.again': {
      const blind = blindPhaseOf(conference.phase);
      if (blind === undefined) return refuse('wrongPhase');
      return accept({ type: 'RoundOpenedAgain', phase: blind }, ...enterPhase(conference, blind));
    }
  }
}

function reveal(conference: Conference, phase: BlindPhase): EventBody[] {
  return [{ type: 'RoundRevealed', phase }, ...enterPhase(conference, revealedPhaseOf(phase), true)];
}

/** Nothing when there's nowhere to go. Leaving a blind phase forwards without a reveal is recorded. */
export function enterPhase(conference: Conference, phase: Phase | undefined, revealed = false): EventBody[] {
  if (phase === undefined || phase === conference.phase) return [];
  const agenda = agendaOf(conference);
  const forwards = agenda.indexOf(phase) > agenda.indexOf(conference.phase);
  const skipped = isBlind(conference.phase) && forwards && !revealed;
  return [{ type: 'PhaseEntered', phase, from: conference.phase, ...(skipped && { skippedReveal: true as const }) }];
}

type MovingEvent = EventOf<'PhaseEntered' | 'RoundRevealed' | 'RoundOpenedAgain'>;

const freshRound = { revealed: false, answers: [] };

export function evolveMoving(conference: Conference, event: MovingEvent): Conference {
  switch (event.type) {
    case 'PhaseEntered': {
      const moved = { ...conference, phase: event.phase };
      const skipped = event.skippedReveal ? [...moved.skippedReveals, event.from] : moved.skippedReveals;
      return startRound({ ...moved, skippedReveals: skipped }, event.phase);
    }
    case 'RoundRevealed':
      return event.phase === 'risks.rate'
        ? { ...conference, ratingRounds: revealLast(conference.ratingRounds) }
        : { ...conference, voteRounds: revealLast(conference.voteRounds) };
    case 'RoundOpenedAgain':
      return event.phase === 'risks.rate'
        ? { ...conference, ratingRounds: [...conference.ratingRounds, freshRound] }
        : { ...conference, voteRounds: [...conference.voteRounds, freshRound] };
  }
}

/** Entering a blind phase for the first time opens its first round; coming back to it finds the answers that were given. */
function startRound(conference: Conference, phase: Phase): Conference {
  if (phase === 'risks.rate' && conference.ratingRounds.length === 0)
    return { ...conference, ratingRounds: [freshRound] };
  if (phase === 'topThree.vote' && conference.voteRounds.length === 0)
    return { ...conference, voteRounds: [freshRound] };
  return conference;
}

function revealLast<R extends { readonly revealed: boolean }>(rounds: readonly R[]): readonly R[] {
  const last = rounds.at(-1);
  return last === undefined ? rounds : rounds.with(-1, { ...last, revealed: true });
}
