import { type BlindPhase, type Phase, revealedPhaseOf } from '../../src/domain/agenda.ts';
import type { SafetyScore } from '../../src/domain/answers.ts';
import { type ApproachName, findApproach, usualApproaches } from '../../src/domain/approaches.ts';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import type { Action, Factor, Risk, Scenario } from '../../src/domain/items.ts';
import type {
  ActionId,
  FactorId,
  Participant,
  RatingLevel,
  ReviewStatus,
  RiskId,
  RiskLevel,
  ScenarioId,
  Score,
  SubjectId,
} from '../../src/domain/values.ts';
import { actor, idOf, partners, type Seat, said } from './domain-people.ts';
import { conferenceId, today } from './given.ts';

// Pieces of history, to read aloud after `given`: a table, a phase, what was raised, rated, voted and agreed.

export const code = 'ZVH-2026-002';
export const conversation = 'chat-1';
/** The three steps and nothing else: what most rules are about. */
const plainApproach: ApproachName = 'Top X';

/** The event of somebody joining, as it is when they speak for themselves. */
export function joined(seat: Seat, more: Partial<Participant> = {}): EventOf<'ParticipantJoined'> {
  return { type: 'ParticipantJoined', participant: { ...participant(seat), ...more } };
}

function participant(seat: Seat): Participant {
  const { person, name, organisation = '' } = actor(seat);
  return { person, name, organisation };
}

/**
 * A conference that was opened by the procesregisseur, with everything that the approach of that name brings: steps, minutes,
 * budgets. Nobody has joined.
 */
export function opened(more: Partial<EventOf<'ConferenceOpened'>> = {}): EventOf<'ConferenceOpened'> {
  const approach = findApproach(usualApproaches, more.approach ?? plainApproach);
  if (approach === undefined) throw new Error(`There is no approach ${more.approach}`);
  const [kind] = approach.meetingKinds;
  return {
    type: 'ConferenceOpened',
    conference: conferenceId,
    number: 1,
    conversation,
    chair: idOf('procesregisseur'),
    chairName: 'procesregisseur',
    approach: approach.name,
    minutesAvailable: approach.minutes,
    budgets: approach.budgets,
    urgent: false,
    steps: approach.steps,
    resumedSteps: [],
    carriedActions: [],
    expectedOrganisations: kind?.expectedOrganisations ?? approach.expectedOrganisations,
    instruments: approach.instruments,
    preparationDays: approach.preparationDays,
    ...(kind && { meetingKind: kind.name }),
    ...more,
  };
}

export function caseOpened(approach: ApproachName = plainApproach): EventBody {
  return { type: 'CaseOpened', code, approach };
}

/** A case, a conference and who sits at the table: the five partners of casus X unless said otherwise. */
export function table(...seats: Seat[]): readonly EventBody[] {
  return tableOf({}, ...seats);
}

/** The same of a conference that isn't the plain one: another approach, spoed, actions that were carried over. */
export function tableOf(more: Partial<EventOf<'ConferenceOpened'>>, ...seats: Seat[]): readonly EventBody[] {
  return [caseOpened(more.approach), opened(more), ...(seats.length > 0 ? seats : partners).map(seat => joined(seat))];
}

/** The conference that runs is closed, and number two (`c2`) opens with the same five at the table. */
export function secondConference(more: Partial<EventOf<'ConferenceOpened'>> = {}): readonly EventBody[] {
  return [closed(), opened({ conference: 'c2', number: 2, ...more }), ...partners.map(seat => joined(seat))];
}

export function phase(entered: Phase, from: Phase = 'opening'): EventBody {
  return { type: 'PhaseEntered', phase: entered, from };
}

/** The blind round is opened up and its results stand in the chat. */
export function revealed(blind: BlindPhase): readonly EventBody[] {
  return [{ type: 'RoundRevealed', phase: blind }, phase(revealedPhaseOf(blind), blind)];
}

/** The same blind phase is asked anew; the round before is kept. */
export function again(blind: BlindPhase): readonly EventBody[] {
  return [{ type: 'RoundOpenedAgain', phase: blind }, phase(blind, revealedPhaseOf(blind))];
}

export function noteTaker(seat: Seat = 'notulist'): EventBody {
  return { type: 'NoteTakerSet', noteTaker: idOf(seat), name: seat };
}

export function risk(id: RiskId, more: Partial<Risk> = {}): EventOf<'RiskRaised'> {
  return {
    type: 'RiskRaised',
    risk: { id, what: `Risico ${id}`, by: said('wijkagent'), conference: conferenceId, ...more },
  };
}

export function factor(id: FactorId, more: Partial<Factor> = {}): EventOf<'FactorRaised'> {
  const plain: Factor = {
    id,
    kind: 'dynamic',
    what: `Factor ${id}`,
    assessable: true,
    risks: ['R1'],
    by: said('behandelaar'),
    conference: conferenceId,
  };
  return { type: 'FactorRaised', factor: { ...plain, ...more } };
}

export function rated(seat: Seat, about: RiskId, level: RatingLevel, reason?: string): EventOf<'RiskRated'> {
  const rating = { ...said(seat), risk: about, level, ...(reason !== undefined && { reason }) };
  return { type: 'RiskRated', rating };
}

export function voted(seat: Seat, ...factors: FactorId[]): EventOf<'TopThreeVoted'> {
  return { type: 'TopThreeVoted', vote: { ...said(seat), factors } };
}

export function agreedLevel(about: RiskId, level: RiskLevel, reason?: string): EventBody {
  return { type: 'RiskLevelAgreed', risk: about, level, ...(reason !== undefined && { reason }) };
}

export function topThree(...factors: FactorId[]): EventBody {
  return { type: 'TopThreeDecided', factors };
}

/** A person at risk, by role. */
export function subject(id: SubjectId, name = 'moeder'): EventOf<'SubjectAdded'> {
  return { type: 'SubjectAdded', subject: { id, name, by: said('behandelaar'), conference: conferenceId } };
}

export function scored(
  seat: Seat,
  about: SubjectId,
  score: Score,
  more: Partial<SafetyScore> = {},
): EventOf<'SafetyScored'> {
  return { type: 'SafetyScored', score: { ...said(seat), subject: about, score, ...more } };
}

export function agreedScore(about: SubjectId, score: Score, requirements?: string): EventOf<'SafetyAgreed'> {
  return { type: 'SafetyAgreed', subject: about, score, ...(requirements !== undefined && { requirements }) };
}

/** What the wijkagent said, in this conference, of an action of an earlier one. */
export function reviewed(about: ActionId, status: ReviewStatus, note?: string): EventOf<'ActionReviewed'> {
  const review = { ...said('wijkagent'), action: about, status, ...(note !== undefined && { note }) };
  return { type: 'ActionReviewed', review };
}

export function scenario(id: ScenarioId, more: Partial<Scenario> = {}): EventOf<'ScenarioDrafted'> {
  const plain: Scenario = {
    id,
    kind: 'escalation',
    signals: `Signaal ${id}`,
    response: `Antwoord ${id}`,
    actions: [],
    by: said('reclasseerder'),
    conference: conferenceId,
  };
  return { type: 'ScenarioDrafted', scenario: { ...plain, ...more } };
}

/** Agreed in this conference, for the wijkagent to do in a fortnight. */
export function action(id: string, more: Partial<Action> = {}): EventOf<'ActionAgreed'> {
  const plain: Action = {
    id,
    type: 'intervention',
    what: `Actie ${id}`,
    owner: participant('wijkagent'),
    due: '2026-12-04',
    horizon: 'short',
    factors: [],
    risks: [],
    subjects: [],
    by: said('wijkagent'),
    conference: conferenceId,
    agreedOn: today,
    status: 'open',
  };
  return { type: 'ActionAgreed', action: { ...plain, ...more } };
}

/** Spoed or not, switched in the middle. */
export function urgent(on = true, minutesAvailable = 10): EventOf<'UrgentSet'> {
  return { type: 'UrgentSet', urgent: on, minutesAvailable };
}

export function closed(): EventBody {
  return { type: 'ConferenceClosed' };
}

export function adopted(conference = conferenceId): EventBody {
  return { type: 'MinutesAdopted', conference, version: 1 };
}
