import { risksOf, risksWith, usualHorizon } from './action-defaults.ts';
import type { CaseState } from './case-state.ts';
import type { PersonChoice } from './commands.ts';
import {
  accept,
  acceptWithHints,
  type Decision,
  findPerson,
  isRefusal,
  present,
  refusal,
  refuse,
  refuseAll,
  type Table,
} from './decision.ts';
import { type EditableFields, fieldsOf, findItem, type Item, type ItemChanges } from './editable-fields.ts';
import { hintsOn, kindOf } from './factors.ts';
import type { Action, Factor } from './items.ts';
import { refusalOfCorrecting } from './may-correct.ts';
import { unknownReferences } from './references.ts';
import type { Refusal } from './refusal.ts';
import { type FactorId, type FactorKind, factorKinds, type ItemId, type PersonRef, scenarioKinds } from './values.ts';
import { dayOf } from './working-days.ts';

/**
 * Correcting: one's own item while its step is open, any item for the chair. The event log keeps what was said before and what
 * it became; a number is never used again.
 */

/** An item's own inputs; only those that are given change. */
export interface EditItem {
  readonly verb: 'item.edit';
  readonly item: ItemId;
  readonly changes: EditableFields;
}

export interface WithdrawItem {
  readonly verb: 'item.withdraw';
  readonly item: ItemId;
}

export function editItem(table: Table, { item: id, changes }: EditItem): Decision {
  const no = mayCorrect(table, id);
  if (no !== undefined) return refuseAll([no]);
  const { state, context } = table;
  const item = findItem(state, id);
  if (item === undefined) return refuse('unknown', 'item');
  const own = ownFields(id, changes);
  const people = peopleIn(table, own);
  const wrong = [
    ...wrongKind(id, own),
    ...people.refusals,
    ...unknownReferences(state, own),
    ...wrongDays(table, item, own),
  ];
  if (wrong.length > 0) return refuseAll(wrong);
  const { owner: _owner, reportTo: _reportTo, who: _who, ...plain } = own;
  const changed = changesOf(item, { ...plain, ...followingFields(table, item, own), ...people.found });
  const after = { ...item, ...changed };
  if (isFactor(after) && after.kind !== 'dynamic' && isRanked(table, id))
    return refuse('notDynamic', 'kind', { factor: after.what, kind: after.kind });
  if (Object.keys(changed).length === 0) return accept();
  const isReworded = ['what', 'kind', 'centralEight', 'instrumentDate'].some(name => name in changed);
  const hints = isFactor(after) && isReworded ? hintsOn(after, context.today) : [];
  return acceptWithHints([{ type: 'ItemEdited', item: id, changes: changed }], hints);
}

/** Inputs of another kind of item say nothing about this one. */
function ownFields(id: ItemId, changes: EditableFields): EditableFields {
  const fields = fieldsOf[id.slice(0, 1)];
  return Object.fromEntries(Object.entries(changes).filter(([name]) => fields?.has(name))) as EditableFields;
}

function wrongKind(id: ItemId, { kind }: EditableFields): Refusal[] {
  const kinds: readonly string[] = id.startsWith('F') ? factorKinds : scenarioKinds;
  return kind === undefined || kinds.includes(kind) ? [] : [refusal('notOffered', 'kind')];
}

/** The same rules as when it was agreed, for days that change. */
function wrongDays({ conference, context }: Table, item: Item, { due, mandateBy }: EditableFields): Refusal[] {
  if (!('due' in item)) return [];
  const isNew = due !== undefined && due !== item.due;
  const isPast = isNew && dayOf(due) < context.today;
  return [
    ...(isPast ? [refusal('pastDate', 'due', { date: dayOf(due) })] : []),
    ...(isNew && !isPast && conference.urgent && !due.includes('T') ? [refusal('timeNeeded', 'due')] : []),
    ...(mandateBy !== undefined && mandateBy !== item.mandateBy && mandateBy < context.today
      ? [refusal('pastDate', 'mandateBy', { date: mandateBy })]
      : []),
  ];
}

/**
 * What goes along with a change: history is static, an action works on the risks of its factors besides those that are named, and
 * a term that nobody chose follows the day.
 */
function followingFields({ state, context }: Table, item: Item, own: EditableFields): ItemChanges {
  if (isFactor(item)) {
    const kind = (own.kind as FactorKind | undefined) ?? item.kind;
    return { kind: kindOf(kind, own.centralEight ?? item.centralEight) };
  }
  if (!('due' in item)) return {};
  const isUsualTerm = item.horizon === usualHorizon(item.due, item.agreedOn) && own.horizon === undefined;
  return {
    ...risksFollowing(state, item, own),
    ...(own.due !== undefined && isUsualTerm && { horizon: usualHorizon(own.due, context.today) }),
  };
}

/** Risks that no factor brought stay, unless the edit names others. */
function risksFollowing(state: CaseState, item: Action, { factors, risks }: EditableFields): ItemChanges {
  if (factors === undefined && risks === undefined) return {};
  const ofFactors = risksOf(state, item.factors);
  const named = risks ?? item.risks.filter(risk => !ofFactors.includes(risk));
  return { risks: risksWith(state, factors ?? item.factors, named) };
}

function changesOf(item: Item, next: ItemChanges): ItemChanges {
  const before: Readonly<Record<string, unknown>> = { ...item };
  return Object.fromEntries(
    Object.entries(next).filter(([name, value]) => !isSame(value, before[name])),
  ) as ItemChanges;
}

function isFactor(item: object): item is Factor {
  return 'assessable' in item;
}

/** No static factor in a top three, also not by mending one that is in it. */
function isRanked({ conference }: Table, id: FactorId): boolean {
  return conference.topThree?.factors.includes(id) ?? false;
}

export function withdrawItem(table: Table, { item }: WithdrawItem): Decision {
  const no = mayCorrect(table, item);
  return no === undefined ? accept({ type: 'ItemWithdrawn', item }) : refuseAll([no]);
}

function mayCorrect({ state, conference, context }: Table, id: ItemId): Refusal | undefined {
  return refusalOfCorrecting(state, conference, context.actor.person, id);
}

function peopleIn(table: Table, { owner, reportTo, who }: EditableFields) {
  const found: { owner?: PersonRef; reportTo?: PersonRef; who?: PersonRef } = {};
  const refusals: Refusal[] = [];
  for (const [name, choice] of Object.entries(
    present<{ owner?: PersonChoice; reportTo?: PersonChoice; who?: PersonChoice }>({ owner, reportTo, who }),
  )) {
    const person = findPerson(table, choice, name);
    if (isRefusal(person)) refusals.push(person);
    else found[name as 'owner'] = person;
  }
  return { found, refusals };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
