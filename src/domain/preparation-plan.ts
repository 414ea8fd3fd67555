import type { CaseState, Conference } from './case-state.ts';
import type { PlannedReminder } from './effects.ts';
import { takesPartIn } from './roles.ts';
import type { LocalDate, PersonId, PersonRef } from './values.ts';
import { addWorkingDays, type Calendar } from './working-days.ts';

/** Who is asked before the next conference, when, and who sees to it that they answer. */

/** Working days before the next conference, unless the approach says otherwise. */
export const usualPreparationDays = 3;
const nine = '09:00';

/** Only what was agreed last is prepared for. */
export function isLast(state: CaseState, conference: Conference): boolean {
  return state.conferences.at(-1)?.id === conference.id;
}

/**
 * Everybody who was at the table and every owner of an open action who has a chat of their own; who led the table only with an
 * action, because they hear the others.
 */
export function askedBeforehand(state: CaseState, conference: Conference): readonly PersonId[] {
  const { chair, noteTaker, attendees } = conference;
  const partners = attendees.map(({ person }) => person).filter(person => person !== chair && person !== noteTaker);
  return [...new Set([...partners, ...ownersOf(state)])].filter(hasOwnChat);
}

function ownersOf(state: CaseState): readonly PersonId[] {
  return state.actions.filter(({ status }) => status === 'open').flatMap(({ owner }) => owner.person ?? []);
}

/** Somebody outside the chat is known by function and organisation only. */
function hasOwnChat(person: PersonId): boolean {
  return !person.startsWith('x:');
}

/** Those who were asked, or would be, and haven't answered: as people to name. */
export function notAnsweredYet(state: CaseState, conference: Conference): readonly PersonRef[] {
  return askedBeforehand(state, conference)
    .filter(person => !hasAnswered(conference, person))
    .map(person => refOf(state, conference, person));
}

function refOf(state: CaseState, conference: Conference, person: PersonId): PersonRef {
  const known: readonly PersonRef[] = [...conference.attendees, ...state.actions.map(({ owner }) => owner)];
  const found = known.find(one => one.person === person);
  return { person, name: found?.name ?? '', organisation: found?.organisation ?? '' };
}

export function hasAnswered(conference: Conference, person: PersonId): boolean {
  return conference.preparations.some(preparation => preparation.person === person);
}

/** Whoever answered isn't asked again; nor is anybody once the next conference runs. */
export function isStillAsked(state: CaseState, conference: Conference, person: PersonId): boolean {
  return (
    isLast(state, conference) &&
    conference.closed !== undefined &&
    !hasAnswered(conference, person) &&
    askedBeforehand(state, conference).includes(person)
  );
}

/** Somebody of the case, or with something to do in it; for anyone else the case is unknown. */
export function mayPrepare(state: CaseState, conference: Conference, person: PersonId): boolean {
  return takesPartIn(state, person) || ownersOf(state).includes(person) || preparerOf(state, conference) === person;
}

/** The person who was named for it, else the case director, else the chair. */
export function preparerOf({ preparer }: CaseState, { caseDirector, chair }: Conference): PersonId {
  return preparer?.person ?? caseDirector?.person ?? chair;
}

/** The day on which is asked, at nine; undefined when no next conference was agreed. */
export function preparationDay({ closed, preparationDays }: Conference, calendar: Calendar): LocalDate | undefined {
  return closed?.nextDate === undefined ? undefined : addWorkingDays(closed.nextDate, -preparationDays, calendar);
}

/** After closing: everybody is asked on the same morning, and the working day before the conference one hears who hasn't answered. */
export function preparationsAfterClosing(
  state: CaseState,
  conference: Conference,
  calendar: Calendar,
  newToken: () => string,
): readonly PlannedReminder[] {
  const asked = askedBeforehand(state, conference);
  const preparer = preparerOf(state, conference);
  const nextDate = conference.closed?.nextDate;
  if (nextDate === undefined || asked.length === 0) return [];
  const eve = addWorkingDays(nextDate, -1, calendar);
  const tell: PlannedReminder = {
    day: eve,
    time: nine,
    effect: {
      kind: 'tellPreparation',
      lane: `person:${preparer}`,
      conference: conference.id,
      person: preparer,
      for: nextDate,
      gathered: 'morning',
    },
  };
  const day = preparationDay(conference, calendar);
  return [
    ...asked.flatMap(person => askingOf(person, conference, calendar, newToken)),
    ...(day !== undefined && day < eve ? [tell] : []),
  ];
}

/** A new owner is asked too, unless they were going to be. */
export function preparationAfterHandOver(
  state: CaseState,
  conference: Conference,
  owner: PersonRef,
  calendar: Calendar,
  newToken: () => string,
): readonly PlannedReminder[] {
  const { person } = owner;
  if (person === undefined || !isStillAsked(state, conference, person)) return [];
  const atClosing = conference.atClosing && { ...state, ...conference.atClosing };
  if (atClosing !== undefined && askedBeforehand(atClosing, conference).includes(person)) return [];
  const owned = state.actions.filter(action => action.status === 'open' && action.owner.person === person);
  return owned.length > 1 ? [] : askingOf(person, conference, calendar, newToken);
}

/** When that morning has passed it's the next one, if that's still before the conference. */
function askingOf(
  person: PersonId,
  conference: Conference,
  calendar: Calendar,
  newToken: () => string,
): readonly PlannedReminder[] {
  const day = preparationDay(conference, calendar);
  const nextDate = conference.closed?.nextDate;
  if (day === undefined || nextDate === undefined) return [];
  return [
    {
      day,
      time: nine,
      before: nextDate,
      effect: {
        kind: 'askBeforehand',
        lane: `person:${person}`,
        conference: conference.id,
        person,
        for: nextDate,
        token: newToken(),
        gathered: 'morning',
      },
    },
  ];
}
