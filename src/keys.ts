import { runTool, say } from './command-line.ts';
import { readStorageConfig } from './config.ts';
import { createLog } from './logger.ts';
import { createProgress } from './progress.ts';
import type { KeyStore } from './storage/keys/key-store.ts';
import { loadMasterKeys } from './storage/keys/load-master-keys.ts';
import type { MasterKeys } from './storage/keys/master-key.ts';
import { openKeyStore } from './storage/keys/open-key-store.ts';
import { countKeys, type KeyCount, rotateKeys } from './storage/keys/rotate.ts';

const usage = `npm run keys -- list     how many keys are wrapped by which master key
npm run keys -- rotate   wraps every key by RONDETAFEL_MASTER_KEY that RONDETAFEL_MASTER_KEY_OLD wrapped

Both work beside a running bot. Exit code: 0 all well, 1 something needs a look, 2 not understood.
`;

/** `npm run keys`: what can be done about the keys of the cases without opening any case. */
async function main(): Promise<number> {
  const [task, ...rest] = process.argv.slice(2);
  const run = tasks.get(task ?? '');
  if (run === undefined || rest.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const settings = readStorageConfig(process.env);
  const masters = await loadMasterKeys(settings);
  const store = await openKeyStore(settings, undefined, createLog('silent'));
  try {
    return await run(store, masters);
  } finally {
    await store.close();
  }
}

const named: Readonly<Record<KeyCount['which'], string>> = {
  current: 'RONDETAFEL_MASTER_KEY',
  old: 'RONDETAFEL_MASTER_KEY_OLD',
  unknown: 'not given here: nobody with this environment can open them',
};

async function list(store: KeyStore, masters: MasterKeys): Promise<number> {
  const { counts, damaged } = await countKeys(store, masters);
  if (counts.length === 0) say('There are no keys yet.');
  for (const { masterKey, keys, which } of counts) say(`${keysOf(keys)} under ${masterKey} (${named[which]})`);
  if (counts.some(({ which }) => which === 'old')) say('To do: npm run keys -- rotate');
  sayDamaged(damaged);
  return damaged > 0 || counts.some(({ which }) => which === 'unknown') ? 1 : 0;
}

async function rotate(store: KeyStore, masters: MasterKeys): Promise<number> {
  if (masters.old === undefined || masters.old.id === masters.current.id) {
    say('Give the new master key as RONDETAFEL_MASTER_KEY and the one before it as RONDETAFEL_MASTER_KEY_OLD.');
    return 2;
  }
  const progress = createProgress('Keys wrapped anew');
  const { rewrapped, unknown, damaged } = await rotateKeys(store, masters, progress.update).finally(progress.end);
  say(`${keysOf(rewrapped)} wrapped anew by ${masters.current.id}.`);
  if (unknown > 0) say(`${keysOf(unknown)} left: wrapped by a master key that is ${named.unknown}.`);
  sayDamaged(damaged);
  if (unknown > 0 || damaged > 0) return 1;
  say(
    'Nothing is wrapped by the old master key any more: take RONDETAFEL_MASTER_KEY_OLD away, restart, destroy the old key.',
  );
  return 0;
}

const tasks = new Map([
  ['list', list],
  ['rotate', rotate],
]);

function sayDamaged(damaged: number): void {
  if (damaged > 0) say(`${keysOf(damaged)} damaged: bring them back from a backup of the keys.`);
}

function keysOf(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}

runTool(main);
