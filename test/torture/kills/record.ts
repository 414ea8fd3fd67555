import { fileURLToPath } from 'node:url';
import type { Effect } from '../../../src/domain/effects.ts';
import type { CaseEvent } from '../../../src/domain/events.ts';
import { runScript, runTool } from '../../support/run-tool.ts';
import { environmentOf, type Kept } from './doomed-bot.ts';

/** What the bot has on record, read from its database after it was stopped. */
export interface BotRecord {
  readonly cases: readonly CaseOnRecord[];
  readonly effects: readonly EffectOnRecord[];
  /** By form token: what a card with it is about. */
  readonly tokens: Readonly<Record<string, TokenOnRecord>>;
  /** Moments that have come and weren't fired. */
  readonly unfired: number;
}
export interface CaseOnRecord {
  readonly tenant: string;
  readonly code: string;
  readonly events: readonly CaseEvent[];
  /** Why it can't be opened. */
  readonly problem?: string;
}
export interface EffectOnRecord {
  readonly case: string;
  readonly lane: string;
  readonly effect: Effect;
  readonly state: 'pending' | 'done' | 'failed' | 'possiblySent';
  readonly attempts: number;
  readonly code: string | null;
}
export interface TokenOnRecord {
  readonly form: string;
  readonly case: string | null;
  readonly conference: string | null;
  readonly action: string | null;
  readonly person: string | null;
}

const reader = fileURLToPath(new URL('./read-record.ts', import.meta.url));

/**
 * Reads it in a process of its own, as long as the bot doesn't run. Rejects with what that process said when it can't be opened.
 * @param now on the clock of the bot
 */
export async function readRecord(kept: Kept, now: string): Promise<BotRecord> {
  const { code, out, error } = await runScript(reader, [now], environmentOf(kept));
  if (code !== 0) throw new Error(`the record can't be opened: ${error.trim()}`);
  return JSON.parse(out) as BotRecord;
}

/** What `npm run audit` says: how it ends, and its lines. */
export async function auditOf(kept: Kept): Promise<{ readonly holds: boolean; readonly lines: readonly string[] }> {
  const { code, out, error } = await runTool('audit', [], environmentOf(kept));
  return { holds: code === 0, lines: `${out}\n${error}`.split('\n').filter(line => line !== '') };
}
