import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Minutes } from '../domain/minutes-data.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import type { FiledFile, MinutesArchive } from '../ports/minutes-archive.ts';
import { writeDocx } from './docx-writer.ts';
import { minutesSchema } from './minutes-schema.ts';
import { caseCode } from './minutes-values.ts';
import { writePlanDocx } from './plan-docx.ts';
import { flushFolder, writeWholeFile } from './whole-file.ts';

interface FolderArchiveOptions {
  /** Where the folder of each case is made, for instance `./data/minutes`. Made itself when it isn't there yet. */
  readonly directory: string;
  readonly log: Log;
}

/**
 * Minutes in a folder per case: `<code>/<code>-<number>-v<version>.json` and `.docx`, and the plan as
 * `<code>-plan-<number>-v<version>.docx`, each with a `.sha256` beside it that
 * `sha256sum -c` reads. Only this process's user can read them. The same minutes give the same bytes, so filing again after
 * a kill changes nothing.
 *
 * `file` rejects with `AdapterError`: `badName` (a code that can't name a folder), `badMinutes` (not `rondetafel.minutes/1`)
 * and `notAdopted` never succeed later; an error of the file system has its own code (`EACCES`, `ENOSPC`, `ENOTDIR`) and is
 * retryable, because somebody can make room.
 */
export function createFolderArchive({ directory, log }: FolderArchiveOptions): MinutesArchive {
  const root = resolve(directory);
  return {
    async file(minutes, plan) {
      const base = baseNameOf(minutes);
      try {
        const contents = [
          { name: `${base}.json`, bytes: jsonOf(minutes) },
          { name: `${base}.docx`, bytes: await writeDocx(minutes) },
          ...(plan === undefined ? [] : [{ name: `${planNameOf(minutes)}.docx`, bytes: await writePlanDocx(plan) }]),
        ];
        await makeFolder(dirname(join(root, base)));
        const filed: FiledFile[] = [];
        for (const { name, bytes } of contents) filed.push(await fileWithHash(root, name, bytes));
        log.info('minutes.filed', { case: minutes.case.code, version: minutes.version });
        return filed;
      } catch (error) {
        throw notFiled(error);
      }
    },
    locationOf: file => file.name,
  };
}

/** `ZVH-2026-002/ZVH-2026-002-1-v1`: ids and numbers only, so that no typed text ever names a file. */
function baseNameOf(minutes: Minutes): string {
  const { code } = minutes.case;
  if (!caseCode.safeParse(code).success) {
    throw new AdapterError('the case code cannot name a folder', { code: 'badName' });
  }
  // The cause would hold what was typed in the fields it complains about.
  if (!minutesSchema.safeParse(minutes).success) {
    throw new AdapterError('the minutes are not rondetafel.minutes/1', { code: 'badMinutes' });
  }
  if (minutes.adopted === undefined || minutes.version < 1) {
    throw new AdapterError('drafts are not filed', { code: 'notAdopted' });
  }
  return `${code}/${code}-${minutes.conference.number}-v${minutes.version}`;
}

/** Beside the minutes that it belongs to. */
function planNameOf({ case: { code }, conference, version }: Minutes): string {
  return `${code}/${code}-plan-${conference.number}-v${version}`;
}

function jsonOf(minutes: Minutes): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(minutes, null, 2)}\n`);
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await flushFolder(dirname(first));
}

async function fileWithHash(root: string, name: string, bytes: Uint8Array): Promise<FiledFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(root, name);
  await writeWholeFile(path, bytes);
  await writeWholeFile(`${path}.sha256`, `${sha256}  ${name.slice(name.indexOf('/') + 1)}\n`);
  return { name, sha256 };
}

function notFiled(error: unknown): AdapterError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return new AdapterError(`minutes not filed: ${code ?? 'unexpected error'}`, {
    code: code ?? 'unexpected',
    retryable: code !== undefined,
    cause: error,
  });
}
