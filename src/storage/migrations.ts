import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { AdapterError } from '../ports/adapter-error.ts';
import { appendFunction, indexFunction } from './append-function.ts';
import { claimBoardFunction } from './board-function.ts';
import { asAdapterError, toAdapterError } from './errors.ts';
import { firstSchema } from './first-schema.ts';
import { outboxFunctions } from './outbox-functions.ts';

/** Never changed once released; a later need is a later entry. In order of their names. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': { up: first },
  '0002-token-item': { up: tokenItem },
  '0003-projections': { up: projections },
  '0004-tokens-of-a-list': { up: tokensOfAList },
  '0005-chains': { up: chains },
  '0006-destructions': { up: destructions },
  '0007-append-batch': { up: appendBatch },
  '0008-snapshots': { up: snapshots },
  '0009-claim-board': { up: claimBoard },
  '0010-model-requests': { up: modelRequests },
  '0011-append-by-index': { up: appendByIndex },
  '0012-outbox': { up: outbox },
};

/**
 * Brings the schema up to date. Several processes may call it at once: one does it, the others wait and find it done.
 * Rejects with `AdapterError`: `storage.migration`, or retryable when the server is away.
 */
export async function migrate(kysely: Kysely<unknown>): Promise<void> {
  if (await isUpToDate(kysely).catch(asAdapterError)) return;
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const mapped = toAdapterError(error);
  if (mapped.retryable) throw mapped;
  throw new AdapterError('Storage: the schema could not be brought up to date', {
    code: 'storage.migration',
    cause: error,
  });
}

/** Kysely's own check reads the whole catalogue, which is most of a warm start on an embedded database. */
async function isUpToDate(kysely: Kysely<unknown>): Promise<boolean> {
  const table = await sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`.execute(
    kysely,
  );
  if (table.rows[0]?.name === null) return false;
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely);
  const names = new Set(done.rows.map(({ name }) => name));
  return Object.keys(migrations).every(name => names.has(name));
}

/** What a form that was opened from another card is about. */
async function tokenItem(db: Kysely<unknown>): Promise<void> {
  await sql`alter table form_tokens add column item text`.execute(db);
}

/** The rows of one list are found by the id of that list. */
async function tokensOfAList(db: Kysely<unknown>): Promise<void> {
  await sql`create index form_tokens_of_list on form_tokens (item) where item is not null`.execute(db);
}

/** Chains over events, and the log of who saw and did what. Events of before have no link, and `npm run audit` says so. */
async function chains(db: Kysely<unknown>): Promise<void> {
  await sql`alter table events add column chain text not null default ''`.execute(db);
  await sql`create table access_log (
    tenant text not null,
    case_digest text not null,
    seq integer not null,
    at timestamptz not null,
    person text not null,
    action text not null,
    what text not null,
    client text not null,
    key_id text,
    body bytea,
    chain text not null,
    primary key (tenant, case_digest, seq)
  )`.execute(db);
  await sql`create table access_heads (
    tenant text not null,
    case_digest text not null,
    seq integer not null,
    chain text not null,
    primary key (tenant, case_digest)
  )`.execute(db);
}

/** What stays of a case that was destroyed: nothing that says what it was about. */
async function destructions(db: Kysely<unknown>): Promise<void> {
  await sql`create table destructions (
    tenant text not null,
    case_digest text not null,
    key_ids jsonb not null,
    at timestamptz not null,
    opened_on text not null,
    closed_on text not null,
    conferences integer not null,
    minutes integer not null,
    remains jsonb,
    finished_at timestamptz,
    primary key (tenant, case_digest)
  )`.execute(db);
}

/** Appends of several cases in one round trip. */
async function appendBatch(db: Kysely<unknown>): Promise<void> {
  await sql.raw(indexFunction).execute(db);
  await sql.raw(appendFunction).execute(db);
}

/** The function of 0007 read all events of a house where nobody had told the planner how many there are. */
async function appendByIndex(db: Kysely<unknown>): Promise<void> {
  await sql.raw(appendFunction).execute(db);
}

/** What goes out is taken and settled in one round trip each. */
async function outbox(db: Kysely<unknown>): Promise<void> {
  for (const statement of outboxFunctions) await sql.raw(statement).execute(db);
}

/** A board is claimed in one round trip. */
async function claimBoard(db: Kysely<unknown>): Promise<void> {
  await sql.raw(claimBoardFunction).execute(db);
}

/** A long case is read from its last snapshot. What is sealed doesn't get smaller by trying. */
async function snapshots(db: Kysely<unknown>): Promise<void> {
  await sql`create table snapshots (
    tenant text not null,
    case_code text not null,
    version integer not null,
    event_id text not null,
    rules text not null,
    key_id text not null,
    body bytea not null,
    primary key (tenant, case_code)
  )`.execute(db);
  await sql`alter table snapshots alter column body set storage external`.execute(db);
  await sql`alter table presses alter column answer set storage external`.execute(db);
}

/** How often a house asked its language model today. */
async function modelRequests(db: Kysely<unknown>): Promise<void> {
  await sql`create table model_requests (
    tenant text not null,
    day text not null,
    asked integer not null,
    primary key (tenant, day)
  )`.execute(db);
}

async function first(db: Kysely<unknown>): Promise<void> {
  for (const statement of firstSchema) await sql.raw(statement).execute(db);
}

/** What is read of many cases at once. The cases of now get theirs at the start of the next process, which has their keys. */
async function projections(db: Kysely<unknown>): Promise<void> {
  await sql`create table case_overviews (
    tenant text not null,
    case_code text not null,
    version integer not null,
    form integer not null,
    key_id text not null,
    body bytea not null,
    primary key (tenant, case_code)
  )`.execute(db);
  await sql`create table open_actions (
    tenant text not null,
    case_code text not null,
    action text not null,
    owner text not null,
    conference text not null,
    due text not null,
    primary key (tenant, case_code, action)
  )`.execute(db);
  await sql`create index open_actions_of_owner on open_actions (tenant, owner)`.execute(db);
}
