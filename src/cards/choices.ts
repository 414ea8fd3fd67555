import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Factor } from '../domain/items.ts';
import { distinctWords } from '../domain/same-words.ts';
import { ratingLevels, riskLevels } from '../domain/values.ts';
import type { Member } from '../ports/roster.ts';
import type { Room } from './room.ts';
import { plainTitle, shorten } from './text.ts';
import type { Words } from './words.ts';

export type Choice = { readonly title: string; readonly value: string };

/** For somebody who isn't in the chat, or anything else that isn't among the choices: it's typed in the field below. */
export const otherPerson = 'other';

/** Not one partner's: the whole timeline. No organisation is called so. */
export const everyPartner = '*';

/** The house itself sits at every table and is on no approach's list of expected partners. */
const house = 'Zorg- en Veiligheidshuis';

export function choice(title: string, value: string, limit: number): Choice {
  return { title: shorten(plainTitle(title), limit), value };
}

/** Participants as "name · organisation", then the other members of the chat; at most as many as there is room for. */
export function peopleChoices(
  conference: Conference | undefined,
  members: readonly Member[],
  room: Room,
  except: readonly (string | undefined)[] = [],
): readonly Choice[] {
  const attendees = (conference?.attendees ?? []).filter(attendee => !isOutside(attendee.person));
  const others = members.filter(member => !attendees.some(attendee => attendee.person === member.person));
  return [
    ...attendees.map(attendee => choice(`${attendee.name} · ${attendee.organisation}`, attendee.person, room.text)),
    ...others.map(member => choice(member.name, member.person, room.text)),
  ]
    .filter(person => !except.includes(person.value))
    .slice(0, room.people);
}

/** People outside the chat have made-up ids, which no form may offer as an Entra id. */
function isOutside(person: string): boolean {
  return person.startsWith('x:');
}

/** Organisations that the approach expects, those known in this case, and the house; every name once. */
export function organisationChoices(state: CaseState | undefined, room: Room): readonly Choice[] {
  const known = (state?.conferences ?? []).flatMap(one => one.attendees.map(attendee => attendee.organisation));
  const expected = state?.conferences.at(-1)?.expectedOrganisations ?? [];
  return distinctWords([...expected, ...known, house])
    .slice(0, room.people)
    .map(name => choice(name, name.slice(0, 200), room.text));
}

/** `withUnknown`: "geen zicht" may be answered but never agreed. */
export function levelChoices(words: Words, withUnknown: boolean): readonly Choice[] {
  return (withUnknown ? ratingLevels : riskLevels).map(level => ({ title: words.t(`level.${level}`), value: level }));
}

export function itemChoices(items: readonly { id: string; what: string }[], room: Room): readonly Choice[] {
  return items.map(item => choice(`${item.id}  ${item.what}`, item.id, Math.min(room.text, 100)));
}

/** In the order of the given ids first, then as they were raised. */
export function sortedBy(factors: readonly Factor[], first: readonly string[]): readonly Factor[] {
  const rank = (factor: Factor) => {
    const index = first.indexOf(factor.id);
    return index < 0 ? first.length : index;
  };
  return factors.toSorted((one, other) => rank(one) - rank(other));
}

/** The instruments of the approach to choose from, with a field for another one; only the field when the approach names none. */
export function instrumentInputs(
  instruments: readonly string[],
  { words, room }: { readonly words: Words; readonly room: Room },
) {
  const shown = instruments.slice(0, room.people).map(name => choice(name, name.slice(0, 200), room.text));
  if (shown.length === 0) return { instruments: [], anyInstrument: [{}] };
  const other = { title: words.t('raiseFactor.otherInstrument'), value: otherPerson };
  return { instruments: [{ choices: [...shown, other] }], anyInstrument: [] };
}
