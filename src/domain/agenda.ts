import type { Round } from './answers.ts';
import type { Conference, OpenedStep } from './case-state.ts';
import { directSafety } from './values.ts';

/** A step of the conference; each has its own file in `steps/`. */
export const stepNames = [
  'opening',
  'lookBack',
  'safety',
  'monitor',
  'risks',
  'topThree',
  'actions',
  'scenarios',
  'closing',
] as const;
export type StepName = (typeof stepNames)[number];

/** Steps that the chair may open in a conference whose approach doesn't have them, or that were left out. */
export const openableSteps = ['safety', 'monitor', 'risks', 'topThree', 'actions', 'scenarios'] as const;
export type OpenableStep = (typeof openableSteps)[number];

export type Phase =
  | 'opening'
  | 'lookBack'
  | 'safety.score'
  | 'safety.revealed'
  | 'monitor'
  | 'risks.raise'
  | 'risks.rate'
  | 'risks.revealed'
  | 'topThree.raise'
  | 'topThree.vote'
  | 'topThree.revealed'
  | 'actions'
  | 'scenarios'
  | 'closing';

export type BlindPhase = 'safety.score' | 'risks.rate' | 'topThree.vote';
export type RevealedPhase = 'safety.revealed' | 'risks.revealed' | 'topThree.revealed';

const phasesOf: Readonly<Record<StepName, readonly Phase[]>> = {
  opening: ['opening'],
  lookBack: ['lookBack'],
  safety: ['safety.score', 'safety.revealed'],
  monitor: ['monitor'],
  risks: ['risks.raise', 'risks.rate', 'risks.revealed'],
  topThree: ['topThree.raise', 'topThree.vote', 'topThree.revealed'],
  actions: ['actions'],
  scenarios: ['scenarios'],
  closing: ['closing'],
};

const revealedBy: Readonly<Record<BlindPhase, RevealedPhase>> = {
  'safety.score': 'safety.revealed',
  'risks.rate': 'risks.revealed',
  'topThree.vote': 'topThree.revealed',
};

/** Ten minutes: the risk, a level, measures. Opening is joining on the way, closing has what else must be said. */
const urgentSteps: readonly StepName[] = ['risks', 'actions', 'closing'];
/** Sharing information only: nothing is rated or voted. */
const withoutVote: ReadonlySet<Phase> = new Set([
  'safety.score',
  'safety.revealed',
  'risks.rate',
  'risks.revealed',
  'topThree.vote',
  'topThree.revealed',
]);
/** While somebody is not directly safe, the conference is about the safety plan only (vision paper on phased work). */
const underSixSteps: ReadonlySet<StepName> = new Set(['opening', 'lookBack', 'safety', 'actions', 'closing']);

export function stepOf(phase: Phase): StepName {
  const dot = phase.indexOf('.');
  return (dot < 0 ? phase : phase.slice(0, dot)) as StepName;
}

export function isBlind(phase: Phase): phase is BlindPhase {
  return phase in revealedBy;
}

/** The phase that a reveal opens. */
export function revealedPhaseOf(phase: BlindPhase): RevealedPhase {
  return revealedBy[phase];
}

/** The blind phase behind a phase of results; undefined for every other phase. */
export function blindPhaseOf(phase: Phase): BlindPhase | undefined {
  return (Object.keys(revealedBy) as BlindPhase[]).find(blind => revealedBy[blind] === phase);
}

/** The rounds of a blind phase, the current one last. */
export function roundsOf(
  conference: Conference,
  phase: BlindPhase,
): readonly Round<{ readonly organisation: string }>[] {
  if (phase === 'safety.score') return conference.scoreRounds;
  return phase === 'risks.rate' ? conference.ratingRounds : conference.voteRounds;
}

/** Was the current round of this blind phase revealed? */
function isRevealed(conference: Conference, phase: BlindPhase): boolean {
  return roundsOf(conference, phase).at(-1)?.revealed ?? false;
}

/** Is somebody under 6 by what this conference agreed? */
export function isUnderSix(conference: Conference): boolean {
  return Object.values(conference.agreedScores).some(agreed => agreed.score < directSafety);
}

/**
 * The steps of this conference, in order: those of the approach, those that a spoed before it skipped, and those the chair opened.
 * Look-back only with actions to look back on; under 6 shrinks to the safety plan; spoed has its own short path, with what was
 * opened in it.
 */
export function stepsOf(conference: Conference): readonly StepName[] {
  const isOnThisPath = ({ urgent }: OpenedStep) => urgent === true || !conference.urgent;
  const opened = new Set<StepName>(conference.openedSteps.filter(isOnThisPath).map(({ step }) => step));
  // A top three without risks has nothing to go by, so they open together.
  if (opened.has('risks') && isUnderSix(conference)) opened.add('topThree');
  const usual: ReadonlySet<StepName> = new Set(
    conference.urgent ? urgentSteps : [...conference.steps, ...conference.resumedSteps],
  );
  return stepNames.filter(step => {
    if (step === 'lookBack' && conference.carriedActions.length === 0) return false;
    if (opened.has(step)) return true;
    return usual.has(step) && (conference.urgent || !isUnderSix(conference) || underSixSteps.has(step));
  });
}

/** Phases in the order of the conference's own agenda. Spoed comes before the purpose: under acute danger risks are managed. */
export function agendaOf(conference: Conference): readonly Phase[] {
  const phases = stepsOf(conference).flatMap(step => phasesOf[step]);
  const withVote = conference.urgent || conference.purpose === 'riskManagement';
  return withVote ? phases : phases.filter(phase => !withoutVote.has(phase));
}

/** The first phase of a step on this conference's agenda that's open to go to; undefined when the step has none. */
export function firstPhaseOf(conference: Conference, step: StepName): Phase | undefined {
  return agendaOf(conference).find(phase => stepOf(phase) === step && isOpenTo(conference, phase));
}

/** Every phase there is, in order: where a phase that left the agenda stood tells what comes next. */
const everyPhase: readonly Phase[] = stepNames.flatMap(step => phasesOf[step]);

/** Is one phase further on than another in the order of the method? */
export function isLater(phase: Phase, than: Phase): boolean {
  return everyPhase.indexOf(phase) > everyPhase.indexOf(than);
}

/**
 * Where `step.next` leads; undefined at the end. A blind phase whose round was revealed is never shown as blind again, and
 * results are only reached by a reveal, so exactly one of the two is on the way.
 */
export function nextPhase(conference: Conference): Phase | undefined {
  return agendaOf(conference).find(phase => isLater(phase, conference.phase) && isOpenTo(conference, phase));
}

/** Where `step.back` leads; undefined at the start. It never hides what was revealed. */
export function previousPhase(conference: Conference): Phase | undefined {
  return agendaOf(conference).findLast(phase => isLater(conference.phase, phase) && isOpenTo(conference, phase));
}

function isOpenTo(conference: Conference, phase: Phase): boolean {
  if (isBlind(phase)) return !isRevealed(conference, phase);
  const blind = blindPhaseOf(phase);
  return blind === undefined || isRevealed(conference, blind);
}
