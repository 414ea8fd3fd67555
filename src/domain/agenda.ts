import type { Conference } from './case-state.ts';

/** A step of the conference; each has its own file in `steps/`. */
export const stepNames = ['opening', 'risks', 'topThree', 'actions', 'closing'] as const;
export type StepName = (typeof stepNames)[number];

export type Phase =
  | 'opening'
  | 'risks.raise'
  | 'risks.rate'
  | 'risks.revealed'
  | 'topThree.raise'
  | 'topThree.vote'
  | 'topThree.revealed'
  | 'actions'
  | 'closing';

export type BlindPhase = 'risks.rate' | 'topThree.vote';
export type RevealedPhase = 'risks.revealed' | 'topThree.revealed';

const phasesOf: Readonly<Record<StepName, readonly Phase[]>> = {
  opening: ['opening'],
  risks: ['risks.raise', 'risks.rate', 'risks.revealed'],
  topThree: ['topThree.raise', 'topThree.vote', 'topThree.revealed'],
  actions: ['actions'],
  closing: ['closing'],
};

const blindPhases: Readonly<Partial<Record<Phase, RevealedPhase>>> = {
  'risks.rate': 'risks.revealed',
  'topThree.vote': 'topThree.revealed',
};

export function stepOf(phase: Phase): StepName {
  const dot = phase.indexOf('.');
  return (dot < 0 ? phase : phase.slice(0, dot)) as StepName;
}

export function isBlind(phase: Phase): phase is BlindPhase {
  return phase in blindPhases;
}

/** The phase that a reveal opens. */
export function revealedPhaseOf(phase: BlindPhase): RevealedPhase {
  return phase === 'risks.rate' ? 'risks.revealed' : 'topThree.revealed';
}

/** The blind phase behind a phase of results; undefined for every other phase. */
export function blindPhaseOf(phase: Phase): BlindPhase | undefined {
  if (phase === 'risks.revealed') return 'risks.rate';
  if (phase === 'topThree.revealed') return 'topThree.vote';
  return undefined;
}

/** Was the current round of this blind phase revealed? */
function isRevealed(conference: Conference, phase: BlindPhase): boolean {
  const rounds = phase === 'risks.rate' ? conference.ratingRounds : conference.voteRounds;
  return rounds.at(-1)?.revealed ?? false;
}

/** Phases in the order of the conference's own agenda. */
export function agendaOf(conference: Conference): readonly Phase[] {
  return conference.steps.flatMap(step => phasesOf[step]);
}

/**
 * Where `step.next` leads; undefined at the end. A blind phase whose round was revealed is never shown as blind again, and
 * results are only reached by a reveal, so exactly one of the two is on the way.
 */
export function nextPhase(conference: Conference): Phase | undefined {
  const agenda = agendaOf(conference);
  return agenda.slice(agenda.indexOf(conference.phase) + 1).find(phase => isOpenTo(conference, phase));
}

/** Where `step.back` leads; undefined at the start. It never hides what was revealed. */
export function previousPhase(conference: Conference): Phase | undefined {
  const agenda = agendaOf(conference);
  return agenda.slice(0, agenda.indexOf(conference.phase)).findLast(phase => isOpenTo(conference, phase));
}

function isOpenTo(conference: Conference, phase: Phase): boolean {
  if (isBlind(phase)) return !isRevealed(conference, phase);
  const blind = blindPhaseOf(phase);
  return blind === undefined || isRevealed(conference, blind);
}
