import type { PreparedAccess } from './audit/access-log.ts';
import { beforeTheFirst, linkedAccess, linkedEvent } from './audit/chain.ts';
import type { PreparedAppend } from './prepare-append.ts';

/** What one caller wants written: an append, or entries of the access log alone. */
export type Wanted =
  | { readonly kind: 'append'; readonly append: PreparedAppend }
  | { readonly kind: 'access'; readonly access: readonly PreparedAccess[] };

/** The end of the chain of events of a stream. */
export interface StreamEnd {
  readonly version: number;
  /** Absent when the stream has no events. */
  readonly event: string | undefined;
  readonly chain: string;
}
/** The end of a chain of the access log. */
export interface AccessHead {
  readonly seq: number;
  readonly chain: string;
}

/** What is known of the ends of chains; what a batch moves stands here until it was written. */
export interface Ends {
  stream(name: string): StreamEnd;
  access(name: string): AccessHead;
}

/** The parameters of `append_batch`, and the ends that the chains will have. */
export interface BatchRows {
  readonly batch: string;
  readonly sealed: Uint8Array;
  readonly streams: ReadonlyMap<string, StreamEnd>;
  readonly heads: ReadonlyMap<string, AccessHead>;
}

export function streamName({ stream }: Pick<PreparedAppend, 'stream'>): string {
  return JSON.stringify([stream.tenant, stream.case]);
}

export function headName({ row }: Pick<PreparedAccess, 'row'>): string {
  return JSON.stringify([row.tenant, row.case_digest]);
}

/** Links everything to the ends that are known, in order. */
export function rowsOfBatch(wanted: readonly Wanted[], ends: Ends): BatchRows {
  const streams = new Map<string, StreamEnd>();
  const heads = new Map<string, AccessHead>();
  const bytes = sealedBytes();
  const rows: Record<string, unknown[]> = {};
  const add = (table: string, ...more: readonly unknown[]) => {
    const there = rows[table] ?? [];
    rows[table] = there;
    there.push(...more);
  };

  function addAccess(access: PreparedAccess): void {
    const { link, row } = access;
    const name = headName(access);
    const before = heads.get(name) ?? ends.access(name);
    const seq = before.seq + 1;
    const { tenant, case_digest: digest, body = null, key_id = null, ...clear } = row;
    const chain = link(before.chain, linkedAccess({ ...row, seq, body, key_id }));
    const place = body === null ? {} : bytes.add(body);
    const first = !heads.has(name);
    add('access', { tenant, digest, seq, previous: before.chain, first, ...clear, key_id, ...place, chain });
    heads.set(name, { seq, chain });
  }

  function addAppend(append: PreparedAppend, n: number): void {
    const { stream, expectedVersion: expected, newVersion: next, press } = append;
    const of = { tenant: stream.tenant, case_code: stream.case };
    const name = streamName(append);
    const before = streams.get(name) ?? ends.stream(name);
    let { event, chain } = before;
    const { answer, ...pressed } = press ?? { answer: undefined };
    const first = !streams.has(name);
    add('appends', { n, ...of, expected, next, head: chain, first, ...pressed, ...(answer && bytes.add(answer)) });
    for (const { body, ...clear } of append.events) {
      chain = append.link(chain, linkedEvent({ ...clear, body }));
      event = clear.event_id;
      add('events', { ...clear, ...bytes.add(body), chain });
    }
    streams.set(name, { version: next, event, chain });
    for (const change of append.indexChanges)
      add('index', change === 'closed' ? { kind: 'closed', ...of } : { kind: 'opened', ...change.opened });
    for (const token of append.tokens) add('tokens', { n, ...token });
    for (const effect of append.effects) add('effects', { ...of, version: next, effect });
    for (const { at, effect } of append.dueMoments) add('moments', { ...of, version: next, at, effect });
    if (append.projection !== undefined) {
      const { overview, openActions } = append.projection;
      const { body, ...clear } = overview;
      // Of two in one batch the last counts.
      rows.overviews = (rows.overviews ?? []).filter(one => !isOf(one, of));
      rows.actions = (rows.actions ?? []).filter(one => !isOf(one, of));
      add('overviews', { ...clear, ...bytes.add(body) });
      add('actions', ...openActions);
    }
    if (append.access !== undefined) addAccess(append.access);
  }

  for (const [n, one] of wanted.entries()) {
    if (one.kind === 'append') addAppend(one.append, n);
    else for (const access of one.access) addAccess(access);
  }
  return { batch: JSON.stringify(rows), sealed: bytes.all(), streams, heads };
}

/** A stream without events ends before the first link. */
export const noEvents: StreamEnd = { version: 0, event: undefined, chain: beforeTheFirst };

function isOf(row: unknown, of: { readonly tenant: string; readonly case_code: string }): boolean {
  const { tenant, case_code } = row as typeof of;
  return tenant === of.tenant && case_code === of.case_code;
}

/** Sealed bytes one behind the other, and where each of them is. */
function sealedBytes() {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    add(bytes: Uint8Array): { readonly o: number; readonly l: number } {
      const place = { o: length, l: bytes.length };
      parts.push(bytes);
      length += bytes.length;
      return place;
    },
    all: (): Uint8Array => Buffer.concat(parts, length),
  };
}
