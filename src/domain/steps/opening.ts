import { agendaOf, stepOf } from '../agenda.ts';
import { type ApproachName, budgetsFor, findApproach } from '../approaches.ts';
import { belongsToCase, newFaces } from '../belonging.ts';
import type { CaseState, Conference } from '../case-state.ts';
import type { DecisionContext } from '../commands.ts';
import {
  accept,
  type Decision,
  findPerson,
  isRefusal,
  knownSpelling,
  leadsTheTable,
  participantOf,
  personIdOf,
  present,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventBody, EventMeta, EventOf } from '../events.ts';
import { usualPreparationDays } from '../preparation-plan.ts';
import { preparedFactors } from '../prepared.ts';
import { stepEntry } from '../time.ts';
import { urgentMinutes } from '../urgent.ts';
import type { CaseCode, Participant, PersonId } from '../values.ts';
import { carriedOver } from './look-back.ts';

/** Opening: the case, the conference, and who is here for which organisation. */

export interface OpenConference {
  readonly verb: 'conference.open';
  readonly case: CaseCode;
  /** As it was chosen or typed. Needed for a case that doesn't exist yet; otherwise the case keeps its approach. */
  readonly approach?: ApproachName;
  readonly minutes?: 30 | 45;
  /** Spoed: the ten-minute path. */
  readonly urgent?: boolean;
}

export interface JoinConference {
  readonly verb: 'conference.join';
  readonly organisation: string;
  readonly role?: string;
}

/**
 * Opens the case when it's new, and a conference on it. Whoever starts is chair. A case that exists is for a former participant, its
 * case director or a process director of the house; in a chat with people to whom it's new, only when that is meant so.
 */
export function openConference(
  state: CaseState | undefined,
  command: OpenConference,
  context: DecisionContext,
): Decision {
  const { opening, actor } = context;
  if (opening === undefined) return refuse('notUnderstood');
  // For anyone else the code is unknown: the answer is the same whether a conference is open on it or not.
  if (state !== undefined && !belongsToCase(state, actor.person, opening.processDirectors))
    return refuse('unknown', 'case', { case: command.case });
  const current = state?.conferences.at(-1);
  if (current !== undefined && current.closed === undefined)
    return current.conversation === opening.conversation
      ? refuse('conferenceOpenHere', 'case', { case: command.case })
      : refuse('conferenceOpenElsewhere', 'case', { case: command.case });
  const approachName = command.approach ?? state?.approach;
  if (approachName === undefined) return refuse('approach', 'approach', { approaches: namesOf(context) });
  const approach = findApproach(context.approaches, approachName);
  if (approach === undefined)
    return refuse('approach', 'approach', { given: approachName, approaches: namesOf(context) });
  // One chat per case is the advice: whoever is in that chat was there already.
  const isUsual = state === undefined || current?.conversation === opening.conversation;
  const faces = isUsual ? [] : newFaces(state, context.members, opening.processDirectors);
  if (faces.length > 0 && !context.duplicateConfirmed)
    return refuse('newFaces', undefined, { case: command.case, names: faces.map(({ name }) => name) });
  const before = current?.attendees.find(attendee => attendee.person === actor.person);
  const organisation = actor.organisation ?? before?.organisation;
  const events: EventBody[] = [];
  if (state === undefined) events.push({ type: 'CaseOpened', code: command.case, approach: approach.name });
  if (state?.ended !== undefined) events.push({ type: 'CaseReopened' });
  const urgent = command.urgent ?? false;
  const minutes = command.minutes ?? approach.minutes;
  const [kind] = approach.meetingKinds;
  events.push(
    present<EventOf<'ConferenceOpened'>>({
      type: 'ConferenceOpened',
      conference: opening.conferenceId,
      number: (current?.number ?? 0) + 1,
      conversation: opening.conversation,
      chair: actor.person,
      chairName: actor.name,
      approach: approach.name,
      minutesAvailable: urgent ? urgentMinutes : minutes,
      budgets: budgetsFor(approach, minutes),
      urgent,
      steps: approach.steps,
      resumedSteps: current?.closed?.skippedSteps ?? [],
      carriedActions: state === undefined ? [] : carriedOver(state, context),
      expectedOrganisations: kind?.expectedOrganisations ?? approach.expectedOrganisations,
      instruments: approach.instruments,
      preparationDays: approach.preparationDays,
      meetingKind: kind?.name,
    }),
  );
  if (state !== undefined) events.push(...preparedFactors(state, opening.conferenceId));
  if (organisation !== undefined)
    events.push({ type: 'ParticipantJoined', participant: participantOf(actor, organisation) });
  return accept(...events);
}

function namesOf({ approaches }: DecisionContext): string {
  return approaches.map(approach => approach.name).join(', ');
}

/** Puts somebody on the list: oneself, or (chair and note-taker) somebody else in the room. */
export function joinConference(table: Table, command: JoinConference): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const { conference, context } = table;
  const role = command.role;
  if (context.onBehalfOf !== undefined) {
    if (!leadsTheTable(conference, context.actor.person))
      return refuse('notForOthers', 'for', { chair: conference.chairName });
    const other = findPerson(table, context.onBehalfOf, 'for');
    if (isRefusal(other)) return refuseAll([other]);
    const person = { person: personIdOf(context.onBehalfOf), name: other.name, ...(role !== undefined && { role }) };
    return joined(conference, participantOf(person, command.organisation), context.actor.person);
  }
  const self = { person: context.actor.person, name: context.actor.name, ...(role !== undefined && { role }) };
  return joined(conference, participantOf(self, command.organisation));
}

function joined(conference: Conference, participant: Participant, recordedBy?: PersonId): Decision {
  const already = conference.attendees.find(attendee => attendee.person === participant.person);
  const organisation = knownSpelling(conference, participant.organisation);
  const role = participant.role ?? already?.role;
  const same = already?.organisation === organisation && already.role === role && already.name === participant.name;
  if (same) return accept();
  return accept({
    type: 'ParticipantJoined',
    participant: { ...participant, organisation, ...(role !== undefined && { role }) },
    ...(recordedBy !== undefined && recordedBy !== participant.person && { recordedBy }),
  });
}

export function newConference(
  event: EventOf<'ConferenceOpened'>,
  reviews: Conference['reviews'],
  meta: EventMeta,
): Conference {
  const { type: _type, conference: id, approach: _approach, ...fields } = event;
  const blank: Conference = {
    preparationDays: usualPreparationDays,
    ...fields,
    id,
    openedAt: meta.at,
    stepEntries: [],
    wasUrgent: event.urgent,
    openedSteps: [],
    phase: 'opening',
    phaseEnteredAt: meta.at,
    purpose: 'riskManagement',
    attendees: [],
    scoreRounds: [],
    agreedScores: {},
    scalingUp: {},
    reviews,
    ratingRounds: [],
    voteRounds: [],
    agreedLevels: {},
    withoutAction: {},
    skippedReveals: [],
    corrections: [],
    preparations: [],
    beforehand: {},
  };
  const phase = agendaOf(blank)[0] ?? 'opening';
  return { ...blank, phase, stepEntries: [stepEntry(blank, stepOf(phase), meta.at)] };
}

export function evolveOpening(conference: Conference, event: EventOf<'ParticipantJoined'>): Conference {
  const attendee = { ...event.participant, ...(event.recordedBy && { recordedBy: event.recordedBy }) };
  const others = conference.attendees;
  const at = others.findIndex(other => other.person === attendee.person);
  return { ...conference, attendees: at < 0 ? [...others, attendee] : others.with(at, attendee) };
}
