import { parseArgs } from 'node:util';
import { runTool, say } from './command-line.ts';
import { readStorageConfig } from './config.ts';
import { createLog } from './logger.ts';
import { createProgress } from './progress.ts';
import type { AuditReport, BrokenLink } from './storage/audit/audit-chains.ts';
import { loadMasterKeys } from './storage/keys/load-master-keys.ts';
import { openStorage } from './storage/open-storage.ts';

const usage = `npm run audit                  proves the record and the access log of every case
npm run audit -- --case CODE   of one case

Compares them with the heads in AUDIT_DIR (DATA_DIR/audit). It opens nothing of any case. An embedded database is in use while the bot
runs: stop the bot first, or give a copy of DATA_DIR. Exit code: 0 every link holds, 1 one doesn't, 2 not understood.
`;

/** `npm run audit`: proves the chains, or names the first broken link of each. */
async function main(): Promise<number> {
  const code = readArguments();
  if (code === 'notUnderstood') {
    process.stderr.write(usage);
    return 2;
  }
  const settings = readStorageConfig(process.env);
  const masterKeys = await loadMasterKeys(settings);
  const storage = await openStorage({ ...settings, masterKeys, log: createLog('error') });
  const progress = createProgress('Chains proved');
  try {
    const { update } = progress;
    const directory = settings.auditDir;
    const scope = { directory, progress: update, ...(code !== undefined && { case: code }) };
    return tell(await storage.audit(scope), code, directory);
  } finally {
    progress.end();
    await storage.close();
  }
}

function readArguments(): string | undefined | 'notUnderstood' {
  try {
    return parseArgs({ options: { case: { type: 'string' } } }).values.case;
  } catch {
    return 'notUnderstood';
  }
}

function tell(report: AuditReport, code: string | undefined, directory: string): number {
  const { cases, events, entries, days, broken } = report;
  const counted = `${count(cases, 'case')}, ${count(events, 'event')}, ${count(entries, 'access')}, heads of ${count(days, 'day')}`;
  for (const link of broken) say(`BROKEN ${wordsFor(link)}`);
  if (days === 0) say(`There are no heads in ${directory}: what was taken off the end of a chain doesn't show.`);
  if (broken.length > 0) {
    say(`${counted}: ${count(broken.length, 'chain')} broken. Of each the first broken link is named.`);
    return 1;
  }
  if (code !== undefined && cases === 0 && entries === 0) {
    say(`There is no case ${code}.`);
    return 2;
  }
  say(`${counted}: every link holds.`);
  return 0;
}

function wordsFor({ chain, case: name, position, what, day }: BrokenLink): string {
  if (chain === 'heads') return `${name}: not what was exported`;
  const where = `${name}, ${chain === 'events' ? 'event' : 'access'} ${position}`;
  switch (what) {
    case 'changed':
      return `${where}: not what was recorded`;
    case 'missing':
      return `${where}: taken out`;
    case 'lostEnd':
      return `${where}: gone from here to the end; the heads of ${day} have more`;
    case 'otherThanHeads':
      return `${where}: another one than in the heads of ${day}; an older state was put back, and went on`;
    case 'unreadable':
      return `${where}: can't be read`;
  }
}

function count(number: number, what: string): string {
  const plural = what === 'access' ? 'accesses' : `${what}s`;
  return `${number} ${number === 1 ? what : plural}`;
}

runTool(main);
