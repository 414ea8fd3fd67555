/** The verb that a phase is about: the newest card in the chat offers it. */
export type PhaseVerb = (typeof course)[number]['verb'];

interface Phase {
  readonly verb: string;
  /** Of the time of a conference. */
  readonly share: number;
  /** How the chair moves on; absent where the chair's own answer does. */
  readonly move?: 'step.next' | 'step.reveal';
  /** How often something is brought in before it's enough; absent where everybody answers, and may change their mind. */
  readonly enough?: number;
}

/**
 * How a conference goes, and what the time goes into: most of it to answers that everybody gives, as everybody presses every twenty
 * seconds.
 */
export const course = [
  { verb: 'conference.join', share: 0.06, move: 'step.next' },
  { verb: 'risk.raise', share: 0.05, move: 'step.next', enough: 3 },
  { verb: 'risk.rate', share: 0.32, move: 'step.reveal' },
  { verb: 'risk.agree', share: 0.03 },
  { verb: 'factor.raise', share: 0.07, move: 'step.next', enough: 6 },
  { verb: 'topThree.vote', share: 0.32, move: 'step.reveal' },
  { verb: 'topThree.decide', share: 0.03 },
  { verb: 'action.agree', share: 0.07, move: 'step.next', enough: 4 },
  { verb: 'conference.close', share: 0.03 },
  { verb: 'minutes.adopt', share: 0.02 },
] as const satisfies readonly Phase[];

/** Only the chair answers there; everybody else looks on. */
const ofTheChair: ReadonlySet<string> = new Set(['risk.agree', 'topThree.decide', 'conference.close', 'minutes.adopt']);

export function phaseOf(verb: PhaseVerb): Phase {
  return course.find(phase => phase.verb === verb) ?? course[0];
}

export function isForPartners(verb: PhaseVerb): boolean {
  return !ofTheChair.has(verb);
}

/** The phase in which a conference is that is somewhere in its half hour. */
export function anyPhase(chance: number): PhaseVerb {
  let left = chance;
  for (const { verb, share } of course) {
    left -= share;
    if (left < 0) return verb;
  }
  return 'minutes.adopt';
}
