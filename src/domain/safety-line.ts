import type { SafetyScore } from './answers.ts';
import type { CaseState, Conference } from './case-state.ts';
import { revealedRound } from './counts.ts';
import type { Subject } from './items.ts';
import { directSafety, type Score, type SubjectId, stableSafety } from './values.ts';

/** What the safety scale shows: the line through time, when it's stable, when investing doesn't help, and how far the table is apart. */

/** What was agreed on for a subject, conference after conference: the line through time. Conferences that agreed on nothing are absent. */
export function safetyLine(state: CaseState, subject: SubjectId): readonly Score[] {
  return state.conferences.flatMap(conference => conference.agreedScores[subject]?.score ?? []);
}

/** A 7, several times over, is stable (vision paper); three conferences running is what we take for several. */
export function isStable(line: readonly Score[]): boolean {
  return line.length >= 3 && line.slice(-3).every(score => score >= stableSafety);
}

/** Agreed under 6 in this conference and in the one before it that agreed on a number: investing doesn't help yet, so scaling up is asked. */
export function notSafeAgain(state: CaseState, conference: Conference): readonly Subject[] {
  return state.subjects.filter(subject => {
    if (conference.agreedScores[subject.id] === undefined) return false;
    const last = safetyLine(state, subject.id).slice(-2);
    return last.length === 2 && last.every(score => score < directSafety);
  });
}

/**
 * Subjects under 6 for whom no safety measure is open: they refuse closing. A measure without a subject is for everybody. Who
 * wasn't scored now is as safe as was agreed last.
 */
export function unsafeWithoutMeasure(state: CaseState): readonly Subject[] {
  return state.subjects.filter(subject => {
    if ((safetyLine(state, subject.id).at(-1) ?? directSafety) >= directSafety) return false;
    return !state.actions.some(
      action =>
        action.type === 'safetyMeasure' &&
        action.status === 'open' &&
        (action.subjects.length === 0 || action.subjects.includes(subject.id)),
    );
  });
}

export interface ScoreSpread {
  readonly scores: readonly SafetyScore[];
  readonly lowest: Score;
  /** Between two scores when an even number was given. */
  readonly median: number;
  readonly highest: Score;
}

/** Each revealed round about one subject, the first one first; rounds without a score for the subject are absent. */
export function scoreRoundsOf(conference: Conference, subject: SubjectId): readonly ScoreSpread[] {
  return conference.scoreRounds
    .filter(round => round.revealed)
    .flatMap(round => spreadOf(round.answers.filter(answer => answer.subject === subject)) ?? []);
}

function spreadOf(scores: readonly SafetyScore[]): ScoreSpread | undefined {
  const sorted = scores.map(one => one.score).toSorted((one, other) => one - other);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return undefined;
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? lowest;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? highest;
  return { scores, lowest, median: (low + high) / 2, highest };
}

/** Scores of the last revealed round that differ from what was agreed, by organisation. */
export function safetyDissent(conference: Conference, subject: SubjectId): readonly SafetyScore[] {
  const agreed = conference.agreedScores[subject]?.score;
  if (agreed === undefined) return [];
  const round = revealedRound(conference.scoreRounds);
  return round?.answers.filter(answer => answer.subject === subject && answer.score !== agreed) ?? [];
}
