import { type Kysely, sql } from 'kysely';
import { createLastUsed } from '../last-used.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { StreamId } from '../ports/event-store.ts';
import { beforeTheFirst } from './audit/chain.ts';
import {
  type AccessHead,
  type BatchRows,
  type Ends,
  headName,
  noEvents,
  rowsOfBatch,
  type StreamEnd,
  streamName,
  type Wanted,
} from './batch-rows.ts';
import type { Database, Trx } from './database.ts';
import { distinctLanes, type Enqueue, type Lane } from './jobs.ts';
import type { PreparedAppend } from './prepare-append.ts';
import type { Tables } from './tables.ts';

export type Written = 'written' | 'conflict' | 'duplicate';

/**
 * Writes what several callers want in one transaction: while one is on its way, the next gathers. What comes one by one goes at once; when many press, the
 * disk is asked once for all of them.
 */
export interface GroupCommit {
  /**
   * Durable when it resolves with `written`; otherwise nothing of it was written. Appends of one stream are written in the order of these calls.
   * @param prepare sealed while the batch before it is written; what it rejects with is what the caller gets
   */
  write(prepare: () => Promise<Wanted | 'conflict'>): Promise<Written>;
  /** The end of a stream, as it was just read: saves looking for it. */
  saw(stream: StreamId, end: StreamEnd): void;
}

/** What `append_batch` says when it wrote nothing. */
interface Problems {
  readonly appends: readonly { readonly n: number; readonly kind: 'conflict' | 'duplicate' }[];
  readonly heads: readonly {
    readonly tenant: string;
    readonly digest: string;
    readonly seq: number;
    readonly chain: string;
  }[];
}

/** More in one transaction gains nothing, and keeps the first of them waiting. */
const largestBatch = 64;
/** Ends that are remembered, of streams and of logs: more than a process works on at a time. */
const remembered = 2_000;
/** How often another process may be first at the end of a log before we give up. */
const looks = 20;

interface Waiting {
  readonly prepare: () => Promise<Wanted | 'conflict'>;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}
interface Ready extends Pick<Waiting, 'resolve' | 'reject'> {
  readonly wanted: Wanted;
}

export function createGroupCommit(database: Database, enqueue: Enqueue): GroupCommit {
  const queue: Waiting[] = [];
  const streams = createLastUsed<StreamEnd>(remembered);
  const heads = createLastUsed<AccessHead>(remembered);
  const ends: Ends = {
    stream: name => streams.get(name) ?? noEvents,
    access: name => heads.get(name) ?? { seq: 0, chain: beforeTheFirst },
  };
  let isWriting = false;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = await prepared(queue.splice(0, largestBatch));
      for (const part of apart(batch)) await write(part);
    }
    // In the same turn as the look above: what comes later starts it again.
    isWriting = false;
  }

  async function prepared(waiting: readonly Waiting[]): Promise<readonly Ready[]> {
    const ready = await Promise.all(
      waiting.map(async ({ prepare, resolve, reject }): Promise<readonly Ready[]> => {
        try {
          const wanted = await prepare();
          if (wanted !== 'conflict') return [{ wanted, resolve, reject }];
          resolve('conflict');
        } catch (error) {
          reject(error);
        }
        return [];
      }),
    );
    return ready.flat();
  }

  /** Until all of it is written, or has its answer. */
  async function write(batch: readonly Ready[]): Promise<void> {
    let left = batch;
    try {
      for (let look = 0; left.length > 0; look++) {
        if (look === looks)
          throw new AdapterError('Storage: others were always first', { code: 'storage.busy', retryable: true });
        left = await inPlace(left);
        if (left.length === 0) return;
        const { problems, stale } = await attempt(left.map(({ wanted }) => wanted));
        for (const { tenant, digest, seq, chain } of stale) heads.set(JSON.stringify([tenant, digest]), { seq, chain });
        for (const [n, kind] of problems) left[n]?.resolve(kind);
        if (problems.size === 0 && stale.length === 0) {
          for (const one of left) one.resolve('written');
          return;
        }
        left = left.filter((_one, n) => !problems.has(n));
      }
    } catch (error) {
      // A database that is away is away for all of them; anything else (a conference that is open already) is of one of them.
      const isOfOne = !(error instanceof AdapterError && error.retryable);
      if (isOfOne && left.length > 1) for (const one of left) await write([one]);
      else for (const one of left) one.reject(error);
    }
  }

  /** Those that are behind the end that their caller knew; the others get their answer. */
  async function inPlace(batch: readonly Ready[]): Promise<readonly Ready[]> {
    const moved = new Map<string, StreamEnd>();
    const there: Ready[] = [];
    const unknownHeads = new Set<string>();
    for (const one of batch) {
      const { wanted } = one;
      const logged = wanted.kind === 'append' ? (wanted.append.access ? [wanted.append.access] : []) : wanted.access;
      if (wanted.kind === 'append') {
        const { append } = wanted;
        const name = streamName(append);
        const end = moved.get(name) ?? (await endFor(append, name));
        if (end === undefined || !fits(append, end)) {
          one.resolve('conflict');
          continue;
        }
        moved.set(name, { version: append.newVersion, event: append.events.at(-1)?.event_id ?? end.event, chain: '' });
      }
      for (const access of logged) if (heads.get(headName(access)) === undefined) unknownHeads.add(headName(access));
      there.push(one);
    }
    await lookUpHeads([...unknownHeads]);
    return there;
  }

  async function endFor(append: PreparedAppend, name: string): Promise<StreamEnd | undefined> {
    if (append.expectedVersion === 0) {
      streams.delete(name);
      return noEvents;
    }
    const known = streams.get(name);
    if (known?.version === append.expectedVersion && (append.behind ?? known.event) === known.event) return known;
    const { tenant, case: code } = append.stream;
    const row = await database.run(db =>
      db
        .selectFrom('events')
        .select(['version', 'event_id as event', 'chain'])
        .where('tenant', '=', tenant)
        .where('case_code', '=', code)
        .where('version', '=', append.expectedVersion)
        .executeTakeFirst(),
    );
    // An event that somebody took out leaves no link; the audit names it.
    const end =
      row ??
      (append.behind === undefined
        ? { version: append.expectedVersion, event: undefined, chain: beforeTheFirst }
        : undefined);
    if (end !== undefined) streams.set(name, end);
    return end;
  }

  async function lookUpHeads(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const asked = names.map(name => {
      const [tenant, digest] = JSON.parse(name) as [string, string];
      return { tenant, digest };
    });
    const { rows } = await database.run(db =>
      sql<{ tenant: string; digest: string; seq: number; chain: string }>`
        select tenant, digest, seq, chain from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (tenant text, digest text),
        lateral (
          select seq, chain from access_heads
          where access_heads.tenant = asked.tenant and case_digest = asked.digest offset 0) as found`.execute(db),
    );
    for (const name of names) heads.set(name, { seq: 0, chain: beforeTheFirst });
    for (const { tenant, digest, seq, chain } of rows) heads.set(JSON.stringify([tenant, digest]), { seq, chain });
  }

  async function attempt(
    wanted: readonly Wanted[],
  ): Promise<{ readonly problems: ReadonlyMap<number, 'conflict' | 'duplicate'>; readonly stale: Problems['heads'] }> {
    const rows = rowsOfBatch(wanted, ends);
    const lanes = distinctLanes(wanted.flatMap(one => (one.kind === 'append' ? one.append.lanes : [])));
    const said =
      lanes.length === 0
        ? await database.run(db => call(db, rows))
        : await database.transact(
            trx => callAndEnqueue(trx, rows, lanes),
            answer => answer === null,
          );
    if (said === null) {
      for (const [name, end] of rows.streams) streams.set(name, end);
      for (const [name, head] of rows.heads) heads.set(name, head);
      return { problems: new Map(), stale: [] };
    }
    for (const { n } of said.appends) {
      const one = wanted[n];
      if (one?.kind === 'append') streams.delete(streamName(one.append));
    }
    return { problems: new Map(said.appends.map(({ n, kind }) => [n, kind])), stale: said.heads };
  }

  async function callAndEnqueue(trx: Trx, rows: BatchRows, lanes: readonly Lane[]) {
    const said = await call(trx, rows);
    if (said === null) await enqueue(trx, lanes);
    return said;
  }

  return {
    write(prepare) {
      return new Promise<Written>((resolve, reject) => {
        queue.push({ prepare, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        // What is asked in the same turn of the loop goes together.
        setImmediate(() => void run());
      });
    },
    saw({ tenant, case: code }, end) {
      streams.set(JSON.stringify([tenant, code]), end);
    },
  };
}

/** In parts without the same press twice, in order: the second is compared with what the first left. */
function apart(batch: readonly Ready[]): readonly (readonly Ready[])[] {
  const parts: Ready[][] = [];
  let part: Ready[] = [];
  let names = new Set<string>();
  for (const one of batch) {
    const own = pressNames(one.wanted);
    if (own.some(name => names.has(name))) {
      parts.push(part);
      part = [];
      names = new Set();
    }
    part.push(one);
    for (const name of own) names.add(name);
  }
  return part.length === 0 ? parts : [...parts, part];
}

function pressNames(wanted: Wanted): readonly string[] {
  if (wanted.kind === 'access' || wanted.append.press === undefined) return [];
  const { stream, press } = wanted.append;
  const byActivity = JSON.stringify([stream.tenant, press.activity_id]);
  return press.token === null ? [byActivity] : [byActivity, JSON.stringify([stream.tenant, press.token, press.person])];
}

function fits({ expectedVersion, behind }: PreparedAppend, end: StreamEnd): boolean {
  return end.version === expectedVersion && (behind === undefined || end.event === behind);
}

async function call(db: Kysely<Tables>, { batch, sealed }: BatchRows): Promise<Problems | null> {
  const { rows } = await sql<{
    said: Problems | null;
  }>`select append_batch(${batch}::jsonb, ${sealed}::bytea) as said`.execute(db);
  return rows[0]?.said ?? null;
}
