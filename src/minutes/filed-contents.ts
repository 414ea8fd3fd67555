import { createHash } from 'node:crypto';
import type { Caseload } from '../domain/caseload.ts';
import type { Minutes } from '../domain/minutes-data.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { FiledBeside } from '../ports/minutes-archive.ts';
import type { Paper } from '../ports/shelf.ts';
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

/**
 * What is filed of an adopted version, in the order in which it's listed: `<code>/<code>-<number>-v<version>.json` and `.docx`, and beside
 * them plan, timeline, PGAx and calendar. The same minutes give the same bytes.
 *
 * Rejects with `AdapterError`, never to succeed later: `badName` (a code that can't name a folder), `badMinutes` (not
 * `rondetafel.minutes/1`), `notAdopted`.
 * @param template of the house, for the minutes. Absent: our own document
 */
export async function papersOf(
  minutes: Minutes,
  beside: FiledBeside,
  template: Template | undefined,
): Promise<readonly Paper[]> {
  const base = baseNameOf(minutes);
  return [
    paper(`${base}.json`, encoder.encode(`${JSON.stringify(minutes, null, 2)}\n`)),
    paper(`${base}.docx`, template?.fill(fieldValues(minutes)) ?? (await writeDocx(minutes))),
    ...(await papersBeside(minutes, beside)),
  ];
}

/** The cases of the house: `caseload/caseload-<day>.csv`. */
export function caseloadPaper(caseload: Caseload): Paper {
  return paper(`${lists}/caseload-${caseload.day}.csv`, encoder.encode(caseloadCsv(caseload)));
}

/** The folder of the lists of the house, which name cases too. */
export const lists = 'caseload';

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

async function papersBeside(minutes: Minutes, { plan, timeline, pgax }: FiledBeside): Promise<readonly Paper[]> {
  const { code } = minutes.case;
  const nameOf = (what: string, ending: string) =>
    `${code}/${code}-${what}${minutes.conference.number}-v${minutes.version}.${ending}`;
  const calendar = calendarOf(minutes);
  return [
    ...(plan === undefined ? [] : [paper(nameOf('plan-', 'docx'), await writePlanDocx(plan))]),
    ...(timeline === undefined ? [] : [paper(nameOf('tijdlijn-', 'docx'), await writeTimelineDocx(timeline))]),
    ...(pgax === undefined
      ? []
      : [
          paper(nameOf('pgax-', 'txt'), encoder.encode(pgaxText(pgax))),
          paper(nameOf('pgax-', 'csv'), encoder.encode(pgaxCsv(pgax))),
        ]),
    ...(calendar === undefined ? [] : [paper(nameOf('', 'ics'), encoder.encode(calendar))]),
  ];
}

const encoder = new TextEncoder();

function paper(name: string, bytes: Uint8Array): Paper {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const line = `${sha256}  ${name.slice(name.indexOf('/') + 1)}\n`;
  return { name, bytes, sha256, hash: { name: `${name}.sha256`, bytes: encoder.encode(line) } };
}
