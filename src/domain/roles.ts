import { agendaOf, nextPhase } from './agenda.ts';
import type { CaseState, Conference } from './case-state.ts';
import type { PersonChoice } from './commands.ts';
import {
  accept,
  acceptWithHints,
  chairOnly,
  type Decision,
  findPerson,
  firstRefusal,
  isRefusal,
  present,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import type { EventBody, EventOf } from './events.ts';
import { enterPhase } from './moving.ts';
import type { LocalDate, PersonId, Purpose } from './values.ts';

/**
 * Why we are here and who does what: goal and purpose, case director, note-taker, chair. A joint approach needs an explicit goal
 * and somebody who directs; when nobody does, everyone leans back (evaluation report).
 */

export interface SetGoal {
  readonly verb: 'conference.setGoal';
  readonly purpose?: Purpose;
  readonly goal?: string;
  /** One of the approach's kinds of meeting. */
  readonly meetingKind?: string;
}

export interface SetCaseDirector {
  readonly verb: 'conference.setCaseDirector';
  /** Exactly one of the two is needed: who it is, or why nobody is. */
  readonly director?: PersonChoice;
  readonly reason?: string;
  /** The period, and the tasks of the case director that lie with somebody else. */
  readonly until?: LocalDate;
  readonly elsewhere?: string;
}

export interface SetNoteTaker {
  readonly verb: 'conference.setNoteTaker';
  readonly noteTaker: PersonChoice;
}

export interface HandOverChair {
  readonly verb: 'conference.setChair';
  readonly chair: PersonChoice;
}

export function setGoal(table: Table, command: SetGoal): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  const kind = meetingKindEvents(table, command.meetingKind);
  if (kind === undefined) return refuse('notOffered', 'meetingKind');
  const purpose = command.purpose ?? conference.purpose;
  const goal = command.goal ?? conference.goal;
  if (purpose === conference.purpose && goal === conference.goal) return accept(...kind);
  return accept(
    present<EventOf<'GoalSet'>>({ type: 'GoalSet', purpose, goal }),
    ...kind,
    ...leavingWhatIsOff({ ...conference, purpose }),
  );
}

/** Sharing information only has no votes: from a phase that isn't on the agenda any more it goes on to the next one that is. */
function leavingWhatIsOff(conference: Conference): EventBody[] {
  const isOn = agendaOf(conference).includes(conference.phase);
  return isOn ? [] : enterPhase(conference, nextPhase(conference));
}

/** Undefined when the approach has no such kind of meeting. */
function meetingKindEvents({ state, conference, context }: Table, name: string | undefined): EventBody[] | undefined {
  if (name === undefined || name === conference.meetingKind) return [];
  const approach = context.approaches.find(one => one.name === state.approach);
  const kind = approach?.meetingKinds.find(one => one.name === name);
  return (
    kind && [{ type: 'MeetingKindSet', meetingKind: kind.name, expectedOrganisations: kind.expectedOrganisations }]
  );
}

export function setCaseDirector(table: Table, command: SetCaseDirector): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { conference, context } = table;
  const { reason, until, elsewhere } = command;
  if (until !== undefined && until < context.today) return refuse('pastDate', 'until', { date: until });
  if (command.director === undefined) {
    if (reason === undefined) return refuse('required', 'director');
    const same = conference.caseDirector === undefined && conference.caseDirectorReason === reason;
    return same ? accept() : acceptWithHints([{ type: 'CaseDirectorSet', reason }], [{ code: 'noDirector' }]);
  }
  const director = findPerson(table, command.director, 'director');
  if (isRefusal(director)) return refuseAll([director]);
  const now = conference.caseDirector;
  const same =
    now?.name === director.name && now.organisation === director.organisation && now.person === director.person;
  if (same && conference.caseDirectorUntil === until && conference.caseDirectorElsewhere === elsewhere) return accept();
  // Why nobody was is over once somebody is.
  return accept(present<EventOf<'CaseDirectorSet'>>({ type: 'CaseDirectorSet', director, until, elsewhere }));
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

/** Somebody else leads from here on: decides, closes and adopts. */
export function handOverChair(table: Table, command: HandOverChair): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const chair = findPerson(table, command.chair, 'chair');
  if (isRefusal(chair)) return refuseAll([chair]);
  if (chair.person === undefined) return refuse('notParticipant', 'chair');
  return chair.person === table.conference.chair
    ? accept()
    : accept({ type: 'ChairSet', chair: chair.person, name: chair.name });
}

type RoleEvent = EventOf<'GoalSet' | 'MeetingKindSet' | 'CaseDirectorSet' | 'NoteTakerSet' | 'ChairSet'>;

export function evolveRoles(conference: Conference, event: RoleEvent): Conference {
  switch (event.type) {
    case 'GoalSet':
      return { ...conference, purpose: event.purpose, ...(event.goal !== undefined && { goal: event.goal }) };
    case 'MeetingKindSet':
      return {
        ...conference,
        meetingKind: event.meetingKind,
        expectedOrganisations: event.expectedOrganisations,
      };
    case 'CaseDirectorSet': {
      const {
        caseDirector: _director,
        caseDirectorReason: _reason,
        caseDirectorUntil: _until,
        caseDirectorElsewhere: _elsewhere,
        ...rest
      } = conference;
      return {
        ...rest,
        ...(event.director && { caseDirector: event.director }),
        ...(event.reason !== undefined && { caseDirectorReason: event.reason }),
        ...(event.until !== undefined && { caseDirectorUntil: event.until }),
        ...(event.elsewhere !== undefined && { caseDirectorElsewhere: event.elsewhere }),
      };
    }
    case 'NoteTakerSet':
      return { ...conference, noteTaker: event.noteTaker, noteTakerName: event.name };
    case 'ChairSet': {
      // Whoever takes notes and becomes chair leads as chair.
      const { noteTaker, noteTakerName, ...rest } = conference;
      const notes = noteTaker !== event.chair &&
        noteTaker !== undefined && { noteTaker, ...(noteTakerName !== undefined && { noteTakerName }) };
      return { ...rest, ...(notes || {}), chair: event.chair, chairName: event.name };
    }
  }
}

/** Somebody of the case: who was at the table of one of its conferences, chaired it or directs the case. */
export function takesPartIn({ conferences, direction }: CaseState, person: PersonId): boolean {
  return (
    // Found between two conferences, when nobody directed it.
    direction?.ended?.director.person === person ||
    conferences.some(
      conference =>
        conference.chair === person ||
        conference.caseDirector?.person === person ||
        conference.attendees.some(attendee => attendee.person === person),
    )
  );
}
