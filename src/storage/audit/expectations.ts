import type { DataKey } from '../sealing.ts';
import type { BrokenLink } from './audit-chains.ts';
import type { ChainKind } from './chain.ts';
import { macOfHeads } from './heads.ts';
import type { FoundHeads } from './heads-files.ts';

interface Chain {
  readonly tenant: string;
  readonly digest: string;
  readonly kind: ChainKind;
}
interface Expected extends Chain {
  readonly position: number;
  readonly chain: string;
  readonly day: string;
}

/** What the exported heads say that has to be there still. */
export interface Expectations {
  /** Files that aren't what was exported. */
  readonly broken: readonly BrokenLink[];
  all(): readonly Expected[];
  /** The day of heads that have another link at that position. */
  contradicts(of: Chain, position: number, chain: string): string | undefined;
  /** The first day of heads that know of more than that position. */
  beyond(of: Chain, position: number): string | undefined;
}

/** @param destroyed the last entry, by tenant and case, that says that the case was destroyed */
export function createExpectations(
  found: readonly FoundHeads[],
  keys: ReadonlyMap<string, DataKey>,
  destroyed: ReadonlyMap<string, number>,
): Expectations {
  const broken: BrokenLink[] = [];
  const all: Expected[] = [];
  for (const { file, heads } of found) {
    const unreadable = { chain: 'heads', tenant: '', case: file, position: 0, what: 'unreadable' } as const;
    if (heads === undefined) broken.push(unreadable);
    for (const house of heads?.houses ?? []) {
      const key = keys.get(house.tenant);
      if (heads === undefined || key === undefined) continue;
      if (macOfHeads(key, heads, house) !== house.mac) {
        broken.push({ ...unreadable, tenant: house.tenant, day: heads.day });
        continue;
      }
      for (const { case: digest, events, access } of house.heads) {
        const of = { tenant: house.tenant, digest, day: heads.day };
        // A case that was destroyed after that day has no events any more, or begins anew.
        const isOver = (destroyed.get(JSON.stringify([house.tenant, digest])) ?? -1) > (access?.position ?? 0);
        if (events !== undefined && !isOver) all.push({ ...of, kind: 'events', ...events });
        if (access !== undefined) all.push({ ...of, kind: 'access', ...access });
      }
    }
  }
  const byChain = Map.groupBy(all, nameOf);
  return {
    broken,
    all: () => all,
    contradicts: (of, position, chain) =>
      byChain.get(nameOf(of))?.find(one => one.position === position && one.chain !== chain)?.day,
    beyond: (of, position) => byChain.get(nameOf(of))?.find(one => one.position > position)?.day,
  };
}

function nameOf({ tenant, digest, kind }: Chain): string {
  return JSON.stringify([tenant, digest, kind]);
}
