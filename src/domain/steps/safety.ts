import { nextPhase } from '../agenda.ts';
import type { AgreedScore, SafetyScore, ScalingUp } from '../answers.ts';
import type { CaseState, Conference } from '../case-state.ts';
import {
  accept,
  acceptWithHints,
  chairOnly,
  contributorOf,
  type Decision,
  firstRefusal,
  isRefusal,
  nextId,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from '../decision.ts';
import type { EventBody, EventOf } from '../events.ts';
import type { Hint } from '../hints.ts';
import type { Subject } from '../items.ts';
import { enterPhase } from '../moving.ts';
import { isStable, safetyLine } from '../safety-line.ts';
import { sameWords } from '../same-words.ts';
import { directSafety, type ScaleUpWay, type Score, type SubjectId } from '../values.ts';
import { mayAnswer } from './risks.ts';

/**
 * The safety scale, 0 to 10 for each person at risk: each at the table gives a number, says what it means and what makes it one
 * point higher; the number is subjective, the facts and the talk are the point. First direct safety (a 6), then risk-driven care
 * (vision paper on phased work at violence at home).
 */

export interface AddSubject {
  readonly verb: 'subject.add';
  /** A role ("moeder"), never a name. */
  readonly name: string;
}

export interface ScoreSafety {
  readonly verb: 'safety.score';
  readonly scores: readonly {
    readonly subject: SubjectId;
    readonly score: Score;
    readonly explanation?: string;
    readonly onePointUp?: string;
  }[];
}

export interface AgreeSafety {
  readonly verb: 'safety.agree';
  readonly scores: readonly { readonly subject: SubjectId; readonly score: Score; readonly requirements?: string }[];
}

/** Not at 6 the second time running: whether to scale up, how, or why not. */
export interface DecideScalingUp {
  readonly verb: 'safety.scaleUp';
  readonly decisions: readonly {
    readonly subject: SubjectId;
    readonly scaleUp: boolean;
    readonly how?: ScaleUpWay;
    readonly reason?: string;
  }[];
}

export function addSubject(table: Table, command: AddSubject): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference, context } = table;
  const twin = state.subjects.find(subject => sameWords(subject.name, command.name));
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'name', { twin: twin.id });
  const subject: Subject = { id: nextId(state, 'P'), name: command.name, by: who.by, conference: conference.id };
  return accept(...who.joining, { type: 'SubjectAdded', subject });
}

export function scoreSafety(table: Table, command: ScoreSafety): Decision {
  const no = firstRefusal(mayAnswer(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const wrong = strangers(table, command.scores);
  if (wrong.length > 0) return refuseAll(wrong);
  const { conference } = table;
  if (conference.phase !== 'safety.score') return refuse('wrongPhase');
  const given = conference.scoreRounds.at(-1)?.answers ?? [];
  const scores = command.scores
    .map(score => present<SafetyScore>({ ...score, ...who.by }))
    .filter(score => !given.some(other => isSameScore(other, score)));
  return accept(...who.joining, ...scores.map((score): EventBody => ({ type: 'SafetyScored', score })));
}

function strangers({ state }: Table, named: readonly { readonly subject: SubjectId }[]) {
  return named
    .filter(({ subject }) => !state.subjects.some(one => one.id === subject))
    .map(({ subject }) => refusal('unknown', `score:${subject}`));
}

function isSameScore(one: SafetyScore, other: SafetyScore): boolean {
  return (
    one.person === other.person &&
    one.subject === other.subject &&
    one.score === other.score &&
    one.explanation === other.explanation &&
    one.onePointUp === other.onePointUp
  );
}

/** The number that the table agrees on, by the chair after the reveal. When every subject has one, the conference moves on. */
export function agreeSafety(table: Table, command: AgreeSafety): Decision {
  const { state, conference } = table;
  const wrong = strangers(table, command.scores);
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  if (wrong.length > 0) return refuseAll(wrong);
  const revealed = conference.phase === 'safety.revealed' ? undefined : refusal('wrongPhase');
  const late = firstRefusal(stillThatPhase(table), revealed);
  if (late !== undefined) return refuseAll([late]);
  const changed = command.scores.filter(({ subject, score, requirements }) => {
    const now = conference.agreedScores[subject];
    return now?.score !== score || (requirements !== undefined && now.requirements !== requirements);
  });
  const agreed = changed.map(score => present<EventOf<'SafetyAgreed'>>({ type: 'SafetyAgreed', ...score }));
  const after = agreed.reduce(evolveSafety, conference);
  const complete = state.subjects.every(subject => after.agreedScores[subject.id] !== undefined);
  // Where it leads depends on the number: under 6 the safety plan comes next.
  const moving = complete ? enterPhase(after, nextPhase(after)) : [];
  return acceptWithHints([...agreed, ...moving], hintsOf(state, after, command));
}

function hintsOf(state: CaseState, after: Conference, { scores }: AgreeSafety): Hint[] {
  return scores.flatMap(({ subject, score }): Hint[] => {
    const name = state.subjects.find(one => one.id === subject)?.name ?? subject;
    if (score < directSafety && after.agreedScores[subject]?.requirements === undefined)
      return [{ code: 'requirements', item: subject, values: { name } }];
    return isStable(safetyLine(withConference(state, after), subject))
      ? [{ code: 'stable', item: subject, values: { name } }]
      : [];
  });
}

function withConference(state: CaseState, conference: Conference): CaseState {
  return { ...state, conferences: state.conferences.map(one => (one.id === conference.id ? conference : one)) };
}

export function decideScalingUp(table: Table, command: DecideScalingUp): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { state, conference } = table;
  const wrong = command.decisions.flatMap(({ subject, scaleUp, how, reason }) => {
    if (!state.subjects.some(one => one.id === subject)) return [refusal('unknown', `scaleUp:${subject}`)];
    if (scaleUp && how === undefined) return [refusal('required', `how:${subject}`)];
    return scaleUp || reason !== undefined
      ? []
      : [refusal('reasonNeeded', `reason:${subject}`, { why: 'notScaledUp' })];
  });
  if (wrong.length > 0) return refuseAll(wrong);
  const changed = command.decisions.filter(({ subject, scaleUp, how, reason }) => {
    const now = conference.scalingUp[subject];
    return now?.scaleUp !== scaleUp || now.how !== how || now.reason !== reason;
  });
  return accept(
    ...changed.map(decision => present<EventOf<'ScalingUpDecided'>>({ type: 'ScalingUpDecided', ...decision })),
  );
}

type SafetyEvent = EventOf<'SafetyScored' | 'SafetyAgreed' | 'ScalingUpDecided'>;

export function evolveSafety(conference: Conference, event: SafetyEvent): Conference {
  switch (event.type) {
    case 'SafetyScored': {
      const rounds = conference.scoreRounds;
      const round = rounds.at(-1) ?? { revealed: false, answers: [] };
      const answered = { ...round, answers: withScore(round.answers, event.score) };
      return { ...conference, scoreRounds: [...rounds.slice(0, -1), answered] };
    }
    case 'SafetyAgreed': {
      const { type: _type, subject, ...said } = event;
      const before = conference.agreedScores[subject]?.requirements;
      const agreed: AgreedScore = { ...(before !== undefined && { requirements: before }), ...said };
      return { ...conference, agreedScores: { ...conference.agreedScores, [subject]: agreed } };
    }
    case 'ScalingUpDecided': {
      const { type: _type, subject, ...decision } = event;
      const scalingUp: ScalingUp = decision;
      return { ...conference, scalingUp: { ...conference.scalingUp, [subject]: scalingUp } };
    }
  }
}

/** A later answer of the same person about the same subject takes the place of the earlier one. */
function withScore(answers: readonly SafetyScore[], score: SafetyScore): readonly SafetyScore[] {
  const at = answers.findIndex(other => other.person === score.person && other.subject === score.subject);
  return at < 0 ? [...answers, score] : answers.with(at, score);
}
