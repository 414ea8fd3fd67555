import { isBlind, type Phase, roundsOf } from './agenda.ts';
import type { Rating, Round, Vote } from './answers.ts';
import type { CaseState, Conference } from './case-state.ts';
import { distinctWords, sameWords } from './same-words.ts';
import type { ActionId, FactorId, RiskId } from './values.ts';

/** Counts are per organisation: three police officers count once, and all their answers are shown (card contract). */

/** Everybody's latest answer in a round of ratings about one risk, in order of first answering. */
export function ratingsOf(round: Round<Rating> | undefined, risk: RiskId): readonly Rating[] {
  return round?.answers.filter(answer => answer.risk === risk) ?? [];
}

/** The last round that was revealed; undefined while everything is still blind. */
export function revealedRound<Answer>(rounds: readonly Round<Answer>[]): Round<Answer> | undefined {
  return rounds.findLast(round => round.revealed);
}

/** Per factor the organisations that chose it, in order of answering; factors that nobody chose are absent. */
export function votesPerFactor(round: Round<Vote> | undefined): ReadonlyMap<FactorId, readonly string[]> {
  const votes = new Map<FactorId, readonly string[]>();
  for (const vote of round?.answers ?? [])
    for (const factor of vote.factors)
      votes.set(factor, distinctWords([...(votes.get(factor) ?? []), vote.organisation]));
  return votes;
}

/** Ratings of the last revealed round that differ from what was agreed; "geen zicht" is no level and so no dissent. */
export function dissentOf(conference: Conference, risk: RiskId): readonly Rating[] {
  const agreed = conference.agreedLevels[risk]?.level;
  if (agreed === undefined) return [];
  return ratingsOf(revealedRound(conference.ratingRounds), risk).filter(
    rating => rating.level !== 'unknown' && rating.level !== agreed,
  );
}

/** Organisations at the table that answer in blind phases: everybody's but those of the chair and the note-taker alone. */
export function answeringOrganisations(conference: Conference): readonly string[] {
  return distinctWords(
    conference.attendees
      .filter(attendee => attendee.person !== conference.chair && attendee.person !== conference.noteTaker)
      .map(attendee => attendee.organisation),
  );
}

/** Which organisations have answered in the current blind phase, never what; empty outside blind phases. */
export function organisationsThatAnswered(conference: Conference): readonly string[] {
  return distinctWords(currentAnswers(conference, conference.phase).map(answer => answer.organisation));
}

function currentAnswers(conference: Conference, phase: Phase): readonly { organisation: string }[] {
  if (!isBlind(phase)) return [];
  return roundsOf(conference, phase).at(-1)?.answers ?? [];
}

/** Top-three factors that have neither an open action nor a reason for none: they refuse closing. */
export function uncoveredFactors(state: CaseState, conference: Conference): readonly FactorId[] {
  return (conference.topThree?.factors ?? []).filter(
    factor =>
      conference.withoutAction[factor] === undefined &&
      !state.actions.some(action => action.status === 'open' && action.factors.includes(factor)),
  );
}

/** Expected by the approach (and its kind of meeting) and not at the table. */
export function absentOrganisations(conference: Conference): readonly string[] {
  return conference.expectedOrganisations.filter(
    expected => !conference.attendees.some(attendee => sameWords(attendee.organisation, expected)),
  );
}

export interface Unknown {
  readonly id: RiskId | FactorId | ActionId;
  readonly kind: 'risk' | 'factor' | 'action';
  readonly what: string;
  /** Who has no view of it, for whom it's hard to assess, or who finds out. */
  readonly organisations: readonly string[];
}

/** What the table doesn't know yet: risks that an organisation has no view of, factors hard to assess, open information actions. */
export function unknownsOf(state: CaseState, conference: Conference): readonly Unknown[] {
  const round = revealedRound(conference.ratingRounds);
  const risks = state.risks.flatMap(risk => {
    const blind = ratingsOf(round, risk.id).filter(rating => rating.level === 'unknown');
    return blind.length === 0
      ? []
      : [
          {
            id: risk.id,
            kind: 'risk' as const,
            what: risk.what,
            organisations: distinctWords(blind.map(one => one.organisation)),
          },
        ];
  });
  const factors = state.factors
    .filter(factor => !factor.assessable)
    .map(factor => ({
      id: factor.id,
      kind: 'factor' as const,
      what: factor.what,
      organisations: [factor.by.organisation],
    }));
  const actions = state.actions
    .filter(action => action.type === 'information' && action.status === 'open')
    .map(action => ({
      id: action.id,
      kind: 'action' as const,
      what: action.what,
      organisations: [action.owner.organisation],
    }));
  return [...risks, ...factors, ...actions];
}
