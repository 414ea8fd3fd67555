import type { Actor, KnownMember } from '../../src/domain/commands.ts';
import type { Attribution, PersonId } from '../../src/domain/values.ts';

/** The table of casus X by function, with a second officer and a note-taker for the rules about counting and recording. */
const organisations = {
  procesregisseur: 'Zorg- en Veiligheidshuis',
  wijkagent: 'Politie',
  rechercheur: 'Politie',
  reclasseerder: 'Reclassering',
  behandelaar: 'GGZ',
  wijkteam: 'Wijkteam gemeente',
  notulist: 'Zorg- en Veiligheidshuis',
} as const;
export type Seat = keyof typeof organisations;

/** The five partners of casus X, the chair first. */
export const partners: readonly Seat[] = ['procesregisseur', 'wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam'];

export const idOf = (seat: Seat): PersonId => `id-${seat}`;

/** Somebody whose organisation is known from an earlier time. */
export function actor(seat: Seat): Actor {
  return { person: idOf(seat), name: seat, organisation: organisations[seat] };
}

/** The same person, before ever having said for which organisation. */
export function newcomer(seat: Seat): Actor {
  return { person: idOf(seat), name: seat };
}

export function said(seat: Seat, recordedBy?: Seat): Attribution {
  const by = { person: idOf(seat), organisation: organisations[seat] };
  return recordedBy === undefined ? by : { ...by, recordedBy: idOf(recordedBy) };
}

/** Everybody is in the chat. */
export const members: readonly KnownMember[] = Object.keys(organisations).map(seat => actor(seat as Seat));
