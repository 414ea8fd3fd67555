import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseScope, createKeyRing } from '../src/storage/case-keys.ts';
import { openKeyFiles } from '../src/storage/keys/key-files.ts';
import type { KeyStore } from '../src/storage/keys/key-store.ts';
import { createLocalMasterKey } from '../src/storage/keys/master-key.ts';
import { runTool } from './support/run-tool.ts';

const bytes = { old: Buffer.alloc(32, 1), current: Buffer.alloc(32, 2) };
const old = createLocalMasterKey(bytes.old);
const current = createLocalMasterKey(bytes.current);
const rotating = {
  RONDETAFEL_MASTER_KEY: bytes.current.toString('base64'),
  RONDETAFEL_MASTER_KEY_OLD: bytes.old.toString('base64'),
};

/** Real processes, as `npm run keys` starts them, beside a store that is open here as a bot would have it. */
describe('npm run keys', () => {
  let dataDir: string;
  let store: KeyStore;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'rondetafel-keys-'));
    store = await openKeyFiles(path.join(dataDir, 'keys'));
    const ring = createKeyRing(store, { current: old });
    for (const code of ['1', '2', '3']) await ring.obtain('t', caseScope(code));
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    runTool('keys', args, { DATA_DIR: dataDir, ...env });

  it('counts keys by master key, and says what to do', async () => {
    await createKeyRing(store, { current }).obtain('t', caseScope('4'));
    expect(await run(['list'], rotating)).toEqual({
      code: 0,
      out: [
        `3 keys under ${old.id} (RONDETAFEL_MASTER_KEY_OLD)`,
        `1 key under ${current.id} (RONDETAFEL_MASTER_KEY)`,
        'To do: npm run keys -- rotate\n',
      ].join('\n'),
      error: '',
    });
  }, 60_000);

  it('says by its exit code that there are keys that nobody here can open', async () => {
    const { code, out } = await run(['list'], { RONDETAFEL_MASTER_KEY: rotating.RONDETAFEL_MASTER_KEY });
    expect(code).toBe(1);
    expect(out).toContain(`3 keys under ${old.id} (not given here`);
  }, 60_000);

  it('wraps everything anew, with plain lines where there is no terminal', async () => {
    const found = await createKeyRing(store, { current: old }).find('t', caseScope('2'));
    const { code, out, error } = await run(['rotate'], rotating);
    expect(out).toMatch(/^3 keys wrapped anew by [\w-]+\.\nNothing is wrapped by the old master key any more/);
    expect(error).toMatch(/^Keys wrapped anew: 1 of 3/);
    expect(error).toContain('3 of 3\n');
    expect(error).not.toContain('\u001b');
    expect(code).toBe(0);
    expect(await createKeyRing(store, { current }).find('t', caseScope('2'))).toEqual(found);
    expect((await run(['list'], rotating)).out).toBe(`3 keys under ${current.id} (RONDETAFEL_MASTER_KEY)\n`);
  }, 60_000);

  it('says which keys are damaged, and does the others', async () => {
    const folder = path.join(dataDir, 'keys');
    const [one, other] = (await readdir(folder)).filter(name => name.endsWith('.key'));
    // Copied over another one's: whole, but not in its place.
    await writeFile(path.join(folder, one ?? ''), await readFile(path.join(folder, other ?? '')));
    const { code, out } = await run(['rotate'], rotating);
    expect(out).toContain('2 keys wrapped anew');
    expect(out).toContain('1 key damaged');
    expect(code).toBe(1);
  }, 60_000);

  it.each([
    ['no task', [], rotating, 2, 'npm run keys -- rotate'],
    ['a task that is not there', ['destroy'], rotating, 2, 'npm run keys -- list'],
    ['no master key', ['list'], {}, 1, 'RONDETAFEL_MASTER_KEY:'],
    ['a master key that is none', ['list'], { RONDETAFEL_MASTER_KEY: 'canary' }, 1, 'RONDETAFEL_MASTER_KEY:'],
  ])(
    'explains itself with %s, without quoting a key',
    async (_, args, env, expected, says) => {
      const { code, out, error } = await run(args, env);
      expect(code).toBe(expected);
      expect(error).toContain(says);
      expect(out + error).not.toContain('canary');
    },
    60_000,
  );

  it('asks for the key of before when there is nothing to rotate from', async () => {
    const { code, out } = await run(['rotate'], { RONDETAFEL_MASTER_KEY: rotating.RONDETAFEL_MASTER_KEY });
    expect(code).toBe(2);
    expect(out).toContain('RONDETAFEL_MASTER_KEY_OLD');
  }, 60_000);
});
