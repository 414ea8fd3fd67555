import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Minutes } from '../domain/minutes-data.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import type { FiledBeside, FiledFile, MinutesArchive } from '../ports/minutes-archive.ts';
import { calendarOf } from './calendar.ts';
import { caseloadCsv } from './caseload-csv.ts';
import { writeDocx } from './docx-writer.ts';
import { minutesSchema } from './minutes-schema.ts';
import { caseCode } from './minutes-values.ts';
import { pgaxCsv, pgaxText } from './pgax.ts';
import { writePlanDocx } from './plan-docx.ts';
import type { Template } from './template/template.ts';
import { fieldValues } from './template/template-fields.ts';
import { writeTimelineDocx } from './timeline-docx.ts';
import { flushFolder, writeWholeFile } from './whole-file.ts';

interface FolderArchiveOptions {
  /** Where the folder of each case is made, for instance `./data/minutes`. Made itself when it isn't there yet. */
  readonly directory: string;
  readonly log: Log;
  /** Of the house, for the minutes. Absent: our own document. */
  readonly template?: Template;
}

/**
 * Minutes in a folder per case: `<code>/<code>-<number>-v<version>.json` and `.docx`, with the plan, the timeline and the calendar
 * beside them, and the cases of the house in the folder `caseload`; each with a `.sha256` beside it that `sha256sum -c` reads. Only this process's user can read them. The same minutes give the same bytes, so filing again after
 * a kill changes nothing.
 *
 * `file` rejects with `AdapterError`: `badName` (a code that can't name a folder), `badMinutes` (not `rondetafel.minutes/1`)
 * and `notAdopted` never succeed later; an error of the file system has its own code (`EACCES`, `ENOSPC`, `ENOTDIR`) and is
 * retryable, because somebody can make room.
 */
export function createFolderArchive({ directory, log, template }: FolderArchiveOptions): MinutesArchive {
  const root = resolve(directory);
  return {
    async file(minutes, beside = {}) {
      const base = baseNameOf(minutes);
      try {
        const filed = await fileAll(root, [
          { name: `${base}.json`, bytes: jsonOf(minutes) },
          { name: `${base}.docx`, bytes: template?.fill(fieldValues(minutes)) ?? (await writeDocx(minutes)) },
          ...(await contentsBeside(minutes, beside)),
        ]);
        log.info('minutes.filed', { case: minutes.case.code, version: minutes.version });
        return filed;
      } catch (error) {
        throw notFiled(error);
      }
    },

    async fileCaseload(caseload) {
      const content = { name: `caseload/caseload-${caseload.day}.csv`, bytes: encoder.encode(caseloadCsv(caseload)) };
      const [filed] = await fileAll(root, [content]).catch((error: unknown) => {
        throw notFiled(error);
      });
      if (filed === undefined) throw notFiled(undefined);
      log.info('caseload.filed', { cases: caseload.cases.length });
      return filed;
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

interface Content {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What belongs to these minutes, in the order in which it's listed. */
async function contentsBeside(minutes: Minutes, { plan, timeline, pgax }: FiledBeside): Promise<readonly Content[]> {
  const { code } = minutes.case;
  const nameOf = (what: string, ending: string) =>
    `${code}/${code}-${what}${minutes.conference.number}-v${minutes.version}.${ending}`;
  const calendar = calendarOf(minutes);
  return [
    ...(plan === undefined ? [] : [{ name: nameOf('plan-', 'docx'), bytes: await writePlanDocx(plan) }]),
    ...(timeline === undefined
      ? []
      : [{ name: nameOf('tijdlijn-', 'docx'), bytes: await writeTimelineDocx(timeline) }]),
    ...(pgax === undefined
      ? []
      : [
          { name: nameOf('pgax-', 'txt'), bytes: encoder.encode(pgaxText(pgax)) },
          { name: nameOf('pgax-', 'csv'), bytes: encoder.encode(pgaxCsv(pgax)) },
        ]),
    ...(calendar === undefined ? [] : [{ name: nameOf('', 'ics'), bytes: encoder.encode(calendar) }]),
  ];
}

const encoder = new TextEncoder();

function jsonOf(minutes: Minutes): Uint8Array {
  return encoder.encode(`${JSON.stringify(minutes, null, 2)}\n`);
}

/** All in one folder. */
async function fileAll(root: string, contents: readonly Content[]): Promise<readonly FiledFile[]> {
  const filed: FiledFile[] = [];
  for (const { name, bytes } of contents) {
    if (filed.length === 0) await makeFolder(dirname(join(root, name)));
    filed.push(await fileWithHash(root, name, bytes));
  }
  return filed;
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
