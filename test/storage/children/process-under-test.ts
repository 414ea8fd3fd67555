/**
 * A process that is there to be killed. Arguments: what to do, where the database or the folder of the keys is, the master key
 * in hexadecimal (for `rotate` the old one behind it). It speaks in lines on stdout: `open`, `found N`, `appended N`, `taken N`,
 * `rewrapped N`, `obtained ID`, `refused CODE`.
 */
import { AdapterError } from '../../../src/ports/adapter-error.ts';
import { caseScope, createKeyRing } from '../../../src/storage/case-keys.ts';
import { openKeyFiles } from '../../../src/storage/keys/key-files.ts';
import { createLocalMasterKey } from '../../../src/storage/keys/master-key.ts';
import { rotateKeys } from '../../../src/storage/keys/rotate.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { append, goal, noon, remind } from '../../contracts/samples.ts';
import { quiet } from '../../contracts/storage-under-test.ts';
import { doomed } from './doomed-stream.ts';

const [task, where = '', key = ''] = process.argv.slice(2);
const bytes = Buffer.from(key, 'hex');
const masterKeys = { current: createLocalMasterKey(bytes.subarray(0, 32)) };
const place = where.startsWith('postgres') ? { databaseUrl: where, dataDir: '' } : { dataDir: where };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function appendForEver(storage: Storage): Promise<never> {
  let version = (await storage.events.read(doomed)).length;
  say(`found ${version}`);
  for (;;) {
    const event = { ...goal(`doel ${version + 1}`), id: `event ${version + 1}` };
    const outcome = await storage.events.append(
      append(doomed, version, { events: [event], effects: [remind('doomed', `A${version + 1}`)] }),
    );
    if (outcome.kind !== 'appended') throw new Error(outcome.kind);
    version = outcome.version;
    say(`appended ${version}`);
  }
}

async function rotate(): Promise<void> {
  const old = createLocalMasterKey(bytes.subarray(32));
  await rotateKeys(await openKeyFiles(where), { ...masterKeys, old }, done => say(`rewrapped ${done}`));
  say('rotated');
}

async function obtainOnly(): Promise<void> {
  const ring = createKeyRing(await openKeyFiles(where), masterKeys);
  say(`obtained ${(await ring.obtain(doomed.tenant, caseScope(doomed.case))).id}`);
  setInterval(() => undefined, 60_000);
}

async function takeAndHold(storage: Storage): Promise<void> {
  const effect = await storage.outbox.take(doomed.tenant, 'doomed', noon);
  say(`taken ${effect?.attempts ?? 'nothing'}`);
  // Stays alive, holding the lane, until it's killed.
  setInterval(() => undefined, 60_000);
}

async function openAnd(): Promise<void> {
  const storage = await openStorage({ ...place, masterKeys, log: quiet });
  say('open');
  if (task === 'append') await appendForEver(storage);
  else if (task === 'take') await takeAndHold(storage);
  else await storage.close();
}

try {
  if (task === 'rotate') await rotate();
  else if (task === 'obtain') await obtainOnly();
  else await openAnd();
} catch (error) {
  say(`refused ${error instanceof AdapterError ? error.code : String(error)}`);
  process.exitCode = 1;
}
