import {
  type BlindPhase,
  blindPhaseOf,
  firstPhaseOf,
  isBlind,
  isLater,
  isUnderSix,
  nextPhase,
  type OpenableStep,
  type Phase,
  previousPhase,
  revealedPhaseOf,
  stepOf,
  stepsOf,
} from './agenda.ts';
import type { Round } from './answers.ts';
import type { Conference, OpenedStep } from './case-state.ts';
import {
  accept,
  chairOnly,
  chairOrNoteTakerOnly,
  type Decision,
  firstRefusal,
  present,
  refuse,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from './decision.ts';
import type { EventBody, EventMeta, EventOf } from './events.ts';
import { stepEntry } from './time.ts';

/** Moving through the agenda: for the chair and the note-taker, and never refused for incompleteness. */
export interface MoveStep {
  readonly verb: 'step.next' | 'step.back' | 'step.reveal' | 'step.again';
}

/** Turns a step on that this conference hasn't on its agenda, and goes there. */
export interface OpenStep {
  readonly verb: 'step.open';
  readonly step: OpenableStep;
  /** Needed for risks and top three while somebody is under 6. */
  readonly reason?: string;
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

/** While somebody isn't directly safe the conference is about that; more than that takes a reason (vision paper on phased work). */
export function openStep(table: Table, { step, reason }: OpenStep): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table), stillThatPhase(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  if (stepsOf(conference).includes(step)) return goTo(conference, step);
  if (reason === undefined && isUnderSix(conference) && (step === 'risks' || step === 'topThree'))
    return refuse('reasonNeeded', 'reason', { why: 'underSix' });
  const event = present<EventOf<'StepOpened'>>({ type: 'StepOpened', step, reason });
  return goTo(withOpened(conference, event), step, event);
}

/** A conference that only shares information rates nothing, so a step that is all rating can't be gone to. */
function goTo(conference: Conference, step: OpenableStep, ...opening: readonly EventBody[]): Decision {
  const phase = firstPhaseOf(conference, step);
  return phase === undefined ? refuse('notOffered', 'step') : accept(...opening, ...enterPhase(conference, phase));
}

function reveal(conference: Conference, phase: BlindPhase): EventBody[] {
  return [{ type: 'RoundRevealed', phase }, ...enterPhase(conference, revealedPhaseOf(phase), true)];
}

/** Nothing when there's nowhere to go. Leaving a blind phase forwards without a reveal is recorded. */
export function enterPhase(conference: Conference, phase: Phase | undefined, revealed = false): EventBody[] {
  if (phase === undefined || phase === conference.phase) return [];
  const forwards = isLater(phase, conference.phase);
  const skipped = isBlind(conference.phase) && forwards && !revealed;
  return [{ type: 'PhaseEntered', phase, from: conference.phase, ...(skipped && { skippedReveal: true as const }) }];
}

function withOpened(conference: Conference, { step, reason }: EventOf<'StepOpened'>): Conference {
  const before = conference.openedSteps.find(one => one.step === step);
  const urgent = conference.urgent || before?.urgent ? true : undefined;
  const opened = present<OpenedStep>({ step, reason: reason ?? before?.reason, urgent });
  return { ...conference, openedSteps: [...conference.openedSteps.filter(one => one !== before), opened] };
}

type MovingEvent = EventOf<'PhaseEntered' | 'StepOpened' | 'RoundRevealed' | 'RoundOpenedAgain'>;

const freshRound = { revealed: false, answers: [] };

export function evolveMoving(conference: Conference, event: MovingEvent, meta: EventMeta): Conference {
  switch (event.type) {
    case 'PhaseEntered': {
      const step = stepOf(event.phase);
      const isNewStep = step !== stepOf(event.from);
      return startRound(
        {
          ...conference,
          phase: event.phase,
          phaseEnteredAt: meta.at,
          skippedReveals: event.skippedReveal ? [...conference.skippedReveals, event.from] : conference.skippedReveals,
          stepEntries: isNewStep
            ? [...conference.stepEntries, stepEntry(conference, step, meta.at)]
            : conference.stepEntries,
        },
        event.phase,
      );
    }
    case 'StepOpened':
      return withOpened(conference, event);
    case 'RoundRevealed':
      return inRounds(conference, event.phase, revealLast);
    case 'RoundOpenedAgain':
      return inRounds(conference, event.phase, rounds => [...rounds, freshRound]);
  }
}

/** Entering a blind phase for the first time opens its first round; coming back to it finds the answers that were given. */
function startRound(conference: Conference, phase: Phase): Conference {
  return inRounds(conference, phase, rounds => (rounds.length === 0 ? [freshRound] : rounds));
}

type Rounds = readonly Round<never>[];

/** Changes the rounds of a blind phase; of any other phase nothing. */
function inRounds(conference: Conference, phase: Phase, change: <R extends Rounds>(rounds: R) => Rounds): Conference {
  if (phase === 'safety.score') return { ...conference, scoreRounds: change(conference.scoreRounds as Rounds) };
  if (phase === 'risks.rate') return { ...conference, ratingRounds: change(conference.ratingRounds as Rounds) };
  if (phase === 'topThree.vote') return { ...conference, voteRounds: change(conference.voteRounds as Rounds) };
  return conference;
}

function revealLast<R extends { readonly revealed: boolean }>(rounds: readonly R[]): readonly R[] {
  const last = rounds.at(-1);
  return last === undefined ? rounds : rounds.with(-1, { ...last, revealed: true });
}
