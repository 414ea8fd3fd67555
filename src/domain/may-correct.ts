import { isLater, type Phase } from './agenda.ts';
import type { CaseState, Conference } from './case-state.ts';
import { firstRefusal, leadsTheTable, refusal } from './decision.ts';
import { findItem, type Item, itemsOf } from './editable-fields.ts';
import type { Refusal } from './refusal.ts';
import type { ItemId, PersonId } from './values.ts';

/** Who may correct what and when: one's own item while its step is open, any item for the chair. */

/** The last phase in which somebody's own item of this kind may still be mended: its own step and the phases of it. */
const lastPhaseOf: Readonly<Record<string, Phase>> = {
  P: 'safety.revealed',
  R: 'risks.revealed',
  F: 'topThree.revealed',
  A: 'actions',
  S: 'scenarios',
};

/** The items that this person may mend or withdraw now, as they stand in the case: none once the conference is closed. */
export function correctableItems(state: CaseState, conference: Conference, person: PersonId): readonly Item[] {
  return itemsOf(state).filter(item => refusalOfCorrecting(state, conference, person, item.id) === undefined);
}

/**
 * Why this person may not mend or withdraw this item now: the conference is open, the item known, and one's own while its step
 * lasts; the chair may at any time.
 */
export function refusalOfCorrecting(
  state: CaseState,
  conference: Conference,
  person: PersonId,
  id: ItemId,
): Refusal | undefined {
  const item = findItem(state, id);
  const closed = conference.closed === undefined ? undefined : refusal('closed');
  if (item === undefined) return firstRefusal(closed, refusal('unknown', 'item'));
  if (person === conference.chair) return closed;
  const isOwn = item.by.person === person || (item.by.recordedBy === person && leadsTheTable(conference, person));
  if (!isOwn) return refusal('notYours', 'item', { item: id });
  return (
    closed ??
    (isStepOver(conference, item) ? refusal('stepIsOver', 'item', { chair: conference.chairName }) : undefined)
  );
}

function isStepOver(conference: Conference, item: Item): boolean {
  const last = lastPhaseOf[item.id.slice(0, 1)] ?? 'closing';
  return item.conference !== conference.id || isLater(conference.phase, last);
}
