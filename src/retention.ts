import { createCaseReader } from './application/case-reader.ts';
import { createDestroyer, forgetDocuments } from './application/effects/ending-retention.ts';
import { openArchive } from './archive.ts';
import { createClock } from './clock.ts';
import { runTool, say } from './command-line.ts';
import { readStorageConfig } from './config.ts';
import { isToBeDestroyed } from './domain/case-closing.ts';
import type { CaseState } from './domain/case-state.ts';
import { createLog } from './logger.ts';
import { AdapterError } from './ports/adapter-error.ts';
import type { StreamId } from './ports/event-store.ts';
import { createProgress } from './progress.ts';
import { loadMasterKeys } from './storage/keys/load-master-keys.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';

const usage = `npm run retention -- --dry-run   which closed cases are kept until when, and which would go now
npm run retention                destroys every closed case whose retention is over, as the bot does by itself

Beside an embedded database the bot has to be stopped first; on a server it works beside running bots.
Exit code: 0 all well, 1 something needs a look, 2 not understood.
`;

interface Closed {
  readonly stream: StreamId;
  readonly ended: NonNullable<CaseState['ended']>;
  readonly isDue: boolean;
}

/** `npm run retention`: what goes, and when; or the going itself. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const dryRun = args.includes('--dry-run');
  if (args.length > (dryRun ? 1 : 0)) {
    process.stderr.write(usage);
    return 2;
  }
  const config = readStorageConfig(process.env);
  const log = createLog('silent');
  const storage = await openStorage({ ...config, masterKeys: await loadMasterKeys(config), log });
  try {
    const clock = createClock(0);
    const reader = createCaseReader({ ...storage, log });
    const today = clock.localDate(clock.now());
    const { closed, unread } = await closedCases(storage, reader.load, today);
    for (const one of closed.filter(({ isDue }) => dryRun || !isDue)) say(lineOf(one));
    if (!dryRun) {
      const { documents } = openArchive(config, log);
      const destroyer = createDestroyer({ ...storage, clock, log }, reader);
      const due = closed.filter(({ isDue }) => isDue);
      const progress = createProgress('Cases destroyed');
      const destroyed: string[] = [];
      for (const [index, { stream }] of due.entries()) {
        progress.update(index, due.length);
        if (await destroyer.destroyIfDue(stream)) destroyed.push(stream.case);
      }
      if (due.length > 0) progress.update(due.length, due.length);
      progress.end();
      for (const one of destroyed) say(`${one}: destroyed.`);
      await forgetDocuments({ ...storage, documents, clock });
      if (documents.outOfReach.length > 0)
        say('Their documents are in the recycle bin of the archive, where others can bring them back: empty it.');
    }
    if (closed.length === 0) say('No case is closed.');
    if (unread > 0) say(`${unread} of the cases can't be read: npm run audit says which.`);
    return unread > 0 ? 1 : 0;
  } finally {
    await storage.close();
  }
}

/** In the order in which they go. */
async function closedCases(
  storage: Storage,
  load: (stream: StreamId) => Promise<{ readonly state: CaseState | undefined }>,
  today: string,
): Promise<{ readonly closed: readonly Closed[]; readonly unread: number }> {
  const streams = await storage.cases();
  const progress = createProgress('Cases looked at');
  const closed: Closed[] = [];
  let unread = 0;
  for (const [index, stream] of streams.entries()) {
    progress.update(index, streams.length);
    try {
      const { state } = await load(stream);
      if (state?.ended === undefined) continue;
      closed.push({ stream, ended: state.ended, isDue: isToBeDestroyed(state, today) });
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      unread += 1;
    }
  }
  progress.update(streams.length, streams.length);
  progress.end();
  return {
    closed: closed.toSorted((one, other) => (one.ended.retentionUntil < other.ended.retentionUntil ? -1 : 1)),
    unread,
  };
}

/** Codes and days: no typed word of a case leaves this tool. */
function lineOf({ stream, ended, isDue }: Closed): string {
  const longer = ended.extensions.length > 0 ? `, kept longer ${ended.extensions.length}×` : '';
  const when = isDue ? 'goes now' : `goes on ${ended.retentionUntil}`;
  return `${stream.case}: closed on ${ended.at.slice(0, 10)} (${ended.reason})${longer}, ${when}.`;
}

runTool(main);
