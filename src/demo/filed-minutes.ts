import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { minutesSchema } from '../minutes/minutes-schema.ts';

export type MinutesOnFile = z.infer<typeof minutesSchema>;

export interface FiledMinutes {
  readonly minutes: MinutesOnFile;
  /** Paths of the JSON and the Word document. */
  readonly json: string;
  readonly docx: string;
}

/**
 * Waits until the minutes of a conference are filed, both kinds with the `.sha256` beside them, and reads them. Rejects when
 * they aren't there `withinMs` later, don't agree with their checksum or don't have the form `rondetafel.minutes/1`.
 */
export async function readFiledMinutes(
  folder: string,
  code: string,
  conference: number,
  withinMs = 20_000,
): Promise<FiledMinutes> {
  const base = join(folder, code, `${code}-${conference}-v1`);
  const files = { json: `${base}.json`, docx: `${base}.docx` };
  const deadline = Date.now() + withinMs;
  const missing = async () => {
    const names = [files.json, files.docx].flatMap(file => [file, `${file}.sha256`]);
    const there = await Promise.all(names.map(name => readFile(name).catch(() => undefined)));
    return names.filter((_, index) => there[index] === undefined);
  };
  for (let absent = await missing(); absent.length > 0; absent = await missing()) {
    if (Date.now() > deadline) throw new Error(`not filed: ${absent.join(', ')}`);
    await wait(100);
  }
  const json = await readChecked(files.json);
  await readChecked(files.docx);
  return { minutes: minutesSchema.parse(JSON.parse(json.toString('utf8'))), ...files };
}

async function readChecked(file: string): Promise<Buffer> {
  const content = await readFile(file);
  const noted = (await readFile(`${file}.sha256`, 'utf8')).trim().split(/\s+/)[0];
  if (createHash('sha256').update(content).digest('hex') !== noted)
    throw new Error(`${file} isn't what its .sha256 says`);
  return content;
}
