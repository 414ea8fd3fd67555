import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseState } from '../domain/case-state.ts';
import type { CaseEvent } from '../domain/events.ts';
import { minutesOf } from '../domain/minutes.ts';
import type { MinutesArchive } from '../ports/minutes-archive.ts';
import { besideMinutes, versionsOf } from './case-bundle.ts';
import type { FiledDocument } from './document-zip.ts';

/**
 * The documents of every adopted version of a case, made again: the same bytes as those that were filed.
 * @param archiveIn an archive that files into a folder; it gets one that is removed afterwards
 */
export async function adoptedDocuments(
  events: readonly CaseEvent[],
  state: CaseState,
  archiveIn: (folder: string) => MinutesArchive,
  progressed: (done: number, total: number) => void = () => undefined,
): Promise<readonly FiledDocument[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-documents-'));
  try {
    const archive = archiveIn(folder);
    const documents: FiledDocument[] = [];
    const all = state.conferences.flatMap(one => versionsOf(one).map(version => ({ conference: one, version })));
    for (const [done, { conference, version }] of all.entries()) {
      progressed(done, all.length);
      const minutes = minutesOf(state, conference.id, version);
      const about = { conference: conference.number, version, closedAt: minutes.conference.closedAt };
      const filed = await archive.file(minutes, besideMinutes(events, state, conference.id, version));
      for (const { name } of filed) documents.push({ name, bytes: await readFile(join(folder, name)), ...about });
    }
    progressed(all.length, all.length);
    return documents;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
