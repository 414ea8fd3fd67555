import type { CaseState } from './case-state.ts';
import type { KnownMember } from './commands.ts';
import type { Table } from './decision.ts';
import { house } from './minutes-people.ts';
import { takesPartIn } from './roles.ts';
import type { ActionId, PersonId, PersonRef } from './values.ts';

/** Who a case is there for, outside the table too; for anyone else its code is unknown. */

/** Somebody of the case, or a process director of the house. */
export function belongsToCase(state: CaseState, person: PersonId, processDirectors: readonly PersonId[]): boolean {
  return processDirectors.includes(person) || takesPartIn(state, person);
}

/**
 * Members of a chat to whom this case is new: never at the table of one of its conferences, as chair or note-taker neither, and not
 * its case director or a process director of the house. What is said in that chat from then on, they read too.
 */
export function newFaces(
  state: CaseState,
  members: readonly KnownMember[],
  processDirectors: readonly PersonId[],
): readonly KnownMember[] {
  const tookNotes = (person: PersonId) => state.conferences.some(({ noteTaker }) => noteTaker === person);
  return members.filter(({ person }) => !belongsToCase(state, person, processDirectors) && !tookNotes(person));
}

/**
 * Who has an answer to give about that action, at a table or not: whose it is, who was asked to take it over, and who said no to
 * that and may say it again.
 */
export function hasToAnswer({ actions }: CaseState, person: PersonId, id: ActionId | undefined): boolean {
  const action = actions.find(one => one.id === id);
  return [action?.owner.person, action?.handOver?.to.person, action?.notTakenBy].includes(person);
}

/**
 * Whoever acts, as the case knows them: as at its latest table, else as its case director, else by what they told us. Undefined
 * for somebody whom the case isn't there for.
 */
export function actorOfCase({ state, context }: Table): (PersonRef & { readonly person: PersonId }) | undefined {
  const { actor, processDirectors } = context;
  const { person } = actor;
  if (!belongsToCase(state, person, processDirectors)) return undefined;
  const known = state.conferences
    .toReversed()
    .flatMap(one => [...one.attendees, ...(one.caseDirector === undefined ? [] : [one.caseDirector])])
    .find(one => one.person === person);
  if (known !== undefined) return { person, name: known.name, organisation: known.organisation };
  return { person, name: actor.name, organisation: actor.organisation ?? house };
}
