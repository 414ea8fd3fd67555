import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Instant } from '../domain/values.ts';
import type { AccessLog } from '../ports/access-log.ts';
import type { Boards } from '../ports/boards.ts';
import type { CaseDestructions } from '../ports/case-destructions.ts';
import type { CaseOverviews } from '../ports/case-overviews.ts';
import type { ChainHeads } from '../ports/chain-heads.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { DueMoments } from '../ports/due-moments.ts';
import type { ConferenceIndex, EventStore, StreamId } from '../ports/event-store.ts';
import type { FormTokens } from '../ports/form-tokens.ts';
import type { Log } from '../ports/log.ts';
import type { ModelBudget } from '../ports/model-budget.ts';
import type { OpenActions } from '../ports/open-actions.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { People } from '../ports/people.ts';
import type { PostedCards } from '../ports/posted-cards.ts';
import type { Snapshots } from '../ports/snapshots.ts';
import { createAccessLog } from './audit/access-log.ts';
import { type AuditOptions, type AuditReport, createAudit } from './audit/audit-chains.ts';
import { createChainHeads } from './audit/heads.ts';
import { createBoards } from './boards.ts';
import { createKeyRing, type KeyRing } from './case-keys.ts';
import { createConferenceIndex } from './conference-index.ts';
import { createConversations } from './conversations.ts';
import { createDatabase, type Database } from './database.ts';
import { warnAboutPowers } from './database-role.ts';
import { createDueMoments } from './due-moments.ts';
import { openEmbedded, openInMemory } from './embedded.ts';
import type { Engine } from './engine.ts';
import { asAdapterError } from './errors.ts';
import { createEventStore } from './event-store.ts';
import { type DestroyedList, listInMemory, openDestroyedList } from './forgetting/destroyed-list.ts';
import { applyDestroyed, createCaseDestructions } from './forgetting/destructions.ts';
import { createFormTokens } from './form-tokens.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Jobs, openJobs } from './jobs.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { MasterKeys } from './keys/master-key.ts';
import { moveKeys } from './keys/move-keys.ts';
import { type KeyPlace, openKeyStore } from './keys/open-key-store.ts';
import { migrate } from './migrations.ts';
import { createModelBudget } from './model-budget.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createPostedCards } from './posted-cards.ts';
import { createCaseOverviews, createOpenActions } from './projections.ts';
import { createQueues, type Queues } from './queues.ts';
import { rulesOfNow } from './rules.ts';
import { openServer, withPatientConnection } from './server.ts';
import { createSnapshots } from './snapshots.ts';
import type { Tables } from './tables.ts';
import { enterProcess } from './this-process.ts';

export interface StorageOptions extends KeyPlace {
  /** A PostgreSQL server for any number of processes. Without it: an embedded database, for one process. */
  readonly databaseUrl?: string;
  /** The embedded database lives in `<dataDir>/database`. `memory://` keeps it in memory, for tests. */
  readonly dataDir: string;
  /** The list of destroyed cases, outside the database. Default: `<dataDir>/destroyed.jsonl` beside an embedded database. */
  readonly destroyedList?: string;
  /** Wrap the keys of the cases, and never get into the database. */
  readonly masterKeys: MasterKeys;
  /** Where the ends of the chains are kept, a file a day. Without it they aren't. */
  readonly auditDir?: string;
  /** How this process is called among the holders of lanes; made unique. */
  readonly processId?: string;
  readonly log: Log;
}

/** Every storage port on one database. All methods reject with `AdapterError`. */
export interface Storage {
  readonly events: EventStore;
  readonly index: ConferenceIndex;
  readonly tokens: FormTokens;
  readonly outbox: Outbox;
  readonly dueMoments: DueMoments;
  readonly people: People;
  readonly boards: Boards;
  readonly conversations: Conversations;
  readonly posted: PostedCards;
  readonly openActions: OpenActions;
  readonly overviews: CaseOverviews;
  readonly snapshots: Snapshots;
  readonly destructions: CaseDestructions;
  readonly access: AccessLog;
  readonly heads: ChainHeads;
  readonly modelBudget: ModelBudget;
  /** Proves the chains of events and access. For `npm run audit`. */
  audit(options: AuditOptions): Promise<AuditReport>;
  /** Every case there is. For tools. */
  cases(): Promise<readonly StreamId[]>;
  readonly jobs: Jobs;
  /** How much waits. For a monitor. */
  queues(now: Instant): Promise<Queues>;
  /** Rejects when the database doesn't answer. */
  ping(): Promise<void>;
  /** Stops the jobs, gives up what this process holds, and closes. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the storage and brings its schema up to date. Rejects with `AdapterError`: `storage.inUse` (another process has the
 * embedded directory), `storage.notDurable` (the disk isn't really written to), `storage.wrongMasterKey`, `storage.unavailable`, `storage.migration`.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const engine = await openEngine(options);
  return openStorageOn(engine, options);
}

/** The same on an engine that is open already; closes it when that fails. */
export async function openStorageOn(engine: Engine, options: StorageOptions): Promise<Storage> {
  try {
    return await assemble(engine, options);
  } catch (error) {
    await engine.close().catch(() => undefined);
    return asAdapterError(error);
  }
}

async function openEngine({ databaseUrl, dataDir, log }: StorageOptions): Promise<Engine> {
  if (databaseUrl !== undefined) return openServer(databaseUrl, log);
  return dataDir === 'memory://' ? openInMemory() : openEmbedded(join(dataDir, 'database'), log);
}

async function assemble(engine: Engine, options: StorageOptions): Promise<Storage> {
  const { log, databaseUrl } = options;
  if (databaseUrl !== undefined) await withPatientConnection(databaseUrl, migrate);
  else await migrate(untyped(engine.kysely));

  const database = createDatabase(engine.kysely);
  if (databaseUrl !== undefined) await warnAboutPowers(database, log);
  const store = await openKeyStore(options, database, log);
  try {
    return await assembleOn(engine, database, store, options);
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

async function assembleOn(
  engine: Engine,
  database: Database,
  store: KeyStore,
  options: StorageOptions,
): Promise<Storage> {
  const { log } = options;
  const keys = await openKeyRing(database, store, options);
  const list = destroyedListOf(options);
  const again = await applyDestroyed({ database, keys, store, list });
  if (again > 0) log.warn('destroyed.cameBack', { cases: again });
  const process = await enterProcess(database, { alone: engine.alone, name: options.processId, log });
  const jobs = await openJobs(engine.boss, log);
  const commits = createGroupCommit(database, jobs.enqueue);
  let closing: Promise<void> | undefined;

  async function closeOnce(): Promise<void> {
    try {
      await jobs.stop();
      await process.leave();
    } catch (error) {
      // A database that is away can't be told goodbye; the heartbeat's silence frees what this process held.
      log.warn('storage.unfinishedClose', { error: error instanceof Error ? error.name : 'unknown' });
    } finally {
      await store.close();
      await engine.close();
    }
  }

  return {
    events: createEventStore(database, keys, commits),
    index: createConferenceIndex(database),
    tokens: createFormTokens(database),
    outbox: createOutbox(database, process, log),
    dueMoments: createDueMoments(database, jobs.enqueue),
    people: createPeople(database, keys),
    boards: createBoards(database, process),
    conversations: createConversations(database),
    posted: createPostedCards(database),
    openActions: createOpenActions(database),
    overviews: createCaseOverviews(database, keys),
    snapshots: createSnapshots(database, keys, rulesOfNow(), log),
    destructions: createCaseDestructions({ database, keys, list }),
    access: createAccessLog(database, keys, commits),
    heads:
      options.auditDir === undefined
        ? { keep: async () => undefined }
        : createChainHeads(database, keys, options.auditDir),
    modelBudget: createModelBudget(database),
    audit: createAudit(database, keys),
    async cases() {
      const rows = await database.run(db =>
        db.selectFrom('streams').select(['tenant', 'case_code']).orderBy('tenant').orderBy('case_code').execute(),
      );
      return rows.map(row => ({ tenant: row.tenant, case: row.case_code }));
    },
    jobs: { start: jobs.start, stop: jobs.stop },
    queues: createQueues(database),
    async ping() {
      await database.run(db => db.selectNoFrom(({ lit }) => lit(1).as('one')).execute());
    },
    close() {
      closing ??= closeOnce();
      return closing;
    },
  };
}

/** On a server there's no folder of its own unless the house names a file; then the records in the database are all there is. */
function destroyedListOf({ destroyedList, databaseUrl, dataDir }: StorageOptions): DestroyedList {
  if (destroyedList !== undefined && dataDir !== 'memory://') return openDestroyedList(destroyedList);
  if (databaseUrl !== undefined || dataDir === 'memory://') return listInMemory();
  return openDestroyedList(join(dataDir, 'destroyed.jsonl'));
}

async function openKeyRing(database: Database, store: KeyStore, options: StorageOptions): Promise<KeyRing> {
  const { log, databaseUrl, masterKeys } = options;
  const inMemory = databaseUrl === undefined && options.dataDir === 'memory://';
  if (store.besideData && !inMemory) log.warn('keys.besideData', { help: 'RONDETAFEL_KEYS_DATABASE_URL' });
  const moved = store.besideData ? 0 : await moveKeys(database, store);
  if (moved > 0) log.info('keys.moved', { keys: moved });
  const keys = createKeyRing(store, masterKeys);
  const { underOld, damaged } = await keys.verify();
  if (underOld > 0) log.info('keys.underOldMasterKey', { keys: underOld, help: 'npm run keys -- rotate' });
  if (damaged > 0) log.error('keys.damaged', { keys: damaged });
  return keys;
}

/** Migrations know no table types: they make them. */
function untyped(kysely: Kysely<Tables>): Kysely<unknown> {
  return kysely as unknown as Kysely<unknown>;
}
