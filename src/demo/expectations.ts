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
  actions: minutes => minutes.actions.length,
  safetyMeasures: minutes => minutes.actions.filter(action => action.type === 'safetyMeasure').length,
  owners: minutes => byId(minutes.actions, action => action.owner.organisation),
  withoutAction: minutes => minutes.withoutAction.map(one => one.factor),
  absentOrganisations: minutes => (minutes.absentOrganisations.length > 0 ? 'reported' : 'none'),
};

/**
 * Holds the minutes against `expect` of a case file. `unmet` has a sentence for every line that isn't so; `unknown` names the
 * lines that can't be judged yet.
 */
export function holdAgainst(
  minutes: MinutesOnFile,
  expect: Readonly<Record<string, unknown>>,
  today: string,
): { readonly unmet: readonly string[]; readonly unknown: readonly string[] } {
  const unmet: string[] = [];
  const unknown: string[] = [];
  for (const [name, raw] of Object.entries(expect)) {
    const actual = actuals[name]?.(minutes);
    if (actual === undefined) {
      unknown.push(name);
      continue;
    }
    const resolved: unknown = JSON.parse(resolveReferences(JSON.stringify(raw), today));
    const wanted = canonical(name === 'unknown' && Array.isArray(resolved) ? resolved.toSorted() : resolved);
    if (wanted !== canonical(actual)) unmet.push(`${name}: ${canonical(actual)} in the minutes, ${wanted} expected`);
  }
  return { unmet, unknown };
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
