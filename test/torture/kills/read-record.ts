/**
 * Says on stdout, as JSON, what is on record (`BotRecord`). Environment as of the bot; argument: the moment until which moments
 * should have been fired.
 */
import { join } from 'node:path';
import { sql } from 'kysely';
import { readStorageConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/logger.ts';
import { openEmbedded } from '../../../src/storage/embedded.ts';
import { loadMasterKeys } from '../../../src/storage/keys/load-master-keys.ts';
import { openStorageOn } from '../../../src/storage/open-storage.ts';
import { openServer } from '../../../src/storage/server.ts';
import type { BotRecord, CaseOnRecord, EffectOnRecord, TokenOnRecord } from './record.ts';

const [now = ''] = process.argv.slice(2);
const settings = readStorageConfig(process.env);
const log = createLog('error');
const masterKeys = await loadMasterKeys(settings);
const { databaseUrl, dataDir } = settings;
const engine = databaseUrl === undefined ? await openEmbedded(join(dataDir, 'database')) : openServer(databaseUrl, log);
const db = engine.kysely;
const storage = await openStorageOn(engine, { ...settings, masterKeys, log });

const cases: CaseOnRecord[] = [];
for (const stream of await storage.cases()) {
  const about = { tenant: stream.tenant, code: stream.case };
  try {
    cases.push({ ...about, events: await storage.events.read(stream) });
  } catch (error) {
    cases.push({ ...about, events: [], problem: error instanceof Error ? error.message : 'unknown' });
  }
}
const effects = await sql<EffectOnRecord>`
  select case_code as "case", lane, effect, state, attempts::int as attempts, code from effects order by id`.execute(
  db,
);
const tokens = await sql<TokenOnRecord & { token: string }>`
  select token, form, case_code as "case", conference, action, person from form_tokens`.execute(db);
const { rows } = await sql<{ unfired: number }>`
  select count(*)::int as unfired from due_moments where fired_at is null and at <= ${now}::timestamptz`.execute(db);
const record: BotRecord = {
  cases,
  effects: effects.rows,
  tokens: Object.fromEntries(tokens.rows.map(({ token, ...about }) => [token, about])),
  unfired: rows[0]?.unfired ?? 0,
};
await storage.close();
process.stdout.write(JSON.stringify(record));
