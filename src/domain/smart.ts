import type { CaseState, Conference } from './case-state.ts';
import type { Concern } from './concerns.ts';
import type { Action } from './items.ts';
import { hasNoFactor } from './rnr.ts';
import { sameWords } from './same-words.ts';
import type { LocalDate, PersonRef } from './values.ts';
import { dayOf } from './working-days.ts';

/** A simple plan with who, when and which effect is meant (pilot report), as rules. */

/**
 * Who, and with which effect: actions need a person and a date, and who does what must be said out loud (evaluation report). In
 * a spoed the effect isn't asked for: there are ten minutes.
 */
export function actionConcerns(conference: Conference, action: Action): Concern[] {
  const about = { item: action.id, values: { what: action.what } };
  return [
    ...(isNobodyInPerson(action.owner, organisationsOf(conference))
      ? [{ code: 'smart.owner' as const, item: action.id, values: { what: action.what, name: action.owner.name } }]
      : []),
    ...(action.effect === undefined && !conference.urgent ? [{ code: 'smart.effect' as const, ...about }] : []),
    ...(hasNoFactor(action) ? [{ code: 'need.factor' as const, ...about }] : []),
  ];
}

/** Names that are no person's: the organisations at the table and those that are expected. */
export function organisationsOf(conference: Conference): readonly string[] {
  return [...conference.attendees.map(attendee => attendee.organisation), ...conference.expectedOrganisations];
}

/** Words for everybody or for nobody yet; "team" and "afdeling" with whatever comes after them. */
const everybodyOrNobody =
  /^(wij|we|ons|iedereen|ieder|iemand|allen|allemaal|alle partners|n\.?t\.?b\.?|nader te bepalen|nog onbekend|onbekend|everyone|everybody|someone|somebody|all partners|tbd|unknown|((het|de|ons|onze|the|our) )?(team|afdeling|organisatie|department|organisation)\b.*)$/i;

/**
 * Is this nobody in person? "Wij", "het team" or an organisation isn't somebody who does it.
 * @param organisations names that are no person's either, besides the owner's own
 */
export function isNobodyInPerson(owner: PersonRef, organisations: readonly string[] = []): boolean {
  if (owner.person !== undefined) return false;
  return (
    everybodyOrNobody.test(owner.name.trim()) ||
    [owner.organisation, ...organisations].some(organisation => sameWords(owner.name, organisation))
  );
}

/** An action that comes back and whose day has passed has no date any more: without one it isn't followed up (pilot report). */
export function overdueConcerns(state: CaseState, conference: Conference, today: LocalDate): Concern[] {
  return state.actions
    .filter(
      action => action.status === 'open' && conference.reviews[action.id] !== undefined && dayOf(action.due) < today,
    )
    .map(action => ({ code: 'smart.due', item: action.id, values: { what: action.what } }));
}
