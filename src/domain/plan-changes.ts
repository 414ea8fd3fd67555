import type { CaseState, Conference } from './case-state.ts';
import type { Item } from './editable-fields.ts';
import type { Action } from './items.ts';
import type { RiskLevel, Score } from './values.ts';

/** What is different since last time: of one item at most one change, risks before factors before actions. */
export interface Change {
  /** `closed`: done, no longer possible, or withdrawn. */
  readonly kind: ChangeKind;
  /** As it is now; of what was withdrawn as it was. */
  readonly item: Item;
  /** A level or a score that was agreed anew; `before` is absent when there was none. */
  readonly level?: Step<RiskLevel>;
  readonly score?: Step<Score>;
  /** A factor that came into the top three, or left it. */
  readonly topThree?: 'in' | 'out';
}

export const changeKinds = ['new', 'changed', 'closed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

interface Step<Value> {
  readonly before?: Value;
  readonly now: Value;
}

/** A case at a moment, with what its conferences had agreed on until then. */
type Moment = Pick<CaseState, 'risks' | 'factors' | 'actions' | 'subjects' | 'scenarios' | 'conferences'>;

/**
 * Compares the case as it stands with how it stood when the conference before the last one closed: while a conference is open
 * that's what changed in it and before it, after closing it's what that conference brought and what happened since. Nothing in a
 * first conference: there's nothing to compare with.
 */
export function changesOf(now: CaseState): readonly Change[] {
  const before = momentBefore(now);
  if (before === undefined) return [];
  return [
    ...differences(before.risks, now.risks, ({ id }) =>
      step('level', before, now, conference => conference.agreedLevels[id]?.level),
    ),
    ...differences(before.subjects, now.subjects, ({ id }) =>
      step('score', before, now, conference => conference.agreedScores[id]?.score),
    ),
    ...differences(before.factors, now.factors, ({ id }) => topThreeStep(id, before, now)),
    ...actionChanges(before.actions, now.actions),
    ...differences(before.scenarios, now.scenarios),
  ];
}

function momentBefore({ conferences }: CaseState): Moment | undefined {
  const last = conferences.slice(0, -1).findLast(conference => conference.atClosing !== undefined);
  if (last?.atClosing === undefined) return undefined;
  return { ...last.atClosing, conferences: conferences.filter(one => one.number <= last.number) };
}

type More = Pick<Change, 'level' | 'score' | 'topThree'>;

function differences<T extends Item>(
  before: readonly T[],
  now: readonly T[],
  agreed: (item: T) => More = () => ({}),
): readonly Change[] {
  const changes = now.flatMap((item): Change[] => {
    const earlier = before.find(one => one.id === item.id);
    const more = agreed(item);
    if (earlier === undefined) return [change('new', item, more)];
    const isOther = !isSame(earlier, item) || Object.keys(more).length > 0;
    return isOther ? [change('changed', item, more)] : [];
  });
  const gone = before.filter(item => !now.some(one => one.id === item.id));
  return [...changes, ...gone.map(item => change('closed', item))];
}

/** Closing an action is no change of its words; one that was over already says nothing new. */
function actionChanges(before: readonly Action[], now: readonly Action[]): readonly Change[] {
  const isOpen = (actions: readonly Action[], id: string) =>
    actions.some(action => action.id === id && action.status === 'open');
  return differences(before, now).flatMap((one): Change[] => {
    const was = isOpen(before, one.item.id);
    if (isOpen(now, one.item.id)) return [one];
    return was || one.kind === 'new' ? [{ ...one, kind: 'closed' }] : [];
  });
}

function change(kind: ChangeKind, item: Item, more: More = {}): Change {
  return { kind, item, ...more };
}

/** What somebody is reminded of, and whether a hint was kept, are no part of the plan. */
const besidesThePlan: ReadonlySet<string> = new Set(['snoozedUntil', 'plan', 'absenceKept', 'answers']);

function isSame(one: Item, other: Item): boolean {
  return inPlan(one) === inPlan(other);
}

/** Fields in the order of their names: an item that was mended may hold them in another one. */
function inPlan(item: Item): string {
  const fields = Object.entries(item).filter(([name, value]) => !besidesThePlan.has(name) && value !== undefined);
  return JSON.stringify(fields.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function step<Name extends 'level' | 'score', Value>(
  name: Name,
  before: Moment,
  now: Moment,
  valueIn: (conference: Conference) => Value | undefined,
): { readonly [Key in Name]?: Step<Value> } {
  const was = before.conferences.map(valueIn).findLast(value => value !== undefined);
  const is = now.conferences.map(valueIn).findLast(value => value !== undefined);
  if (is === undefined || is === was) return {};
  const found: Step<Value> = { ...(was !== undefined && { before: was }), now: is };
  return { [name]: found } as { readonly [Key in Name]?: Step<Value> };
}

function topThreeStep(id: string, before: Moment, now: Moment): Pick<Change, 'topThree'> {
  const isIn = ({ conferences }: Moment) =>
    conferences.findLast(one => one.topThree !== undefined)?.topThree?.factors.includes(id) === true;
  if (isIn(before) === isIn(now)) return {};
  return { topThree: isIn(now) ? 'in' : 'out' };
}
