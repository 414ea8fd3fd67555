import type { Phase, StepName } from '../../src/domain/agenda.ts';
import type { ApproachName } from '../../src/domain/approaches.ts';
import type { Action, Factor, Risk } from '../../src/domain/case-state.ts';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import type { FactorId, Participant, RatingLevel, RiskId, RiskLevel } from '../../src/domain/values.ts';
import { actor, idOf, partners, type Seat, said } from './domain-people.ts';
import { conferenceId, today } from './given.ts';

// Pieces of history, to read aloud after `given`: a table, a phase, what was raised, rated, voted and agreed.

export const code = 'ZVH-2026-002';
export const conversation = 'chat-1';
const plainSteps: readonly StepName[] = ['opening', 'risks', 'topThree', 'actions', 'closing'];

/** The event of somebody joining, as it is when they speak for themselves. */
export function joined(seat: Seat, more: Partial<Participant> = {}): EventOf<'ParticipantJoined'> {
  return { type: 'ParticipantJoined', participant: { ...participant(seat), ...more } };
}

function participant(seat: Seat): Participant {
  const { person, name, organisation = '' } = actor(seat);
  return { person, name, organisation };
}

/** A conference that was opened by the procesregisseur. Nobody has joined. */
export function opened(more: Partial<EventOf<'ConferenceOpened'>> = {}): EventOf<'ConferenceOpened'> {
  return {
    type: 'ConferenceOpened',
    conference: conferenceId,
    number: 1,
    conversation,
    chair: idOf('procesregisseur'),
    chairName: 'procesregisseur',
    approach: 'Top X OGG',
    minutesAvailable: 30,
    urgent: false,
    steps: plainSteps,
    ...more,
  };
}

export function caseOpened(approach: ApproachName = 'Top X OGG'): EventBody {
  return { type: 'CaseOpened', code, approach };
}

/** A case, a conference and who sits at the table: the five partners of casus X unless said otherwise. */
export function table(...seats: Seat[]): readonly EventBody[] {
  return [caseOpened(), opened(), ...(seats.length > 0 ? seats : partners).map(seat => joined(seat))];
}

export function phase(entered: Phase, from: Phase = 'opening'): EventBody {
  return { type: 'PhaseEntered', phase: entered, from };
}

/** The blind round is opened up and its results stand in the chat. */
export function revealed(blind: 'risks.rate' | 'topThree.vote'): readonly EventBody[] {
  return [
    { type: 'RoundRevealed', phase: blind },
    phase(blind === 'risks.rate' ? 'risks.revealed' : 'topThree.revealed', blind),
  ];
}

export function noteTaker(seat: Seat = 'notulist'): EventBody {
  return { type: 'NoteTakerSet', noteTaker: idOf(seat), name: seat };
}

export function risk(id: RiskId, more: Partial<Risk> = {}): EventOf<'RiskRaised'> {
  return { type: 'RiskRaised', risk: { id, what: `Risico ${id}`, by: said('wijkagent'), ...more } };
}

export function factor(id: FactorId, more: Partial<Factor> = {}): EventOf<'FactorRaised'> {
  const plain: Factor = {
    id,
    kind: 'dynamic',
    what: `Factor ${id}`,
    assessable: true,
    risks: ['R1'],
    by: said('behandelaar'),
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
    by: said('wijkagent'),
    conference: conferenceId,
    agreedOn: today,
    status: 'open',
  };
  return { type: 'ActionAgreed', action: { ...plain, ...more } };
}

export function closed(): EventBody {
  return { type: 'ConferenceClosed' };
}

export function adopted(conference = conferenceId): EventBody {
  return { type: 'MinutesAdopted', conference, version: 1 };
}
