import { type Selectable, sql } from 'kysely';
import type { CaseEvent } from '../domain/events.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Append, Appended, EventStore, StreamId } from '../ports/event-store.ts';
import { chainKeyOf } from './audit/chain.ts';
import type { Wanted } from './batch-rows.ts';
import { caseScope, type KeyRing } from './case-keys.ts';
import type { Database } from './database.ts';
import { violatedConstraint } from './errors.ts';
import { createGathered } from './gathered.ts';
import type { GroupCommit } from './group-commit.ts';
import { placeOfEvent, prepareAppend } from './prepare-append.ts';
import { digestOfInputs, findPress, placeOfAnswer } from './presses.ts';
import { type DataKey, open } from './sealing.ts';
import type { Tables } from './tables.ts';

type EventRow = Pick<Selectable<Tables['events']>, 'version' | 'event_id' | 'key_id' | 'body' | 'chain'>;

/** `EventStore` in the database: bodies and remembered answers sealed with the key of their case. */
export function createEventStore(database: Database, keys: KeyRing, commits: GroupCommit): EventStore {
  async function keyOf(tenant: string, code: string, keyId: string): Promise<DataKey> {
    const key = await keys.find(tenant, caseScope(code));
    if (key === undefined) throw new AdapterError('Storage: the case has no key', { code: 'storage.keyMissing' });
    if (key.id !== keyId) throw damaged('a row was sealed with another key');
    return key;
  }

  async function versionOf(stream: StreamId): Promise<number> {
    const row = await database.run(db =>
      db
        .selectFrom('streams')
        .select('version')
        .where('tenant', '=', stream.tenant)
        .where('case_code', '=', stream.case)
        .executeTakeFirst(),
    );
    return row?.version ?? 0;
  }

  const findAnswer: EventStore['findAnswer'] = async (tenant, press) => {
    const inputs = await digestOfInputs(keys, tenant, press);
    const row = await database.run(db => findPress(db, tenant, press, inputs));
    if (row === undefined) return undefined;
    const key = await keyOf(tenant, row.case_code, row.key_id);
    return { answer: open(key, placeOfAnswer(tenant, row.case_code, row.activity_id), row.answer) };
  };

  /** All of a case: may be long, so nobody else waits for it. */
  async function whole({ tenant, case: code }: StreamId): Promise<readonly EventRow[]> {
    return database.run(db =>
      db
        .selectFrom('events')
        .select(['version', 'event_id', 'key_id', 'body', 'chain'])
        .where('tenant', '=', tenant)
        .where('case_code', '=', code)
        .orderBy('version')
        .execute(),
    );
  }

  /** The event at that version, which proves that the case is still there, and those behind it. */
  const from = createGathered(async (asked: readonly { readonly stream: StreamId; readonly version: number }[]) => {
    const keys = asked.map(({ stream, version }, n) => ({ n, tenant: stream.tenant, code: stream.case, version }));
    const { rows } = await database.run(db =>
      sql<EventRow & { readonly n: number }>`
        select asked.n, found.* from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as asked (n int, tenant text, code text, version int),
        lateral (
          select version, event_id, key_id, body, chain from events
          where events.tenant = asked.tenant and case_code = asked.code and version >= asked.version offset 0) as found
        order by asked.n, found.version`.execute(db),
    );
    const found = Map.groupBy(rows, ({ n }) => n);
    return asked.map((_one, n) => found.get(n) ?? []);
  });

  return {
    findAnswer,

    async read(stream, after = 0) {
      const [first, ...others] = after === 0 ? [] : ((await from({ stream, version: after })) ?? []);
      if (after > 0 && first?.version !== after) throw gone();
      const rows = after === 0 ? await whole(stream) : others;
      const last = rows.at(-1) ?? first;
      if (last !== undefined) commits.saw(stream, { version: last.version, event: last.event_id, chain: last.chain });
      const events: CaseEvent[] = [];
      for (const [position, row] of rows.entries()) {
        if (row.version !== after + 1 + position) throw damaged('an event is missing');
        const key = await keyOf(stream.tenant, stream.case, row.key_id);
        events.push(open(key, placeOfEvent(stream.tenant, stream.case, row.version), row.body) as CaseEvent);
      }
      return events;
    },

    async append(append) {
      const { stream, press } = append;
      const written = await commits.write(() => prepared(append)).catch(conferenceOpenOrThrow);
      if (written === 'written') return { kind: 'appended', version: append.expectedVersion + append.events.length };
      if (typeof written === 'object') return written;
      // The same press counts before the version: whoever pressed twice hears what was answered the first time.
      const found = press && (await findAnswer(stream.tenant, press.key));
      return found === undefined ? { kind: 'conflict' } : { kind: 'duplicate', answer: found.answer };
    },
  };

  async function prepared(append: Append): Promise<Wanted | 'conflict'> {
    const { tenant, case: code } = append.stream;
    const scope = caseScope(code);
    // Only a case without events gets a key. One that has events and no key was destroyed, or somebody took its key.
    const key = append.expectedVersion === 0 ? await keys.obtain(tenant, scope) : await keys.find(tenant, scope);
    if (key === undefined) {
      if ((await versionOf(append.stream)) !== append.expectedVersion) return 'conflict';
      throw new AdapterError('Storage: the case has no key', { code: 'storage.keyMissing' });
    }
    const inputs = append.press === undefined ? null : await digestOfInputs(keys, tenant, append.press.key);
    return { kind: 'append', append: prepareAppend(append, { key, chainKey: await chainKeyOf(keys, tenant), inputs }) };
  }
}

/** The partial unique indexes decide which conference is open; their violation is an answer, not an error. */
function conferenceOpenOrThrow(error: unknown): Appended | 'duplicate' {
  const constraint = violatedConstraint(error);
  if (constraint === 'conferences_open_in_conversation') return { kind: 'conferenceOpen', where: 'conversation' };
  if (constraint === 'conferences_open_of_case') return { kind: 'conferenceOpen', where: 'case' };
  // Another process wrote the same activity for another case at this moment.
  if (constraint === 'presses_activity') return 'duplicate';
  throw error;
}

function gone(): AdapterError {
  return new AdapterError('Storage: the case is not there any more', { code: 'storage.gone' });
}

function damaged(what: string): AdapterError {
  return new AdapterError(`Storage: ${what}`, { code: 'storage.damaged' });
}
