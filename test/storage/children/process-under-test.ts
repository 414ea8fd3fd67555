/**
 * A process that is there to be killed. Arguments: what to do, where the database is, the master key in hexadecimal.
 * It speaks in lines on stdout: `open`, `found N`, `appended N`, `taken N`, `refused CODE`.
 */
import { AdapterError } from '../../../src/ports/adapter-error.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { append, goal, noon, remind } from '../../contracts/samples.ts';
import { quiet } from '../../contracts/storage-under-test.ts';
import { doomed } from './doomed-stream.ts';

const [task, where = '', key = ''] = process.argv.slice(2);
const masterKey = Buffer.from(key, 'hex');
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

async function takeAndHold(storage: Storage): Promise<void> {
  const effect = await storage.outbox.take(doomed.tenant, 'doomed', noon);
  say(`taken ${effect?.attempts ?? 'nothing'}`);
  // Stays alive, holding the lane, until it's killed.
  setInterval(() => undefined, 60_000);
}

try {
  const storage = await openStorage({ ...place, masterKey, log: quiet });
  say('open');
  if (task === 'append') await appendForEver(storage);
  else if (task === 'take') await takeAndHold(storage);
  else await storage.close();
} catch (error) {
  say(`refused ${error instanceof AdapterError ? error.code : String(error)}`);
  process.exitCode = 1;
}
