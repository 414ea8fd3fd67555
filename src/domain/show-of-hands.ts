import type { Conference } from './case-state.ts';
import {
  accept,
  chairOrNoteTakerOnly,
  type Decision,
  firstRefusal,
  leadsTheTable,
  refusal,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import type { EventBody } from './events.ts';
import type { Refusal } from './refusal.ts';
import { rateRisks } from './steps/risks.ts';
import { scoreSafety } from './steps/safety.ts';
import { voteTopThree } from './steps/top-three.ts';
import type { FactorId, Participant, RatingLevel, RiskId, Score, SubjectId } from './values.ts';

/**
 * A room that shares one screen: after a show of hands the note-taker (or the chair) records everybody's answer in one grid. Each
 * answer counts as its own, and the minutes say who recorded it ("opgetekend door").
 */

/** A place at the table, from 1, in the order of joining; it never changes during a conference. */
export type SeatNumber = number;

export interface RecordRatings {
  readonly verb: 'risk.recordRatings';
  readonly answers: readonly { readonly seat: SeatNumber; readonly risk: RiskId; readonly level: RatingLevel }[];
}

export interface RecordScores {
  readonly verb: 'safety.recordScores';
  readonly answers: readonly { readonly seat: SeatNumber; readonly subject: SubjectId; readonly score: Score }[];
}

export interface RecordVotes {
  readonly verb: 'topThree.recordVotes';
  readonly answers: readonly { readonly seat: SeatNumber; readonly factors: readonly FactorId[] }[];
}

type ShowOfHands = RecordRatings | RecordScores | RecordVotes;

export function recordShowOfHands(table: Table, command: ShowOfHands): Decision {
  const no = firstRefusal(chairOrNoteTakerOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const seats = [...new Set(command.answers.map(answer => answer.seat))];
  const strangers = seats.filter(seat => seatOf(table.conference, seat) === undefined);
  if (strangers.length > 0) return refuseAll(strangers.map(seat => refusal('notParticipant', 'seat', { seat })));
  const events: EventBody[] = [];
  for (const seat of seats) {
    const decision = recordFor(table, command, seat);
    if (decision.kind === 'refused') return refuseAll(decision.refusals.map(refused => atSeat(refused, seat)));
    events.push(...decision.events);
  }
  return accept(...events);
}

/** The grid has an input for each seat, so the refusal names that one. */
function atSeat(refused: Refusal, seat: SeatNumber): Refusal {
  const isInput = refused.item !== undefined && /^(level:|score:|factors$)/.test(refused.item);
  return isInput ? { ...refused, item: `${refused.item}:${seat}` } : refused;
}

/** The same rules as when they press themselves, with `for`. */
function recordFor(table: Table, command: ShowOfHands, seat: SeatNumber): Decision {
  const person = seatOf(table.conference, seat)?.person ?? '';
  const behalf: Table = { ...table, context: { ...table.context, onBehalfOf: { person } } };
  switch (command.verb) {
    case 'risk.recordRatings': {
      const ratings = command.answers
        .filter(answer => answer.seat === seat)
        .map(({ risk, level }) => ({ risk, level }));
      return rateRisks(behalf, { verb: 'risk.rate', ratings });
    }
    case 'safety.recordScores': {
      const scores = command.answers
        .filter(answer => answer.seat === seat)
        .map(({ subject, score }) => ({ subject, score }));
      return scoreSafety(behalf, { verb: 'safety.score', scores });
    }
    case 'topThree.recordVotes': {
      const factors = command.answers.filter(answer => answer.seat === seat).flatMap(answer => answer.factors);
      return voteTopThree(behalf, { verb: 'topThree.vote', factors: [...new Set(factors)] });
    }
  }
}

function seatOf(conference: Conference, seat: SeatNumber): Participant | undefined {
  return conference.attendees[seat - 1];
}

/** Who has a row in the grid: everybody at the table but the chair and the note-taker. */
export function seatsToRecord(
  conference: Conference,
): readonly { readonly seat: SeatNumber; readonly participant: Participant }[] {
  return conference.attendees
    .map((participant, index) => ({ seat: index + 1, participant }))
    .filter(({ participant }) => !leadsTheTable(conference, participant.person));
}
