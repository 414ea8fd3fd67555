import { type Kysely, sql } from 'kysely';
import type { KeyRing } from '../case-keys.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import {
  beforeTheFirst,
  type ChainKind,
  digestOfCase,
  existingChainKey,
  type Linked,
  linkedAccess,
  linkedEvent,
  linkMaker,
} from './chain.ts';
import { createExpectations, type Expectations } from './expectations.ts';
import { type FoundHeads, findHeads } from './heads-files.ts';

/** The first link of a chain that doesn't hold. */
export interface BrokenLink {
  readonly chain: ChainKind | 'heads';
  readonly tenant: string;
  /** The case code; its digest when the case is known by that only; the name of the file for heads. */
  readonly case: string;
  /** The version of the event, the number of the entry. */
  readonly position: number;
  /**
   * `changed`: this row, or its link, isn't what was written. `missing`: it was taken out. `lostEnd`: exported heads say that there was
   * more. `otherThanHeads`: the chain holds, but it isn't the one that was exported. `unreadable`: a file of heads was changed.
   */
  readonly what: 'changed' | 'missing' | 'lostEnd' | 'otherThanHeads' | 'unreadable';
  /** The day of the heads that say so. */
  readonly day?: string;
}

export interface AuditReport {
  readonly cases: number;
  readonly events: number;
  readonly entries: number;
  readonly days: number;
  /** At most one per chain, in the order of the cases. */
  readonly broken: readonly BrokenLink[];
}

interface AuditScope {
  /** All of them without it. */
  readonly case?: string;
  readonly heads: readonly FoundHeads[];
  readonly progress?: (done: number, total: number) => void;
}

interface Chained {
  readonly tenant: string;
  readonly digest: string;
  readonly kind: ChainKind;
  /** As it's named to people. */
  readonly name: string;
  /** Of the row that counts for the whole chain: the version of the stream, the end of the log. */
  readonly last: number;
  readonly page: (after: number) => Promise<readonly ChainRow[]>;
}
interface ChainRow extends Linked {
  readonly position: number;
  readonly chain: string;
}

/** `AuditScope` with a folder of heads instead of what is in it. */
export interface AuditOptions extends Omit<AuditScope, 'heads'> {
  readonly directory: string;
}

export function createAudit(database: Database, keys: KeyRing) {
  return async ({ directory, ...scope }: AuditOptions): Promise<AuditReport> =>
    auditChains(database, keys, { ...scope, heads: await findHeads(directory) });
}

/** Proves every chain from its first link, and that it goes on from every end that was exported. Opens nothing that is sealed. */
async function auditChains(database: Database, keys: KeyRing, scope: AuditScope): Promise<AuditReport> {
  const chains = await chainsOf(database, keys, scope.case);
  const tenants = [...new Set([...chains.map(({ tenant }) => tenant), ...tenantsOf(scope.heads)])].sort();
  const chainKeys = new Map(
    await Promise.all(tenants.map(async one => [one, await existingChainKey(keys, one)] as const)),
  );
  const destroyed = await destroyedIn(database);
  const expectations = createExpectations(scope.heads, chainKeys, destroyed);
  const report = { cases: 0, events: 0, entries: 0, days: scope.heads.length };
  const broken: BrokenLink[] = [...expectations.broken];
  for (const [done, chained] of chains.entries()) {
    scope.progress?.(done, chains.length);
    const key = chainKeys.get(chained.tenant);
    if (key === undefined) continue;
    const { count, first } = await auditChain(chained, linkMaker(key, chained.kind, chained), expectations);
    if (chained.kind === 'events') report.events += count;
    else report.entries += count;
    if (first !== undefined) broken.push({ chain: chained.kind, tenant: chained.tenant, case: chained.name, ...first });
  }
  scope.progress?.(chains.length, chains.length);
  report.cases = new Set(chains.filter(({ kind }) => kind === 'events').map(one => one.tenant + one.name)).size;

  const seen = new Set(chains.map(({ tenant, digest, kind }) => nameOf(tenant, digest, kind)));
  const wanted = scope.case;
  const only =
    wanted === undefined ? undefined : new Set([...chainKeys.values()].map(key => digestOfCase(key, wanted)));
  for (const { tenant, digest, kind, day } of expectations.all()) {
    if (seen.has(nameOf(tenant, digest, kind)) || only?.has(digest) === false) continue;
    seen.add(nameOf(tenant, digest, kind));
    broken.push({ chain: kind, tenant, case: wanted ?? digest, position: 1, what: 'lostEnd', day });
  }
  return { ...report, broken };
}

type Found = Pick<BrokenLink, 'position' | 'what' | 'day'>;

async function auditChain(
  chained: Chained,
  link: ReturnType<typeof linkMaker>,
  expectations: Expectations,
): Promise<{ readonly count: number; readonly first?: Found }> {
  let previous = beforeTheFirst;
  let position = 0;
  for (;;) {
    const rows = await chained.page(position);
    if (rows.length === 0) break;
    for (const row of rows) {
      position += 1;
      if (row.position !== position) return { count: position - 1, first: { position, what: 'missing' } };
      const chain = link(previous, row);
      if (chain !== row.chain) return { count: position - 1, first: { position, what: 'changed' } };
      const other = expectations.contradicts(chained, position, chain);
      if (other !== undefined) return { count: position - 1, first: { position, what: 'otherThanHeads', day: other } };
      previous = chain;
    }
  }
  if (chained.last > position) return { count: position, first: { position: position + 1, what: 'missing' } };
  const beyond = expectations.beyond(chained, position);
  if (beyond === undefined) return { count: position };
  return { count: position, first: { position: position + 1, what: 'lostEnd', day: beyond } };
}

async function chainsOf(database: Database, keys: KeyRing, code: string | undefined): Promise<readonly Chained[]> {
  const streams = await database.run(db =>
    sql<{ tenant: string; case_code: string; last: number }>`
      select tenant, case_code, max(version)::int as last from (
        select tenant, case_code, version from streams union all select tenant, case_code, max(version) from events group by 1, 2
      ) as both_of_them
      where ${code ?? null}::text is null or case_code = ${code ?? null}::text
      group by 1, 2 order by 1, 2`.execute(db),
  );
  const heads = await database.run(db =>
    sql<{ tenant: string; case_digest: string; last: number }>`
      select tenant, case_digest, max(seq)::int as last from (
        select tenant, case_digest, seq from access_heads union all select tenant, case_digest, max(seq) from access_log group by 1, 2
      ) as both_of_them group by 1, 2 order by 1, 2`.execute(db),
  );
  const codes = new Map<string, string>();
  const chains: Chained[] = [];
  for (const { tenant, case_code: name, last } of streams.rows) {
    const digest = digestOfCase(await existingChainKey(keys, tenant), name);
    codes.set(JSON.stringify([tenant, digest]), name);
    chains.push({ tenant, digest, kind: 'events', name, last, page: eventsOf(database, tenant, name) });
  }
  for (const { tenant, case_digest: digest, last } of heads.rows) {
    const known = codes.get(JSON.stringify([tenant, digest]));
    const isWanted = code === undefined || digest === digestOfCase(await existingChainKey(keys, tenant), code);
    if (!isWanted) continue;
    const isHouse = digest === digestOfCase(await existingChainKey(keys, tenant), undefined);
    const name = known ?? code ?? (isHouse ? 'house' : digest);
    chains.push({ tenant, digest, kind: 'access', name, last, page: entriesOf(database, tenant, digest) });
  }
  // Case by case, events before the log.
  return chains.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf({ tenant, name, kind }: Chained): string {
  return JSON.stringify([tenant, name, kind === 'events' ? 0 : 1]);
}

const pageSize = 500;

function eventsOf(database: Database, tenant: string, code: string) {
  return async (after: number): Promise<readonly ChainRow[]> => {
    const rows = await database.run(db =>
      db
        .selectFrom('events')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('case_code', '=', code)
        .where('version', '>', after)
        .orderBy('version')
        .limit(pageSize)
        .execute(),
    );
    return rows.map(row => ({ position: row.version, chain: row.chain, ...linkedEvent(row) }));
  };
}

function entriesOf(database: Database, tenant: string, digest: string) {
  return async (after: number): Promise<readonly ChainRow[]> => {
    const rows = await database.run(db =>
      db
        .selectFrom('access_log')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('case_digest', '=', digest)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(pageSize)
        .execute(),
    );
    return rows.map(row => ({ position: row.seq, chain: row.chain, ...linkedAccess(row) }));
  };
}

/** The last entry that says that a case was destroyed: heads of before don't bind its events any more. */
async function destroyedIn(database: Database) {
  const rows = await database.run((db: Kysely<Tables>) =>
    db
      .selectFrom('access_log')
      .select(({ fn }) => ['tenant', 'case_digest', fn.max('seq').as('seq')])
      .where('action', '=', 'destroy')
      .groupBy(['tenant', 'case_digest'])
      .execute(),
  );
  return new Map(rows.map(({ tenant, case_digest, seq }) => [JSON.stringify([tenant, case_digest]), Number(seq)]));
}

function tenantsOf(found: readonly FoundHeads[]): readonly string[] {
  return found.flatMap(({ heads }) => heads?.houses.map(({ tenant }) => tenant) ?? []);
}

function nameOf(tenant: string, digest: string, kind: ChainKind): string {
  return JSON.stringify([tenant, digest, kind]);
}
