import { type ApproachName, approaches } from '../approaches.ts';
import type { CaseState, Conference } from '../case-state.ts';
import type { DecisionContext, PersonChoice } from '../commands.ts';
import {
  accept,
  chairOnly,
  type Decision,
  findPerson,
  firstRefusal,
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
import type { CaseCode, Participant, PersonId, Purpose } from '../values.ts';

/** Opening: who is here for which organisation, goal and purpose, and who is case director. */

export interface OpenConference {
  readonly verb: 'conference.open';
  readonly case: CaseCode;
  /** Needed for a case that doesn't exist yet; otherwise the case keeps its approach. */
  readonly approach?: ApproachName;
  readonly minutes?: 30 | 45;
  readonly urgent?: boolean;
}

export interface JoinConference {
  readonly verb: 'conference.join';
  readonly organisation: string;
  readonly role?: string;
}

export interface SetGoal {
  readonly verb: 'conference.setGoal';
  readonly purpose?: Purpose;
  readonly goal?: string;
}

export interface SetCaseDirector {
  readonly verb: 'conference.setCaseDirector';
  /** Exactly one of the two is needed: who it is, or why nobody is. */
  readonly director?: PersonChoice;
  readonly reason?: string;
}

export interface SetNoteTaker {
  readonly verb: 'conference.setNoteTaker';
  readonly noteTaker: PersonChoice;
}

/** Who may open a case that exists: a former participant, its case director or a process director of the house. */
function mayOpen(state: CaseState, person: PersonId, processDirectors: readonly PersonId[]): boolean {
  return (
    processDirectors.includes(person) ||
    state.conferences.some(
      conference =>
        conference.chair === person ||
        conference.caseDirector?.person === person ||
        conference.attendees.some(attendee => attendee.person === person),
    )
  );
}

/** Opens the case when it's new, and a conference on it. Whoever starts is chair. */
export function openConference(
  state: CaseState | undefined,
  command: OpenConference,
  context: DecisionContext,
): Decision {
  const { opening, actor } = context;
  if (opening === undefined) return refuse('notUnderstood');
  // For anyone else the code is unknown: the answer is the same whether a conference is open on it or not.
  if (state !== undefined && !mayOpen(state, actor.person, opening.processDirectors))
    return refuse('unknown', 'case', { case: command.case });
  const current = state?.conferences.at(-1);
  if (current !== undefined && current.closed === undefined)
    return current.conversation === opening.conversation
      ? refuse('conferenceOpenHere', 'case', { case: command.case })
      : refuse('conferenceOpenElsewhere', 'case', { case: command.case });
  const approachName = command.approach ?? state?.approach;
  if (approachName === undefined) return refuse('approach', 'approach');
  const approach = approaches[approachName];
  const before = current?.attendees.find(attendee => attendee.person === actor.person);
  const organisation = actor.organisation ?? before?.organisation;
  const events: EventBody[] = [];
  if (state === undefined) events.push({ type: 'CaseOpened', code: command.case, approach: approach.name });
  events.push({
    type: 'ConferenceOpened',
    conference: opening.conferenceId,
    number: (current?.number ?? 0) + 1,
    conversation: opening.conversation,
    chair: actor.person,
    chairName: actor.name,
    approach: approach.name,
    minutesAvailable: command.minutes ?? approach.minutes,
    urgent: command.urgent ?? false,
    steps: approach.steps,
  });
  if (organisation !== undefined)
    events.push({ type: 'ParticipantJoined', participant: participantOf(actor, organisation) });
  return accept(...events);
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

export function setGoal(table: Table, command: SetGoal): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  const purpose = command.purpose ?? conference.purpose;
  const goal = command.goal ?? conference.goal;
  if (purpose === conference.purpose && goal === conference.goal) return accept();
  return accept({ type: 'GoalSet', purpose, ...(goal !== undefined && { goal }) });
}

export function setCaseDirector(table: Table, command: SetCaseDirector): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  if (command.director === undefined) {
    if (command.reason === undefined) return refuse('required', 'director');
    const same = conference.caseDirector === undefined && conference.caseDirectorReason === command.reason;
    return same ? accept() : accept({ type: 'CaseDirectorSet', reason: command.reason });
  }
  const director = findPerson(table, command.director, 'director');
  if (isRefusal(director)) return refuseAll([director]);
  const now = conference.caseDirector;
  if (now?.name === director.name && now.organisation === director.organisation && now.person === director.person)
    return accept();
  return accept(present<EventOf<'CaseDirectorSet'>>({ type: 'CaseDirectorSet', director, reason: command.reason }));
}

/** The note-taker moves steps and records for others; may not decide or adopt, and neither rates nor votes. */
export function setNoteTaker(table: Table, command: SetNoteTaker): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const noteTaker = findPerson(table, command.noteTaker, 'noteTaker');
  if (isRefusal(noteTaker)) return refuseAll([noteTaker]);
  if (noteTaker.person === undefined) return refuse('notParticipant', 'noteTaker');
  return noteTaker.person === table.conference.noteTaker
    ? accept()
    : accept({ type: 'NoteTakerSet', noteTaker: noteTaker.person, name: noteTaker.name });
}

export function newConference(event: EventOf<'ConferenceOpened'>, meta: EventMeta): Conference {
  return {
    id: event.conference,
    number: event.number,
    conversation: event.conversation,
    openedAt: meta.at,
    chair: event.chair,
    chairName: event.chairName,
    minutesAvailable: event.minutesAvailable,
    urgent: event.urgent,
    steps: event.steps,
    phase: 'opening',
    purpose: 'riskManagement',
    attendees: [],
    ratingRounds: [],
    voteRounds: [],
    agreedLevels: {},
    withoutAction: {},
    skippedReveals: [],
  };
}

type OpeningEvent = EventOf<'ParticipantJoined' | 'GoalSet' | 'CaseDirectorSet' | 'NoteTakerSet'>;

export function evolveOpening(conference: Conference, event: OpeningEvent): Conference {
  switch (event.type) {
    case 'ParticipantJoined': {
      const attendee = { ...event.participant, ...(event.recordedBy && { recordedBy: event.recordedBy }) };
      const others = conference.attendees;
      const at = others.findIndex(other => other.person === attendee.person);
      return { ...conference, attendees: at < 0 ? [...others, attendee] : others.with(at, attendee) };
    }
    case 'GoalSet':
      return { ...conference, purpose: event.purpose, ...(event.goal !== undefined && { goal: event.goal }) };
    case 'CaseDirectorSet': {
      const { caseDirector: _director, caseDirectorReason: _reason, ...rest } = conference;
      return {
        ...rest,
        ...(event.director && { caseDirector: event.director }),
        ...(event.reason !== undefined && { caseDirectorReason: event.reason }),
      };
    }
    case 'NoteTakerSet':
      return { ...conference, noteTaker: event.noteTaker, noteTakerName: event.name };
  }
}
