import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Instant } from '../../domain/values.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import { caseScope, type KeyRing } from '../case-keys.ts';
import { type DataKey, keyedDigest } from '../sealing.ts';

/** Of the key that chains are made with: in the key store, wrapped by the master key, and never destroyed with a case. */
const chainScope = 'chain';

/** What stands before the first link. */
export const beforeTheFirst = '';

export async function chainKeyOf(keys: KeyRing, tenant: string): Promise<DataKey> {
  return (await keys.find(tenant, chainScope)) ?? keys.obtain(tenant, chainScope);
}

/** The same for who only looks. Rejects with `audit.noChainKey`: without it nothing can be proved. */
export async function existingChainKey(keys: KeyRing, tenant: string): Promise<DataKey> {
  const key = await keys.find(tenant, chainScope);
  if (key !== undefined) return key;
  throw new AdapterError('Audit: the key of the chains is not in the key store; nothing can be proved without it', {
    code: 'audit.noChainKey',
  });
}

/** Both are made again and again for the same few hundred cases; they go with the key they were made with. */
const digests = new WeakMap<DataKey, Map<string, string>>();
const linkMakers = new WeakMap<DataKey, Map<string, LinkMaker>>();
const madeAtMost = 2_000;

function once<Value>(made: WeakMap<DataKey, Map<string, Value>>, key: DataKey, name: string, make: () => Value): Value {
  const known = made.get(key) ?? new Map<string, Value>();
  made.set(key, known);
  const value = known.get(name) ?? make();
  if (known.size >= madeAtMost) known.clear();
  known.set(name, value);
  return value;
}

/** How a case is called where its code has to be forgotten; without the key nobody can try codes out. */
export function digestOfCase(key: DataKey, code: string | undefined): string {
  const scope = code === undefined ? 'house' : caseScope(code);
  return once(digests, key, scope, () => keyedDigest(key, 'case', scope));
}

/** The two chains of a case. */
export type ChainKind = 'events' | 'access';

/** Makes the link that follows: HMAC-SHA-256 over the link before, what stands in clear beside the sealed bytes, and those bytes. */
export type LinkMaker = (previous: string, row: Linked) => string;
export interface Linked {
  readonly clear: readonly (string | number | null)[];
  readonly sealed: Uint8Array | null;
}

/** Each chain has a key of its own, so that a row of another case, or of the other chain, never fits. */
export function linkMaker(key: DataKey, kind: ChainKind, of: { tenant: string; digest: string }): LinkMaker {
  const context = JSON.stringify(['rondetafel chain 1', kind, of.tenant, of.digest]);
  return once(linkMakers, key, context, () => {
    const own = createSecretKey(new Uint8Array(hkdfSync('sha256', key.bytes, '', context, 32)));
    return (previous, { clear, sealed }) => {
      const hmac = createHmac('sha256', own).update(JSON.stringify([previous, ...clear, sealed?.length ?? null]));
      if (sealed !== null) hmac.update(sealed);
      return hmac.digest('base64url');
    };
  });
}

interface EventRow {
  readonly version: number;
  readonly event_id: string;
  readonly type: string;
  readonly at: Date | Instant;
  readonly actor: string;
  readonly key_id: string;
  readonly body: Uint8Array;
}

export function linkedEvent({ version, event_id, type, at, actor, key_id, body }: EventRow): Linked {
  return { clear: [version, event_id, type, momentOf(at), actor, key_id], sealed: body };
}

interface AccessRow {
  readonly seq: number;
  readonly at: Date | Instant;
  readonly person: string;
  readonly action: string;
  readonly what: string;
  readonly client: string;
  readonly key_id: string | null;
  readonly body: Uint8Array | null;
}

export function linkedAccess({ seq, at, person, action, what, client, key_id, body }: AccessRow): Linked {
  return { clear: [seq, momentOf(at), person, action, what, client, key_id], sealed: body };
}

/** As it's read back, whichever way it was written. */
function momentOf(at: Date | Instant): string {
  return new Date(at).toISOString();
}
