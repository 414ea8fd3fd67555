import { nextPhase } from '../agenda.ts';
import type { Rating } from '../answers.ts';
import type { Conference } from '../case-state.ts';
import {
  accept,
  chairOnly,
  contributorOf,
  type Decision,
  firstRefusal,
  isRefusal,
  leadsTheTable,
  nextId,
  personIdOf,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  stillThatPhase,
  type Table,
} from '../decision.ts';
import type { EventBody, EventOf } from '../events.ts';
import type { Risk } from '../items.ts';
import { enterPhase } from '../moving.ts';
import type { Refusal } from '../refusal.ts';
import { sameWords } from '../same-words.ts';
import { movesOnAtOnce, risksToRate } from '../urgent.ts';
import type { Mark, RatingLevel, RiskId, RiskLevel } from '../values.ts';

/**
 * Risks: what must not happen, how severe, what triggers it, who is hit, where and when (the short form of the pilot); then
 * everyone's own estimate, blind; then one agreed level. Estimating alone first and talking after is better than either.
 */

export interface RaiseRisk {
  readonly verb: 'risk.raise';
  readonly what: string;
  readonly severity?: string;
  readonly triggers?: string;
  readonly affected?: string;
  readonly whereWhen?: string;
  /** Seen or heard, or what somebody makes of it. */
  readonly mark?: Mark;
}

export interface RateRisks {
  readonly verb: 'risk.rate';
  readonly ratings: readonly { readonly risk: RiskId; readonly level: RatingLevel; readonly reason?: string }[];
}

export interface AgreeRisks {
  readonly verb: 'risk.agree';
  readonly levels: readonly { readonly risk: RiskId; readonly level: RiskLevel; readonly reason?: string }[];
}

export function raiseRisk(table: Table, command: RaiseRisk): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference, context } = table;
  const twin = state.risks.find(risk => sameWords(risk.what, command.what));
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'what', { twin: twin.id });
  const { verb: _verb, ...words } = command;
  const risk: Risk = { id: nextId(state, 'R'), ...words, by: who.by, conference: conference.id };
  return accept(...who.joining, { type: 'RiskRaised', risk }, ...movesOnAtOnce(conference));
}

export function rateRisks(table: Table, command: RateRisks): Decision {
  const no = firstRefusal(mayAnswer(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference } = table;
  const strangers = command.ratings.filter(rating => !state.risks.some(risk => risk.id === rating.risk));
  if (strangers.length > 0) return refuseAll(strangers.map(rating => refusal('unknown', `level:${rating.risk}`)));
  if (conference.phase !== 'risks.rate') return refuse('wrongPhase');
  const given = conference.ratingRounds.at(-1)?.answers ?? [];
  const ratings = command.ratings
    .map(answer => ({ ...answer, ...who.by }))
    .filter(
      rating =>
        !given.some(
          other =>
            other.person === rating.person &&
            other.risk === rating.risk &&
            other.level === rating.level &&
            other.reason === rating.reason,
        ),
    );
  return accept(...who.joining, ...ratings.map((rating): EventBody => ({ type: 'RiskRated', rating })));
}

/** Chair and note-taker neither rate nor vote; they record for others, never for themselves or for each other. */
export function mayAnswer({ conference, context }: Table): Refusal | undefined {
  const { actor, onBehalfOf } = context;
  const answering = onBehalfOf === undefined ? actor.person : personIdOf(onBehalfOf);
  if (!leadsTheTable(conference, actor.person) || !leadsTheTable(conference, answering)) return undefined;
  return refusal(answering === conference.chair ? 'chairDoesNotRate' : 'noteTakerDoesNotRate');
}

/** The agreed level of the risks, by the chair after the reveal. When every risk that was rated has one, the conference moves on. */
export function agreeRisks(table: Table, command: AgreeRisks): Decision {
  const { state, conference } = table;
  const strangers = command.levels.filter(level => !state.risks.some(risk => risk.id === level.risk));
  const unknown = strangers.map(level => refusal('unknown', `level:${level.risk}`));
  const no = firstRefusal(chairOnly(table), stillOpen(table), unknown[0], stillThatPhase(table), revealedFirst(table));
  if (no !== undefined) return refuseAll(no === unknown[0] ? unknown : [no]);
  const changed = command.levels.filter(({ risk, level, reason }) => {
    const now = conference.agreedLevels[risk];
    return now?.level !== level || now.reason !== reason;
  });
  const agreed = new Set([...Object.keys(conference.agreedLevels), ...command.levels.map(level => level.risk)]);
  const complete = risksToRate(state, conference).every(risk => agreed.has(risk.id));
  return accept(
    ...changed.map(level => present<EventOf<'RiskLevelAgreed'>>({ type: 'RiskLevelAgreed', ...level })),
    ...(complete ? enterPhase(conference, nextPhase(conference)) : []),
  );
}

function revealedFirst({ conference }: Table): Refusal | undefined {
  return conference.phase === 'risks.revealed' ? undefined : refusal('wrongPhase');
}

/** A later answer of the same person about the same risk takes the place of the earlier one. */
function withRating(answers: readonly Rating[], rating: Rating): readonly Rating[] {
  const at = answers.findIndex(other => other.person === rating.person && other.risk === rating.risk);
  return at < 0 ? [...answers, rating] : answers.with(at, rating);
}

export function evolveRisks(conference: Conference, event: EventOf<'RiskRated' | 'RiskLevelAgreed'>): Conference {
  switch (event.type) {
    case 'RiskRated': {
      const rounds = conference.ratingRounds;
      const round = rounds.at(-1) ?? { revealed: false, answers: [] };
      const answered = { ...round, answers: withRating(round.answers, event.rating) };
      return { ...conference, ratingRounds: [...rounds.slice(0, -1), answered] };
    }
    case 'RiskLevelAgreed': {
      const agreed = { level: event.level, ...(event.reason !== undefined && { reason: event.reason }) };
      return { ...conference, agreedLevels: { ...conference.agreedLevels, [event.risk]: agreed } };
    }
  }
}
