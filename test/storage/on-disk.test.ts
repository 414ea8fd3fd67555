import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamId } from '../../src/ports/event-store.ts';
import { proveDurable } from '../../src/storage/embedded.ts';
import { openKeyFiles } from '../../src/storage/keys/key-files.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { noon } from '../contracts/samples.ts';
import { canaries, plantCanaries } from '../contracts/storage-at-rest.contract.ts';
import { masterKey, masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { putMadeDatabase } from '../support/made-database.ts';
import { doomed } from './children/doomed-stream.ts';
import { startChild } from './children/start-child.ts';

/** Opening takes a second or two each time, so these share one directory: four processes die on it, a fifth inherits. */
describe('the embedded database on disk', () => {
  let dataDir: string;
  /** The last version that a process had acknowledged before it was killed. */
  let acknowledged = 0;
  let heir: Storage;
  /** A case with every canary in it. */
  let planted: StreamId;
  const open = () => openStorage({ dataDir, masterKeys, log: quiet });

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'rondetafel-disk-'));
    await putMadeDatabase(dataDir);
    for (const appends of [1, 40, 7]) {
      const child = startChild('append', dataDir, masterKey);
      const found = Number((await child.line('found')).slice('found '.length));
      // One more may be there: committed, but killed before it could say so.
      expect([acknowledged, acknowledged + 1], 'found after a kill').toContain(found);
      await child.line(`appended ${found + appends}`);
      acknowledged = lastAppended(await child.kill());
    }
    const sender = startChild('take', dataDir, masterKey);
    await sender.line('taken 0');
    await sender.kill();
    heir = await open();
  }, 120_000);
  afterAll(async () => {
    await heir?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('loses nothing that was acknowledged when its process is killed in the middle of appends', async () => {
    const events = await heir.events.read(doomed);
    expect(acknowledged).toBeGreaterThanOrEqual(48);
    expect([acknowledged, acknowledged + 1]).toContain(events.length);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, position) => `event ${position + 1}`));
  });

  it('has the lane of a killed process free at once, with every effect of every event', async () => {
    const head = await heir.outbox.take(doomed.tenant, 'doomed', noon);
    expect(head).toMatchObject({ effect: { action: 'A1' }, attempts: 1, interrupted: true });
    if (head !== undefined) await heir.outbox.settle(head, { kind: 'done' });
    const events = await heir.events.read(doomed);
    expect(await countEffects(heir)).toBe(events.length - 1);
  });

  it('refuses a second process, and a second time in the same one', async () => {
    const child = startChild('open', dataDir, masterKey);
    expect(await child.line('refused')).toBe('refused storage.inUse');
    await expect(open()).rejects.toThrow(/in use by another process.*DATABASE_URL/);
    await expect(heir.ping()).resolves.toBeUndefined();
  }, 30_000);

  it('holds no typed word, no profile and no key, wrapped or not, in any of its files', async () => {
    planted = await plantCanaries({ storage: heir });
    await heir.close();
    const contents = await readFiles(path.join(dataDir, 'database'));
    const has = (text: string | Buffer) => contents.filter(({ bytes }) => bytes.includes(text)).map(({ file }) => file);
    expect(has('GoalSet'), 'it looks in the right files').not.toEqual([]);
    const key = Buffer.from(masterKey);
    const keys = await openKeyFiles(path.join(dataDir, 'keys'));
    const wrapped = (await keys.list()).keys.map(one => Buffer.from(one.wrapped));
    await keys.close();
    expect(wrapped.length, 'two cases, a house, a person, the chains').toBeGreaterThanOrEqual(4);
    for (const secret of [
      ...canaries,
      ...wrapped,
      ...wrapped.map(one => one.toString('base64')),
      key,
      key.toString('hex'),
      key.toString('base64'),
    ]) {
      expect(has(secret), String(secret)).toEqual([]);
    }
  }, 30_000);

  it('opens no case with a key file that was copied over its own, and every other case', async () => {
    const folder = path.join(dataDir, 'keys');
    const files = (await readdir(folder)).filter(name => name.endsWith('.key')).map(name => path.join(folder, name));
    const contents = await Promise.all(files.map(file => readFile(file, 'utf8')));
    const fileOf = (code: string) => files[contents.findIndex(text => text.includes(code))] ?? '';
    await writeFile(fileOf(planted.case), await readFile(fileOf(doomed.case)));
    const log = createKeptLog();
    const fresh = await openStorage({ dataDir, masterKeys, log });
    try {
      await expect(fresh.events.read(planted)).rejects.toMatchObject({ code: 'storage.damaged' });
      expect((await fresh.events.read(doomed)).length).toBeGreaterThan(0);
      expect(log.lines).toContain('error keys.damaged {"keys":1}');
    } finally {
      await fresh.close();
    }
  }, 60_000);
});

describe('the start-up probe', () => {
  /** A database that counts a sync for every statement, or for none. */
  function databaseThat(syncsPerStatement: number) {
    let syncs = 0;
    let closed = false;
    return {
      async query() {
        syncs += syncsPerStatement;
        return { rows: [], fields: [] };
      },
      async close() {
        closed = true;
      },
      syncs: () => syncs,
      isClosed: () => closed,
    };
  }

  it('refuses, and closes, a database whose writes do not reach the disk', async () => {
    const lite = databaseThat(0);
    await expect(proveDurable(lite, lite.syncs)).rejects.toMatchObject({ code: 'storage.notDurable' });
    expect(lite.isClosed()).toBe(true);
  });

  it('accepts a database whose writes do', async () => {
    const lite = databaseThat(1);
    await expect(proveDurable(lite, lite.syncs)).resolves.toBeUndefined();
    expect(lite.isClosed()).toBe(false);
  });
});

function lastAppended(lines: readonly string[]): number {
  return Number(lines.findLast(line => line.startsWith('appended '))?.slice('appended '.length));
}

async function countEffects(storage: Storage): Promise<number> {
  let effects = 0;
  for (;;) {
    const effect = await storage.outbox.take(doomed.tenant, 'doomed', noon);
    if (effect === undefined) return effects;
    effects += 1;
    await storage.outbox.settle(effect, { kind: 'done' });
  }
}

async function readFiles(directory: string): Promise<readonly { readonly file: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
  return Promise.all(files.map(async file => ({ file: path.relative(directory, file), bytes: await readFile(file) })));
}
