import { access, chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../../ports/adapter-error.ts';
import { flushFolder } from '../keys/key-file.ts';
import type { ChainEnd, Head, HeadsOfDay, HouseHeads } from './heads.ts';

const named = /^heads-(\d{4}-\d{2}-\d{2})\.json$/;
function fileOf(directory: string, day: string): string {
  return join(directory, `heads-${day}.json`);
}

export async function hasHeads(directory: string, day: string): Promise<boolean> {
  return access(fileOf(directory, day)).then(
    () => true,
    () => false,
  );
}

let drafts = 0;

/** There whole or not at all; read-only from then on. Rejects with `AdapterError` (`audit.headsNotKept`, retryable). */
export async function writeHeads(directory: string, heads: HeadsOfDay): Promise<void> {
  const path = fileOf(directory, heads.day);
  // Of its own: two that write the same day at the same moment, also in one process, both write it whole.
  drafts += 1;
  const draft = `${path}.${process.pid}-${drafts}.draft`;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(heads, undefined, 1)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(draft, 0o400);
    await rename(draft, path);
    await flushFolder(directory);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new AdapterError('Audit: the heads of the day could not be kept', {
      code: 'audit.headsNotKept',
      retryable: true,
      cause,
    });
  }
}

/** A file of heads as it was found. `heads` is absent when it can't be read as one. */
export interface FoundHeads {
  readonly file: string;
  readonly heads?: HeadsOfDay;
}

/** The oldest first; nothing when there's no such folder. */
export async function findHeads(directory: string): Promise<readonly FoundHeads[]> {
  const names = (await readdir(directory).catch(() => [])).filter(name => named.test(name)).sort();
  return Promise.all(
    names.map(async file => {
      const heads = headsIn(await readFile(join(directory, file), 'utf8').catch(() => ''));
      return heads !== undefined && file === `heads-${heads.day}.json` ? { file, heads } : { file };
    }),
  );
}

function headsIn(text: string): HeadsOfDay | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(read) || read.schema !== 'rondetafel.heads/1' || !Array.isArray(read.houses)) return undefined;
  const { day, at, houses } = read;
  if (typeof day !== 'string' || typeof at !== 'string' || !houses.every(isHouse)) return undefined;
  return { schema: 'rondetafel.heads/1', day, at, houses };
}

function isHouse(value: unknown): value is HouseHeads {
  if (!isRecord(value) || typeof value.tenant !== 'string' || typeof value.mac !== 'string') return false;
  return Array.isArray(value.heads) && value.heads.every(isHead);
}

function isHead(value: unknown): value is Head {
  if (!isRecord(value) || typeof value.case !== 'string') return false;
  return [value.events, value.access].every(end => end === undefined || isEnd(end));
}

function isEnd(value: unknown): value is ChainEnd {
  return isRecord(value) && Number.isInteger(value.position) && typeof value.chain === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
