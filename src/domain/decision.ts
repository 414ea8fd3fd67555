import type { CaseState, Conference } from './case-state.ts';
import type { DecisionContext, PersonChoice } from './commands.ts';
import type { EventBody } from './events.ts';
import type { Hint } from './hints.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import { sameWords } from './same-words.ts';
import type { Attribution, PersonRef } from './values.ts';

/** The answer of a rule: what happened (nothing, when the value was already so), or why not. */
export type Decision =
  | {
      readonly kind: 'accepted';
      readonly events: readonly EventBody[];
      /** What the person who gave it should hear once; absent when there's nothing. */
      readonly hints?: readonly Hint[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

export const accept = (...events: EventBody[]): Decision => ({ kind: 'accepted', events });

/** Recorded all the same, with something to hear. */
export const acceptWithHints = (events: readonly EventBody[], hints: readonly Hint[]): Decision => ({
  kind: 'accepted',
  events,
  ...(hints.length > 0 && { hints }),
});

/** Refusals in the order in which the form should show them. */
export const refuseAll = (refusals: readonly Refusal[]): Decision => ({ kind: 'refused', refusals });

export const refuse = (code: RefusalCode, item?: string, values?: Refusal['values']): Decision =>
  refuseAll([refusal(code, item, values)]);

export const refusal = (code: RefusalCode, item?: string, values?: Refusal['values']): Refusal => ({
  code,
  ...(item !== undefined && { item }),
  ...(values !== undefined && { values }),
});

/** What every rule of an open conference looks at. */
export interface Table {
  readonly state: CaseState;
  readonly conference: Conference;
  readonly context: DecisionContext;
}

/** Only the chair decides; the refusal says who that is. */
export function chairOnly({ conference, context }: Table): Refusal | undefined {
  return context.actor.person === conference.chair
    ? undefined
    : refusal('notChair', undefined, { chair: conference.chairName });
}

/** Moving is for the chair and the note-taker. */
export function chairOrNoteTakerOnly({ conference, context }: Table): Refusal | undefined {
  return leadsTheTable(conference, context.actor.person)
    ? undefined
    : refusal('notChairOrNoteTaker', undefined, { chair: conference.chairName });
}

export function leadsTheTable(conference: Conference, person: string): boolean {
  return person === conference.chair || person === conference.noteTaker;
}

/** A closed conference takes `minutes.*` and `reminder.*` only. */
export function stillOpen({ conference }: Table): Refusal | undefined {
  return conference.closed === undefined ? undefined : refusal('closed');
}

/** A decision or a move is bound to the phase its card was rendered for; pressed later it has "already happened". */
export function stillThatPhase({ conference, context }: Table): Refusal | undefined {
  return context.renderedFor === undefined || context.renderedFor === conference.phase
    ? undefined
    : refusal('alreadyHappened');
}

/** The first check that says no; the order is that of the card contract: access, conference state, rule, phase. */
export function firstRefusal(...checks: (Refusal | undefined)[]): Refusal | undefined {
  return checks.find(check => check !== undefined);
}

export type Contributor = { readonly by: Attribution; readonly joining: readonly EventBody[] };

/**
 * Whose contribution it is. Somebody who hasn't joined joins on the way when the organisation is known (told earlier, or filled
 * in on the same form); the chair and the note-taker record for others with `for`.
 */
export function contributorOf({ conference, context }: Table): Contributor | Refusal {
  const { actor, onBehalfOf } = context;
  if (onBehalfOf !== undefined) {
    if (!leadsTheTable(conference, actor.person))
      return refusal('notForOthers', 'for', { chair: conference.chairName });
    const other = conference.attendees.find(attendee => attendee.person === personIdOf(onBehalfOf));
    if (other === undefined) return refusal('notParticipant', 'for');
    const by = { person: other.person, organisation: other.organisation };
    return { by: other.person === actor.person ? by : { ...by, recordedBy: actor.person }, joining: [] };
  }
  const self = conference.attendees.find(attendee => attendee.person === actor.person);
  if (self !== undefined) return { by: { person: self.person, organisation: self.organisation }, joining: [] };
  if (actor.organisation === undefined) return refusal('joinFirst');
  const organisation = knownSpelling(conference, actor.organisation);
  return {
    by: { person: actor.person, organisation },
    joining: [{ type: 'ParticipantJoined', participant: participantOf(actor, organisation) }],
  };
}

export function isRefusal(value: object): value is Refusal {
  return 'code' in value;
}

export function participantOf(actor: { person: string; name: string; role?: string }, organisation: string) {
  return {
    person: actor.person,
    name: actor.name,
    organisation,
    ...(actor.role !== undefined && { role: actor.role }),
  };
}

/** People outside the chat get an id made of what they are, so that the same function of the same organisation is one person. */
export function personIdOf(choice: PersonChoice): string {
  if ('person' in choice) return choice.person;
  return `x:${choice.name.trim().toLowerCase()}|${choice.organisation.trim().toLowerCase()}`;
}

/** A form's choice as a reference to somebody: a participant, another member of the chat, or someone outside it. */
export function findPerson(table: Table, choice: PersonChoice, item: string): PersonRef | Refusal {
  if (!('person' in choice)) return { name: choice.name, organisation: choice.organisation };
  const attendee = table.conference.attendees.find(one => one.person === choice.person);
  if (attendee !== undefined)
    return { person: attendee.person, name: attendee.name, organisation: attendee.organisation };
  const member = table.context.members.find(one => one.person === choice.person);
  if (member === undefined) return refusal('notParticipant', item);
  return { person: member.person, name: member.name, organisation: member.organisation ?? '' };
}

/** Counts are per organisation, so "politie" joins the "Politie" that is at the table already. */
export function knownSpelling(conference: Conference, organisation: string): string {
  return (
    conference.attendees.find(attendee => sameWords(attendee.organisation, organisation))?.organisation ?? organisation
  );
}

/** The next number of this letter; numbers of withdrawn items aren't used again. */
export function nextId(state: CaseState, letter: 'R' | 'F' | 'A' | 'S' | 'P' | 'W' | 'G'): string {
  return `${letter}${(state.numbered[letter] ?? 0) + 1}`;
}

/** Leaves out what is undefined, so that optional fields are absent in events instead of present without a value. */
export function present<T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
