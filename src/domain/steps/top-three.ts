import { nextPhase } from '../agenda.ts';
import type { Vote } from '../answers.ts';
import type { CaseState, Conference } from '../case-state.ts';
import { revealedRound, votesPerFactor } from '../counts.ts';
import {
  accept,
  chairOnly,
  contributorOf,
  type Decision,
  firstRefusal,
  isRefusal,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from '../decision.ts';
import type { EventOf } from '../events.ts';
import { enterPhase } from '../moving.ts';
import type { Refusal } from '../refusal.ts';
import type { FactorId } from '../values.ts';
import { mayAnswer } from './risks.ts';

/**
 * Top three: the main factors, and which three dynamic ones need something now because of the risk (the second question of the
 * pilot's short form; "need" in RNR: act on what can change). Static and protective factors inform; they're never voted for.
 */

/** As many as the table can carry at once. */
const topThreeSize = 3;

export interface VoteTopThree {
  readonly verb: 'topThree.vote';
  readonly factors: readonly FactorId[];
}

export interface DecideTopThree {
  readonly verb: 'topThree.decide';
  readonly factors: readonly FactorId[];
  readonly reason?: string;
}

export function voteTopThree(table: Table, command: VoteTopThree): Decision {
  const no = firstRefusal(mayAnswer(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const factors = [...new Set(command.factors)];
  const wrong = notEligible(table, factors);
  if (wrong.length > 0) return refuseAll(wrong);
  const { conference } = table;
  if (conference.phase !== 'topThree.vote') return refuse('wrongPhase');
  const before = conference.voteRounds.at(-1)?.answers.find(vote => vote.person === who.by.person);
  if (before !== undefined && sameFactors(before.factors, factors)) return accept();
  return accept(...who.joining, { type: 'TopThreeVoted', vote: { ...who.by, factors } });
}

function sameFactors(one: readonly FactorId[], other: readonly FactorId[]): boolean {
  return one.length === other.length && one.every(factor => other.includes(factor));
}

/** Why these factors can't be chosen: not of this case, not changeable, or more than three. */
function notEligible({ state }: Table, chosen: readonly FactorId[]): Refusal[] {
  const wrong = chosen.flatMap(id => {
    const factor = state.factors.find(one => one.id === id);
    if (factor === undefined) return [refusal('unknown', id)];
    return factor.kind === 'dynamic' ? [] : [refusal('notDynamic', id, { factor: factor.what, kind: factor.kind })];
  });
  if (chosen.length > topThreeSize)
    wrong.push(refusal('tooMany', 'factors', { given: chosen.length, limit: topThreeSize }));
  return wrong;
}

/** The three by the chair, with a reason when they depart from the count or break a tie; then on to the actions. */
export function decideTopThree(table: Table, command: DecideTopThree): Decision {
  const { state, conference } = table;
  const factors = [...new Set(command.factors)];
  const wrong = notEligible(table, factors);
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  if (wrong.length > 0) return refuseAll(wrong);
  const late = firstRefusal(stillThatPhase(table), decidable(table));
  if (late !== undefined) return refuseAll([late]);
  if (command.reason === undefined && needsReason(state, conference, factors)) return refuse('reasonNeeded', 'reason');
  const decided = present<EventOf<'TopThreeDecided'>>({
    type: 'TopThreeDecided',
    factors,
    reason: command.reason,
  });
  return accept(decided, ...enterPhase(conference, nextPhase(conference)));
}

function decidable({ conference }: Table): Refusal | undefined {
  return conference.phase === 'topThree.revealed' ? undefined : refusal('wrongPhase');
}

/**
 * True when the choice departs from the votes of the organisations, or breaks a tie at the edge. Without any votes there's no
 * count to depart from; a factor that was mended to one that doesn't change can't be chosen and counts no more.
 */
function needsReason(state: CaseState, conference: Conference, chosen: readonly FactorId[]): boolean {
  const isEligible = (id: FactorId) => state.factors.some(factor => factor.id === id && factor.kind === 'dynamic');
  const counted = [...votesPerFactor(revealedRound(conference.voteRounds))].filter(([id]) => isEligible(id));
  const votes = new Map(counted);
  if (votes.size === 0) return false;
  const countOf = (factor: FactorId) => votes.get(factor)?.length ?? 0;
  const lowestChosen = Math.min(...chosen.map(countOf));
  if (lowestChosen === 0) return true;
  const passedOver = [...votes.keys()].filter(factor => !chosen.includes(factor));
  if (chosen.length < Math.min(topThreeSize, votes.size)) return true;
  return passedOver.some(factor => countOf(factor) >= lowestChosen);
}

/** A later vote of the same person takes the place of the earlier one. */
function withVote(votes: readonly Vote[], vote: Vote): readonly Vote[] {
  const at = votes.findIndex(other => other.person === vote.person);
  return at < 0 ? [...votes, vote] : votes.with(at, vote);
}

export function evolveTopThree(
  conference: Conference,
  event: EventOf<'TopThreeVoted' | 'TopThreeDecided'>,
): Conference {
  switch (event.type) {
    case 'TopThreeVoted': {
      const rounds = conference.voteRounds;
      const round = rounds.at(-1) ?? { revealed: false, answers: [] };
      return {
        ...conference,
        voteRounds: [...rounds.slice(0, -1), { ...round, answers: withVote(round.answers, event.vote) }],
      };
    }
    case 'TopThreeDecided': {
      const topThree = { factors: event.factors, ...(event.reason !== undefined && { reason: event.reason }) };
      return { ...conference, topThree };
    }
  }
}
