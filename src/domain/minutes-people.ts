import type { CaseState, Conference } from './case-state.ts';
import type { MinutesPerson } from './minutes-parts.ts';
import type { Attribution, Participant, PersonId, PersonRef } from './values.ts';

/** People as the minutes name them: by function and organisation, never by an Entra id. */

/** A chair or note-taker who never joined speaks for the house; an Entra id says nothing to a reader. */
export const house = 'Zorg- en Veiligheidshuis';

export function person({ name, organisation }: PersonRef): MinutesPerson {
  return { name, organisation };
}

/** By what the conference itself knows of somebody, else by what any conference of the case knew. */
export function personNamed(state: CaseState, conference: Conference, id: PersonId): MinutesPerson {
  const attendee = attendeeOf(state, conference, id);
  if (attendee !== undefined) return person(attendee);
  const leader = withThis(state, conference)
    .flatMap(namesOfLeaders)
    .find(one => one.person === id);
  return { name: leader?.name ?? house, organisation: house };
}

function attendeeOf(state: CaseState, conference: Conference, id: PersonId): Participant | undefined {
  return withThis(state, conference)
    .flatMap(one => one.attendees)
    .find(one => one.person === id);
}

/** This conference first, then the others, the latest first. */
function withThis(state: CaseState, conference: Conference): readonly Conference[] {
  return [conference, ...state.conferences.toReversed()];
}

function namesOfLeaders({ chair, chairName, noteTaker, noteTakerName }: Conference) {
  return [
    { person: chair, name: chairName },
    { person: noteTaker, name: noteTakerName },
  ];
}

/** Who said it, for the organisation of that moment, and who wrote it down when that was somebody else. */
export function attributed(
  state: CaseState,
  conference: Conference,
  by: Attribution,
): MinutesPerson & { readonly recordedBy?: string } {
  const attendee = attendeeOf(state, conference, by.person);
  return {
    name: attendee?.name ?? by.organisation,
    organisation: by.organisation,
    ...(by.recordedBy !== undefined && { recordedBy: personNamed(state, conference, by.recordedBy).name }),
  };
}
