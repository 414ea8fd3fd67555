import { beforeAll, describe, expect, it } from 'vitest';
import type { StorageUnderTest } from './storage-under-test.ts';

const house = 'tenant: every look-up is of one house';
const code = 'case code: finds the rows of a case; it names nobody';
const conference = 'id of a conference, made by us';
const conversation = 'id of a chat, from Teams: where to send';
const message = 'id of a message, from Teams: which one to edit';
const person = 'Entra id: whose it is; no name';
const token = 'chance: the form that was sent';
const version = 'number of an event: order, and proof that none is missing';
const order = 'order of the rows, counted by the database';
const moment = 'a moment: order, and what is due';
const keyOf = 'which key sealed it, so that another one is refused';
const ids = 'ids of what goes out, no text (src/domain/effects.ts)';
const sealed = 'SEALED';
const wrapped = 'WRAPPED by the master key';
const state = 'how far we are with sending it';
const link = 'HMAC over this row and the link before: an audit needs no key of a case';
const digest = 'digest of the case code under the key of the chain: the log outlives the case, its code does not';
const ours = 'of this process, made by us';

/**
 * Every column of every table of ours, and why it's in clear. Only what look-ups need may be: ids, versions, types, dates, owners.
 * A new column needs a reason here; what people typed, their names and organisations are sealed.
 */
const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  streams: { tenant: house, case_code: code, version },
  events: {
    tenant: house,
    case_code: code,
    version,
    event_id: 'id of an event, made by us: never recorded twice',
    type: 'what kind of event: an audit counts kinds without a key',
    at: moment,
    actor: person,
    key_id: keyOf,
    body: sealed,
    chain: link,
  },
  presses: {
    id: order,
    tenant: house,
    case_code: code,
    activity_id: 'id from Teams: the same activity is answered once',
    person,
    token,
    inputs:
      'a digest under the key of the house: the same press is answered once; without the key it can not be tried out',
    key_id: keyOf,
    answer: sealed,
  },
  form_tokens: {
    token,
    made: order,
    tenant: house,
    form: 'which form it is',
    conversation,
    case_code: code,
    conference,
    phase: 'name of a phase: a press counts in the phase it was made for',
    person,
    action: 'number of an action (A1)',
    item: 'number of what the form is about (R1), or the id of a list',
  },
  effects: {
    id: order,
    tenant: house,
    case_code: code,
    version,
    lane: 'id of a chat or of an archive: one at a time, in order',
    effect: ids,
    state,
    attempts: state,
    in_flight: state,
    not_before: moment,
    code: 'why it failed, a code of ours',
    settled_at: moment,
  },
  lanes: { tenant: house, lane: 'id of a chat or of an archive', holder: ours },
  processes: { id: ours, seen_at: moment },
  due_moments: { id: order, tenant: house, case_code: code, version, at: moment, effect: ids, fired_at: moment },
  conferences: {
    tenant: house,
    conference,
    case_code: code,
    conversation,
    opened_at: moment,
    opened_version: version,
    open: 'one open conference per chat and per case, by constraint',
  },
  boards: {
    tenant: house,
    conference,
    case_code: code,
    conversation,
    message_id: message,
    token,
    shown: version,
    last_version: version,
    holder: ours,
  },
  board_edits: { tenant: house, conversation, at: moment },
  posted_cards: {
    id: order,
    tenant: house,
    conference,
    token,
    form: 'which form it is',
    phase: 'name of a phase',
    conversation,
    message_id: message,
  },
  conversations: {
    tenant: house,
    id: conversation,
    kind: 'a chat of many, or a personal one',
    service_url: 'address of Teams: where to send, checked before each use',
    bot_id: 'who we are in that chat',
    language: 'nl or en',
    person,
    heard: order,
  },
  people: { tenant: house, person, key_id: keyOf, body: sealed },
  case_overviews: {
    tenant: house,
    case_code: code,
    version,
    form: 'which form of overview it is, so that an earlier one is made anew',
    key_id: keyOf,
    body: sealed,
  },
  snapshots: {
    tenant: house,
    case_code: code,
    version,
    event_id: 'id of the event at that version, made by us',
    rules: 'a digest of our own sources: which rules made it',
    key_id: keyOf,
    body: sealed,
  },
  open_actions: {
    tenant: house,
    case_code: code,
    action: 'number of an action (A1)',
    owner: person,
    conference,
    due: 'a date: what is overdue, across cases',
  },
  model_requests: { tenant: house, day: 'a date: the budget is of a day', asked: 'how often, of no case' },
  access_log: {
    tenant: house,
    case_digest: digest,
    seq: 'number of an entry of that case: order, and proof that none is missing',
    at: moment,
    person,
    action: 'what was done: shown, filed, changed',
    what: 'a verb, a form or a word of ours',
    client: 'channel and kind of device',
    key_id: keyOf,
    body: sealed,
    chain: link,
  },
  access_heads: { tenant: house, case_digest: digest, seq: version, chain: link },
  destructions: {
    tenant: house,
    case_digest: 'a digest under a key of the house: the code is gone',
    key_ids: 'ids of keys that were destroyed: what came back with a backup is found by them',
    at: moment,
    opened_on: 'a day: how long the case was open',
    closed_on: 'a day: how long the case was kept',
    conferences: 'how many, no more',
    minutes: 'how many, no more',
    remains: 'what is out of our reach, codes of ours',
    finished_at: moment,
  },
  'keys.data_keys': {
    key_id: 'id of a key, made by us',
    tenant: house,
    scope: 'what the key is for: a case code, or the house',
    master_key: 'which master key wrapped it: a fingerprint, or its address in a vault',
    wrapped,
    created_at: moment,
  },
};

/** Tables of libraries, without anything of ours but what is tested below. */
const libraries = /^(pgboss\.|kysely_migration|start_up_probe)/;

export function describeColumns(name: string, subject: () => StorageUnderTest): void {
  describe(`columns in clear: ${name}`, () => {
    let columns: readonly { readonly table: string; readonly column: string; readonly type: string }[];
    beforeAll(async () => {
      const rows = await subject().query(
        `select case when table_schema = 'public' then table_name else table_schema || '.' || table_name end as "table",
           column_name as "column", data_type as type
         from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`,
      );
      columns = rows
        .map(row => ({ table: String(row.table), column: String(row.column), type: String(row.type) }))
        .filter(({ table }) => !libraries.test(table));
    });

    it('have a reason, each of them; a new one needs one', () => {
      const without = columns.filter(({ table, column }) => reasons[table]?.[column] === undefined);
      expect(without.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    });

    it('are all there still', () => {
      const there = new Set(columns.map(({ table, column }) => `${table}.${column}`));
      const named = Object.entries(reasons).flatMap(([table, each]) => Object.keys(each).map(one => `${table}.${one}`));
      expect(named.filter(one => !there.has(one))).toEqual([]);
    });

    it('are bytes where they are sealed, and nowhere else', () => {
      const bytes = columns.filter(({ type }) => type === 'bytea').map(({ table, column }) => `${table}.${column}`);
      const closed = columns.filter(({ table, column }) => [sealed, wrapped].includes(reasons[table]?.[column] ?? ''));
      expect(bytes.toSorted()).toEqual(closed.map(({ table, column }) => `${table}.${column}`).toSorted());
      expect(bytes.length).toBeGreaterThan(4);
    });

    it('of a job are a tenant and a lane', async () => {
      const rows = await subject().query(
        `select distinct jsonb_object_keys(data) as key from pgboss.job where data is not null order by key`,
      );
      expect(rows.map(({ key }) => key)).toEqual(['lane', 'tenant']);
    });
  });
}
