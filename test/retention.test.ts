import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../src/storage/open-storage.ts';
import { masterKey, masterKeys, quiet } from './contracts/storage-under-test.ts';
import { type FakeGraph, startFakeGraph } from './support/fake-graph.ts';
import { putMadeDatabase } from './support/made-database.ts';
import { startPostgres, type TestPostgres } from './support/postgres.ts';
import { runTool } from './support/run-tool.ts';
import { sharePointEnv } from './support/sharepoint-under-test.ts';
import { cardsOf, openTable } from './support/table.ts';

const due = 'ZVH-2020-001';
const later = 'ZVH-2026-001';
const open = 'ZVH-2026-002';

let dataDir: string;
/** Undefined while the database is the embedded one. */
let databaseUrl: string | undefined;
const openAll = () =>
  openStorage({ dataDir, masterKeys, log: quiet, ...(databaseUrl !== undefined && { databaseUrl }) });

/** One case after the other, each closed on the day on which it was opened, or not at all. */
async function play(cases: readonly (readonly [code: string, start: string, isClosed: boolean])[]): Promise<void> {
  const storage = await openAll();
  const archive = { file: async () => [], fileCaseload: async () => ({ name: '', sha256: '' }), locationOf: () => '' };
  const table = await openTable({ storage, archive });
  const conversation = table.own('procesregisseur');
  for (const [code, start, isClosed] of cases) {
    table.clock.set(start);
    await table.say('procesregisseur', `start ${code} Top X`, { conversation: await table.otherChat() });
    if (!isClosed) continue;
    const [card] = cardsOf(await table.say('procesregisseur', `casus sluiten ${code}`, { conversation }));
    if (card === undefined) throw new Error('no form');
    await table.press('procesregisseur', 'case.close', { reason: 'longDetention' }, { card, conversation });
  }
  await table.close();
  await storage.close();
}

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return runWith({}, ...args);
}

async function runWith(more: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const env = {
    DATA_DIR: dataDir,
    RONDETAFEL_MASTER_KEY: Buffer.from(masterKey).toString('base64'),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...more,
  };
  const { code, out, error } = await runTool('retention', args, env);
  return { code, said: out + error };
}

describe('npm run retention', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'retention-'));
    await putMadeDatabase(dataDir);
    await play([
      [due, '2020-03-02T09:00:00.000Z', true],
      [later, '2026-11-20T09:00:00.000Z', true],
      [open, '2026-11-20T10:00:00.000Z', false],
    ]);
  }, 60_000);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('says with --dry-run what would go and when, and changes nothing', async () => {
    const { code, said } = await run('--dry-run');
    expect(said).toContain(`${due}: closed on 2020-03-02 (longDetention), goes now.`);
    expect(said).toContain(`${later}: closed on 2026-11-20 (longDetention), goes on 2031-11-20.`);
    expect(said).not.toContain(open);
    expect(code).toBe(0);
    const storage = await openAll();
    expect((await storage.cases()).map(one => one.case)).toEqual([due, later, open]);
    await storage.close();
  }, 60_000);

  it('destroys what is due, and says so', async () => {
    const { code, said } = await run();
    expect(said).toContain(`${due}: destroyed.`);
    expect(code).toBe(0);
    const storage = await openAll();
    expect((await storage.cases()).map(one => one.case)).toEqual([later, open]);
    await storage.close();
    expect((await run()).said).not.toContain(due);
  }, 60_000);

  it('explains itself when it is asked something else', async () => {
    const { code, said } = await run('--now');
    expect(said).toContain('npm run retention -- --dry-run');
    expect(code).toBe(2);
  });
});

describe('npm run retention where documents are filed in SharePoint', () => {
  let server: TestPostgres;
  let graph: FakeGraph;
  let sharePoint: Readonly<Record<string, string>>;
  beforeEach(async () => {
    graph = await startFakeGraph();
    sharePoint = sharePointEnv(graph);
    dataDir = await mkdtemp(join(tmpdir(), 'retention-'));
    server = await startPostgres();
    databaseUrl = await server.createMadeDatabase();
    await play([
      [due, '2020-03-02T09:00:00.000Z', true],
      [open, '2026-11-20T10:00:00.000Z', false],
    ]);
    for (const code of [due, open]) {
      graph.documents.plant(`${code}/${code}-1-v1.docx`, 'verslag');
      await mkdir(join(dataDir, 'minutes', code), { recursive: true });
    }
    graph.documents.plant('caseload/caseload-2020-03-01.csv', `"Casus"\r\n"${due}"\r\n`);
  }, 60_000);
  afterEach(async () => {
    await graph.close();
    await server.stop();
    databaseUrl = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });
  const left = [`${open}/${open}-1-v1.docx`];

  it('removes them there too, for good, with the list that names the case', async () => {
    expect(await runWith(sharePoint)).toMatchObject({ code: 0, said: expect.stringContaining(`${due}: destroyed.`) });
    expect(graph.documents.names()).toEqual(left);
    expect(graph.documents.recycled).toEqual([]);
    expect(await readdir(join(dataDir, 'minutes')), 'what was filed in the folder before').toEqual([open]);
  }, 60_000);

  it('says that they are in the recycle bin when the permission allows no more', async () => {
    graph.allow('write');
    expect((await runWith(sharePoint)).said).toContain('in the recycle bin of the archive');
    expect(graph.documents.names()).toEqual(left);
  }, 60_000);

  it('ends with an error while SharePoint is away, and removes them the next time', async () => {
    graph.breakDown(403);
    const { code, said } = await runWith(sharePoint);
    expect([code, said]).toEqual([1, expect.stringContaining('SharePoint: ')]);
    expect(said).not.toMatch(/\n\s+at |canary/);
    graph.heal();
    expect((await runWith(sharePoint)).code).toBe(0);
    expect(graph.documents.names()).toEqual(left);
  }, 60_000);
});
