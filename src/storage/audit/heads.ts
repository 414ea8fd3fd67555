import { sql } from 'kysely';
import type { Instant, LocalDate } from '../../domain/values.ts';
import type { ChainHeads } from '../../ports/chain-heads.ts';
import type { KeyRing } from '../case-keys.ts';
import type { Database } from '../database.ts';
import { type DataKey, keyedDigest } from '../sealing.ts';
import { chainKeyOf, digestOfCase } from './chain.ts';
import { hasHeads, writeHeads } from './heads-files.ts';

/** The ends of both chains of one case. */
export interface Head {
  /** Digest of the case code, or of the house. */
  readonly case: string;
  /** Absent for the house, and for a case that was destroyed. */
  readonly events?: ChainEnd;
  readonly access?: ChainEnd;
}
export interface ChainEnd {
  /** The version of the last event, the number of the last entry. */
  readonly position: number;
  readonly chain: string;
}

export interface HouseHeads {
  readonly tenant: string;
  readonly heads: readonly Head[];
  /** HMAC over all of it, so that a file that was changed is recognised. */
  readonly mac: string;
}

/** A file `heads-<day>.json`. */
export interface HeadsOfDay {
  readonly schema: 'rondetafel.heads/1';
  readonly day: LocalDate;
  readonly at: Instant;
  readonly houses: readonly HouseHeads[];
}

export function macOfHeads(key: DataKey, { day, at }: Pick<HeadsOfDay, 'day' | 'at'>, house: Omit<HouseHeads, 'mac'>) {
  return keyedDigest(key, 'heads', day, at, house.tenant, JSON.stringify(house.heads.map(partsOf)));
}

function partsOf({ case: digest, events, access }: Head): unknown[] {
  return [digest, events?.position, events?.chain, access?.position, access?.chain].map(part => part ?? null);
}

/** @param directory where the files stay; best on another disk than the database, or copied from there */
export function createChainHeads(database: Database, keys: KeyRing, directory: string): ChainHeads {
  return {
    async keep(day, at) {
      if (await hasHeads(directory, day)) return;
      await writeHeads(directory, await readHeads(database, keys, day, at));
    },
  };
}

async function readHeads(database: Database, keys: KeyRing, day: LocalDate, at: Instant): Promise<HeadsOfDay> {
  // Access first: what is recorded in between has its event in the next file, and no head says more than there was.
  const access = await database.run(db => db.selectFrom('access_heads').selectAll().execute());
  const { rows: events } = await database.run(db =>
    sql<{ tenant: string; case_code: string; version: number; chain: string }>`
      select distinct on (tenant, case_code) tenant, case_code, version, chain from events
      order by tenant, case_code, version desc`.execute(db),
  );
  const houses: HouseHeads[] = [];
  for (const tenant of [...new Set([...access, ...events].map(row => row.tenant))].sort()) {
    const key = await chainKeyOf(keys, tenant);
    const heads = new Map<string, Head>();
    for (const row of access.filter(one => one.tenant === tenant))
      heads.set(row.case_digest, { case: row.case_digest, access: { position: row.seq, chain: row.chain } });
    for (const row of events.filter(one => one.tenant === tenant)) {
      const digest = digestOfCase(key, row.case_code);
      heads.set(digest, { case: digest, ...heads.get(digest), events: { position: row.version, chain: row.chain } });
    }
    const house = { tenant, heads: [...heads.values()].sort((one, other) => (one.case < other.case ? -1 : 1)) };
    houses.push({ ...house, mac: macOfHeads(key, { day, at }, house) });
  }
  return { schema: 'rondetafel.heads/1', day, at, houses };
}
