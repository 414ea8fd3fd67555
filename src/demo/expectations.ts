import type { MinutesOnFile } from './filed-minutes.ts';
import { resolveReferences } from './references.ts';

type Actual = (minutes: MinutesOnFile) => unknown;

/** What each line of `expect` in a case file is about, read from the minutes. */
const actuals: Readonly<Record<string, Actual>> = {
  risks: minutes => minutes.risks.length,
  agreedLevels: minutes => byId(minutes.risks, risk => risk.agreedLevel),
  unknown: minutes => minutes.unknowns.map(unknown => unknown.id).toSorted(),
  /** Levels that organisations held on to, besides the agreed one. */
  dissent: minutes =>
    byId(minutes.risks, risk => {
      const others = risk.ratings
        .map(rating => rating.level)
        .filter(level => level !== 'unknown' && level !== risk.agreedLevel);
      return others.length > 0 ? [...new Set(others)] : undefined;
    }),
  factors: minutes => countBy(minutes.factors.map(factor => factor.kind)),
  topThree: minutes => minutes.topThree.factors,
  votes: minutes => byId(minutes.factors, factor => (factor.votes > 0 ? factor.votes : undefined)),
  decisionReason: minutes => minutes.topThree.reason !== undefined,
  actions: minutes => minutes.actions.length,
  newActions: minutes => minutes.actions.length,
  safetyMeasures: minutes => minutes.actions.filter(action => action.type === 'safetyMeasure').length,
  owners: minutes => byId(minutes.actions, action => action.owner.organisation),
  withoutAction: minutes => minutes.withoutAction.map(one => one.factor),
  scenarios: minutes => countBy(minutes.scenarios.map(scenario => scenario.kind)),
  warnings: minutes =>
    Object.fromEntries(minutes.warnings.map(({ code, item, overrideReason }) => [nameOf(code, item), overrideReason])),
  absentOrganisations: minutes => (minutes.absentOrganisations.length > 0 ? 'reported' : 'none'),
  /** What was said about earlier actions; those that nobody spoke of are left out. */
  lookBack: minutes =>
    Object.fromEntries(
      minutes.lookBack.filter(({ status }) => status !== 'unanswered').map(({ action, status }) => [action, status]),
    ),
  safety: minutes => Object.fromEntries(minutes.safety.map(({ name, agreed }) => [name, agreed])),
  safetyOverTime: minutes => Object.fromEntries(minutes.safety.map(({ name, line }) => [name, line])),
  levelOverTime: minutes =>
    byId(minutes.risks, ({ levelBefore, agreedLevel }) =>
      [levelBefore, agreedLevel].filter(level => level !== undefined),
    ),
  /** What an earlier conference left to work with: risks, factors that can change, actions that are still open. */
  carriedOver: minutes => [
    ...minutes.risks.map(({ id }) => id),
    ...minutes.factors.filter(({ kind }) => kind === 'dynamic').map(({ id }) => id),
    ...minutes.lookBack
      .filter(({ status }) => status !== 'done' && status !== 'notPossible')
      .map(({ action }) => action),
  ],
};

/**
 * Holds the minutes against `expect` of a case file; a sentence for every line that isn't so. A line may also name a place in
 * the minutes: `nextDate`, `actions.$A1.mandate`.
 */
export function holdAgainst(
  minutes: MinutesOnFile,
  expect: Readonly<Record<string, unknown>>,
  today: string,
): readonly string[] {
  return Object.entries(expect).flatMap(([name, raw]) => {
    const place = resolveReferences(name, today);
    const isPlace = place.includes('.') || place in minutes;
    const read = actuals[name] ?? (isPlace ? () => valueAt(minutes, place.split('.')) : undefined);
    if (read === undefined) return [`${name}: nobody knows how to judge that`];
    const actual = canonical(read(minutes));
    const resolved: unknown = JSON.parse(resolveReferences(JSON.stringify(raw), today));
    const wanted = canonical(name === 'unknown' && Array.isArray(resolved) ? resolved.toSorted() : resolved);
    return wanted === actual ? [] : [`${place}: ${actual} in the minutes, ${wanted} expected`];
  });
}

/** Into a list by the id of an item, by its place, or for its length. */
function valueAt(value: unknown, [part, ...rest]: readonly string[]): unknown {
  if (part === undefined) return value ?? null;
  if (typeof value !== 'object' || value === null) return null;
  const inner = Array.isArray(value)
    ? (value.find((item: { readonly id?: unknown }) => item?.id === part) ?? Reflect.get(value, part))
    : Reflect.get(value, part);
  return valueAt(inner, rest);
}

function nameOf(code: string, item: string | undefined): string {
  return item === undefined ? code : `${code}:${item}`;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[], read: (item: Item) => unknown) {
  return Object.fromEntries(items.map(item => [item.id, read(item)]).filter(([, value]) => value !== undefined));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** JSON with the keys of objects in order, so that equal things read the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
