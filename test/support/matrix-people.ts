import type { Conversation } from '../../src/ports/conversations.ts';
import type { Member } from '../../src/ports/roster.ts';
import { idOf, type Seat } from './domain-people.ts';

/**
 * Everybody who may come to one table, by what they are to its case. Those with a seat are at the table of `matrix-scenes`; the
 * others stand around it.
 */
export const roles = {
  chair: 'procesregisseur',
  notes: 'notulist',
  /** Said what there is to mend, and has the action to do. */
  own: 'wijkagent',
  /** Of the same organisation. */
  colleague: 'rechercheur',
  partner: 'behandelaar',
  /** The case director, who sits at the table too. */
  director: 'reclasseerder',
  /** In the chat, and never joined. */
  member: undefined,
  /** A process director of the house who is in the chat and doesn't chair. */
  house: undefined,
  /** Was at the table of this case before, and isn't in its chat now. */
  former: undefined,
  /** Directs the case, and is in no chat of it. */
  directorAway: undefined,
  /** A process director of the house who isn't in the chat. */
  houseAway: undefined,
  /** Joined, and was taken out of the chat. */
  removed: undefined,
  /** At the table of another case of the house. */
  neighbour: undefined,
  /** Has had to do with the case and has nothing to do with it any more. */
  past: undefined,
  stranger: undefined,
} as const satisfies Readonly<Record<string, Seat | undefined>>;
export type Role = keyof typeof roles;

export const personOf = (role: Role): string =>
  `00000000-0000-4000-8000-${String(Object.keys(roles).indexOf(role) + 1).padStart(12, '0')}`;

/** The ids of the seats in a history, as the ids of the roles. */
export function withPeople<T>(history: T): T {
  let json = JSON.stringify(history);
  for (const [role, seat] of Object.entries(roles))
    if (seat !== undefined) json = json.replaceAll(`"${idOf(seat)}"`, `"${personOf(role as Role)}"`);
  return JSON.parse(json) as T;
}

export const tenant = 'house';
/** The case that all of it is about, and another one of the house. */
export const code = 'ZVH-2026-002';
export const otherCode = 'ZVH-2026-003';

function chat(id: string, of = tenant): Conversation {
  const serviceUrl = 'https://smba.trafficmanager.net/emea/';
  return { tenant: of, id, kind: 'groupChat', serviceUrl, botId: '28:rondetafel', language: 'nl' };
}
/** Of the case; of the other case; of no case; with the id of the first one in another tenant. */
export const chats = {
  meeting: chat('19:meeting'),
  other: chat('19:other'),
  /** Nothing has happened in it, and everybody is there. */
  empty: chat('19:empty'),
  foreign: chat('19:meeting', 'abroad'),
};

export function ownChat(role: Role): Conversation {
  return { ...chat(`personal:${role}`), kind: 'personal', person: personOf(role) };
}

const everybody = Object.keys(roles) as readonly Role[];
const seated: readonly Role[] = ['chair', 'notes', 'own', 'colleague', 'partner', 'director', 'member', 'house'];

function rolesIn(of: string, id: string): readonly Role[] {
  if (id === chats.empty.id) return everybody;
  if (id === chats.other.id) return ['chair', 'neighbour', 'stranger'];
  return of === tenant ? seated : ['own', 'partner', 'stranger'];
}

/** Who is in a chat, as the chat itself says. */
export function membersOf({ tenant: of, id }: { readonly tenant: string; readonly id: string }): readonly Member[] {
  return rolesIn(of, id).map(role => ({ person: personOf(role), name: role }));
}

/** May open every case of the house. */
export const processDirectors: readonly string[] = [personOf('house'), personOf('houseAway')];
