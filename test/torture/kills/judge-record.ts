import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { CaseEvent, EventOf } from '../../../src/domain/events.ts';
import { fold } from '../../../src/domain/evolve.ts';
import { minutesOf } from '../../../src/domain/minutes.ts';
import { minutesSchema } from '../../../src/minutes/minutes-schema.ts';
import type { BotRecord, CaseOnRecord } from './record.ts';

export interface RecordVerdict {
  readonly events: number;
  /** Versions of minutes that are filed. */
  readonly filed: number;
  /** Of all cases: what doesn't open, doesn't fold, or is in a file that isn't what was filed. */
  readonly corrupt: readonly string[];
  /** The same version of minutes is on record as filed more than once. */
  readonly filedTwice: readonly string[];
  /** What the bot should have done by now: adopted minutes that aren't filed, effects and moments that wait, effects that failed. */
  readonly undone: readonly string[];
}

/** Holds the record against itself and against the files of the minutes. */
export async function judgeRecord(record: BotRecord, minutesDir: string): Promise<RecordVerdict> {
  const corrupt: string[] = [];
  const filedTwice: string[] = [];
  const undone: string[] = [];
  let filed = 0;
  for (const one of record.cases) {
    try {
      filed += await judgeCase(one, minutesDir, { filedTwice, undone });
    } catch (error) {
      corrupt.push(`${one.code}: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`);
    }
  }
  for (const { effect, state, case: code, code: why } of record.effects)
    if (state === 'pending' || state === 'failed') undone.push(`${effect.kind} of ${code} is ${state} ${why ?? ''}`);
  if (record.unfired > 0) undone.push(`${record.unfired} moments have come and weren't fired`);
  const events = record.cases.reduce((sum, one) => sum + one.events.length, 0);
  return { events, filed, corrupt, filedTwice, undone };
}

/** Returns how many versions are filed and whole. Throws for the first thing that isn't as it has to be. */
async function judgeCase(
  { code, events, problem }: CaseOnRecord,
  minutesDir: string,
  { filedTwice, undone }: { readonly filedTwice: string[]; readonly undone: string[] },
): Promise<number> {
  if (problem !== undefined) throw new Error(problem);
  if (new Set(events.map(({ id }) => id)).size < events.length) throw new Error('two events have the same id');
  const state = fold(events);
  if (state === undefined) throw new Error("its events don't make a case");
  const versions = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    if (event.type !== 'MinutesFiled') continue;
    const key = `${event.conference} v${event.version}`;
    versions.set(key, (versions.get(key) ?? 0) + 1);
    for (const file of event.files) await checkFile(minutesDir, file);
    await checkContent(minutesDir, event, events.slice(0, index));
  }
  for (const [key, times] of versions) if (times > 1) filedTwice.push(`${code} ${key}: ${times} times`);
  for (const { number, adopted, filed, corrections } of state.conferences) {
    const wanted = corrections.at(-1)?.version ?? adopted?.version ?? 0;
    if ((filed?.version ?? 0) < wanted) undone.push(`${code}-${number} v${wanted} isn't filed`);
  }
  await checkFolder(join(minutesDir, code));
  return versions.size;
}

/** The minutes as the case stood when they were filed: that may be some events before it was recorded. */
async function checkContent(
  minutesDir: string,
  { conference, version, files }: EventOf<'MinutesFiled'>,
  before: readonly CaseEvent[],
): Promise<void> {
  const name = files.find(one => one.name.endsWith('.json'))?.name ?? '';
  const content = minutesSchema.parse(JSON.parse(await readFile(join(minutesDir, name), 'utf8')));
  const decided = before.findLastIndex(
    one =>
      (one.type === 'MinutesAdopted' || one.type === 'MinutesCorrected') &&
      one.conference === conference &&
      one.version === version,
  );
  let different: string | undefined = 'nobody adopted it';
  for (let last = before.length; last > decided && decided >= 0 && different !== undefined; last--) {
    const state = fold(before.slice(0, last));
    const made = state && JSON.parse(JSON.stringify(minutesOf(state, conference, version)));
    different = firstDifference(content, minutesSchema.parse(made));
  }
  if (different !== undefined) throw new Error(`${name} isn't what the record says: ${different}`);
}

/** Where two values differ, and how; undefined when they don't. */
function firstDifference(one: unknown, other: unknown, path = ''): string | undefined {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other) ? undefined : `${path} ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(Reflect.get(one, key), Reflect.get(other, key), `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is filed is what was noted, beside it and in the record. */
async function checkFile(minutesDir: string, file: { readonly name: string; readonly sha256: string }): Promise<void> {
  const bytes = await readFile(join(minutesDir, file.name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== file.sha256) throw new Error(`${file.name} isn't what was filed`);
  const beside = await readFile(join(minutesDir, `${file.name}.sha256`), 'utf8');
  if (!beside.startsWith(`${sha256}  `)) throw new Error(`${file.name}.sha256 is of another file`);
  if (file.name.endsWith('.docx') && unzipSync(bytes)['word/document.xml'] === undefined)
    throw new Error(`${file.name} is no document`);
}

/** Everything that stands there under a name of its own is whole: also what a killed process had begun to file. */
async function checkFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(one => !one.endsWith('.sha256') && !one.startsWith('.'))) {
    const noted = await readFile(join(folder, `${name}.sha256`), 'utf8');
    const sha256 = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
    if (!noted.startsWith(`${sha256}  `)) throw new Error(`${name} isn't whole`);
  }
}
