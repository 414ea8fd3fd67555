import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../src/minutes/folder-archive.ts';
import { createLocalMasterKey } from '../src/storage/keys/master-key.ts';
import { openStorage, type Storage } from '../src/storage/open-storage.ts';
import { append, event } from './contracts/samples.ts';
import { startFakeGraph } from './support/fake-graph.ts';
import { createKeptLog } from './support/kept-log.ts';
import { putMadeDatabase } from './support/made-database.ts';
import { startPostgres, type TestPostgres } from './support/postgres.ts';
import { runTool } from './support/run-tool.ts';
import { entraId, titled } from './support/seats.ts';
import { sharePointEnv } from './support/sharepoint-under-test.ts';
import { code, openTable } from './support/table.ts';
import { playTo, typedWords } from './support/table-stages.ts';

const other = 'ZVH-2026-777';
const canaries = ['kanariewoord', 'kanarienaam', 'kanarieorganisatie'];
const masterKey = Buffer.alloc(32, 7);

// On a server; the same tools on the embedded database: restore-drill.test.ts.
let server: TestPostgres;
let databaseUrl: string;
let dataDir: string;
let env: Readonly<Record<string, string>>;
let tenant: string;
const masterKeys = { current: createLocalMasterKey(masterKey) };
const opened = () =>
  openStorage({ databaseUrl, dataDir, auditDir: join(dataDir, 'audit'), masterKeys, log: createKeptLog() });
async function whileOpen<Result>(work: (storage: Storage) => Promise<Result>): Promise<Result> {
  const storage = await opened();
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** One case from the start to corrected minutes, and another one with words that may be nowhere else. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'audit-'));
  server = await startPostgres();
  databaseUrl = await server.createMadeDatabase();
  env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, RONDETAFEL_MASTER_KEY: masterKey.toString('base64') };
  await whileOpen(async storage => {
    const archive = createFolderArchive({ directory: join(dataDir, 'minutes'), log: createKeptLog() });
    const table = await openTable({ storage, archive });
    ({ tenant } = table);
    await playTo(table, 'adopted');
    await table.say('procesregisseur', 'verbeteren');
    const correction = { item: 'R1', text: 'Het gevaar is anders' };
    await table.press('procesregisseur', 'minutes.correct', correction);
    const [word = '', name = '', organisation = ''] = canaries;
    await storage.events.append(
      append({ tenant, case: other }, 0, {
        events: [
          event({ type: 'CaseOpened', code: other, approach: 'Top X' }),
          event({ type: 'ParticipantJoined', participant: { person: entraId('buitenstaander'), name, organisation } }),
          event({ type: 'GoalSet', purpose: 'riskManagement', goal: word }),
        ],
      }),
    );
    await storage.heads.keep('2026-11-23', '2026-11-23T08:00:00.000Z');
    await table.close();
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(one => one.isFile()).map(one => join(one.parentPath, one.name));
}
const jsonIn = async (folder: string, name: string) =>
  JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>;
const accesses = () => whileOpen(storage => storage.access.of({ tenant, case: code }));

describe('npm run audit', () => {
  it('proves what a whole conference left behind', async () => {
    const { code: exit, out, error } = await runTool('audit', [], env);
    expect(out).toMatch(/^2 cases, \d+ events, \d+ accesses, heads of 1 day: every link holds\.\n$/);
    expect(error).toContain('Chains proved:');
    expect(exit).toBe(0);
  }, 60_000);

  it('says that there is no such case, and how it is asked', async () => {
    expect(await runTool('audit', ['--case', 'ZVH-2020-001'], env)).toMatchObject({
      code: 2,
      out: expect.stringContaining('no case ZVH-2020-001'),
    });
    expect(await runTool('audit', ['--all'], env)).toMatchObject({ code: 2, out: '' });
  }, 60_000);

  it('says that an embedded database is in use, and proves nothing then', async () => {
    const embedded = { ...env, DATABASE_URL: '', DATA_DIR: join(dataDir, 'embedded') };
    await putMadeDatabase(embedded.DATA_DIR);
    const storage = await openStorage({ dataDir: embedded.DATA_DIR, masterKeys, log: createKeptLog() });
    const { code: exit, out, error } = await runTool('audit', [], embedded);
    expect([exit, out]).toEqual([1, '']);
    expect(error).toContain('another process');
    await storage.close();
  }, 60_000);
});

describe('npm run export -- --zip', () => {
  it('gives the adopted documents in one zip, each listed with the digest that was recorded, and logs that it did', async () => {
    const zip = join(dataDir, 'documents.zip');
    const run = await runTool('export', ['--case', code, '--zip', zip, '--why', 'zaaksysteem'], env);
    expect([run.error, run.code]).toEqual([expect.stringMatching(/^Versions filed: 0 of 2[\s\S]*: 2 of 2\n$/), 0]);
    const files = unzipSync(new Uint8Array(await readFile(zip)));
    const { documents } = JSON.parse(strFromU8(files['inhoud.json'] ?? new Uint8Array()));
    expect(documents.map(({ name }: { name: string }) => name)).toEqual(Object.keys(files).slice(2));
    expect(documents.map(({ title }: { title: string }) => title)).toContain('Risicomanagementplan');
    for (const { name, sha256 } of documents)
      expect(
        createHash('sha256')
          .update(files[name] ?? new Uint8Array())
          .digest('hex'),
      ).toBe(sha256);
    // The very bytes that were filed.
    const filed = await readFile(join(dataDir, 'minutes', code, `${code}-1-v1.docx`));
    expect(files[`${code}/${code}-1-v1.docx`]).toEqual(new Uint8Array(filed));
    expect(strFromU8(files['inhoud.csv'] ?? new Uint8Array()).split('\r\n')).toHaveLength(documents.length + 2);
    expect((await accesses()).at(-1)).toMatchObject({ action: 'export', what: 'documents', why: 'zaaksysteem' });
    for (const word of canaries) expect(Buffer.from(await readFile(zip)).includes(word)).toBe(false);
    const again = await runTool('export', ['--case', code, '--zip', zip], env);
    expect([again.code, again.error]).toEqual([1, expect.stringContaining('is there already')]);
  }, 60_000);

  it('says what to do when PDFs are asked for and there is no LibreOffice, and writes nothing', async () => {
    const zip = join(dataDir, 'with-pdf.zip');
    const none = ['--pdf', '--libreoffice', '/there/is/none'];
    const run = await runTool('export', ['--case', code, '--zip', zip, ...none], env);
    expect([run.code, run.error]).toEqual([1, expect.stringContaining('install LibreOffice')]);
    await expect(readFile(zip)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await runTool('export', ['--case', code, '--out', zip, '--pdf'], env)).code).toBe(2);
  }, 60_000);

  it('gives the same documents where they are filed in SharePoint, without asking for them there', async () => {
    const graph = await startFakeGraph();
    try {
      const zips = ['folder.zip', 'sharepoint.zip'].map(name => join(dataDir, name));
      const [folder = '', sharePoint = ''] = zips;
      for (const [zip, more] of [
        [folder, {}],
        [sharePoint, sharePointEnv(graph)],
      ] as const)
        expect((await runTool('export', ['--case', code, '--zip', zip], { ...env, ...more })).code).toBe(0);
      const [one, other] = await Promise.all(zips.map(async zip => unzipSync(new Uint8Array(await readFile(zip)))));
      const documents = Object.keys(one ?? {}).filter(name => name.startsWith(`${code}/`));
      expect(documents.length).toBeGreaterThan(5);
      for (const name of documents) expect(other?.[name]).toEqual(one?.[name]);
      expect(graph.calls).toEqual([]);
    } finally {
      await graph.close();
    }
  }, 60_000);
});

describe('npm run export -- --case', () => {
  let out: string;
  beforeAll(async () => {
    out = join(dataDir, 'bundle');
    const asked = ['--case', code, '--out', out, '--why', 'toets', '--by', entraId('procesregisseur')];
    const { code: exit, out: said, error } = await runTool('export', asked, env);
    expect([error, exit]).toEqual([expect.stringMatching(/^Versions filed: 0 of 2[\s\S]*: 2 of 2\n$/), 0]);
    const manifest = await readFile(join(out, 'manifest.json'));
    expect(said).toContain(createHash('sha256').update(manifest).digest('hex'));
  }, 60_000);

  it('has every file in its manifest, with the right digest, read-only', async () => {
    const { files, ...about } = await jsonIn(out, 'manifest.json');
    expect(about).toMatchObject({
      schema: 'rondetafel.export/1',
      case: code,
      why: 'toets',
      chains: 'every link holds',
    });
    const listed = files as readonly { name: string; bytes: number; sha256: string }[];
    const there = (await filesIn(out)).filter(path => !path.endsWith('manifest.json'));
    expect(there.sort()).toEqual(listed.map(({ name }) => join(out, name)).sort());
    for (const { name, bytes, sha256 } of listed) {
      const content = await readFile(join(out, name));
      expect([content.length, createHash('sha256').update(content).digest('hex')], name).toEqual([bytes, sha256]);
      expect((await stat(join(out, name))).mode & 0o777, name).toBe(0o400);
    }
  });

  it('has the events, both versions of the minutes, plan, timeline and access log', async () => {
    const names = (await filesIn(out)).map(path => path.slice(out.length + 1));
    for (const name of ['events.json', 'access-log.json', 'plan.json', 'timeline.json']) expect(names).toContain(name);
    for (const version of [1, 2])
      for (const extension of ['json', 'docx'])
        expect(names).toContain(join('minutes', code, `${code}-1-v${version}.${extension}`));
    const events = (await jsonIn(out, 'events.json')) as unknown as readonly { version: number }[];
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    const text = JSON.stringify(events);
    for (const words of typedWords) expect(text).toContain(words);
  });

  it('is in the access log, and is the last of it in the bundle', async () => {
    const log = (await jsonIn(out, 'access-log.json')) as unknown as readonly unknown[];
    const last = { person: entraId('procesregisseur'), action: 'export', client: 'command line', why: 'toets' };
    expect(log.at(-1)).toMatchObject(last);
    expect((await accesses()).slice(0, log.length)).toEqual(log);
  });

  it('holds nothing of another case', async () => {
    for (const path of await filesIn(out)) {
      const content = await readFile(path);
      for (const words of [...canaries, other, entraId('buitenstaander')])
        expect(content.includes(words), `${path}: ${words}`).toBe(false);
    }
  });

  it('is refused into a folder with something in it, and logged nowhere then', async () => {
    const before = (await accesses()).length;
    const { code: exit, error } = await runTool('export', ['--case', code, '--out', out], env);
    expect([exit, error]).toEqual([1, expect.stringContaining('not empty')]);
    expect(await accesses()).toHaveLength(before);
  }, 60_000);

  it('says what is missing', async () => {
    const nowhere = join(dataDir, 'nowhere');
    expect((await runTool('export', ['--case', 'ZVH-2020-001', '--out', nowhere], env)).code).toBe(2);
    expect((await runTool('export', ['--case', code], env)).code).toBe(2);
    expect((await runTool('export', ['--case', code, '--person', 'x', '--out', nowhere], env)).code).toBe(2);
    await expect(stat(nowhere)).rejects.toThrow();
  }, 60_000);
});

describe('npm run export -- --person', () => {
  it('has what that person said and was asked, and no id or name of anybody else', async () => {
    const out = join(dataDir, 'person');
    const person = entraId('wijkteam');
    const { code: exit } = await runTool('export', ['--person', person, '--out', out], env);
    expect(exit).toBe(0);
    const read = await jsonIn(out, 'person.json');
    expect(read).toMatchObject({ person, profiles: [{ person }], cases: [{ case: code }] });
    const text = JSON.stringify(read);
    expect(text).toContain(typedWords[2]);
    expect(text).toContain('conference.join');
    for (const name of ['procesregisseur', 'wijkagent', 'buitenstaander'] as const) {
      expect(text).not.toContain(entraId(name));
      expect(text, name).not.toContain(`"${titled(name)}"`);
    }
    for (const words of [...canaries, other]) expect(text).not.toContain(words);
    expect((await accesses()).at(-1)).toMatchObject({ action: 'export', what: 'person', person: 'operator' });
  }, 60_000);

  it('says that nobody has that id', async () => {
    const { code: exit, out } = await runTool('export', ['--person', 'nobody', '--out', join(dataDir, 'no')], env);
    expect([exit, out]).toEqual([2, 'Nobody with that id is in any case.\n']);
  }, 60_000);
});

describe('a record that was changed', () => {
  it('is named by the audit and in a bundle, both with exit code 1', async () => {
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await database.query(`update events set actor = 'somebody else' where case_code = $1 and version = 4`, [code]);
    await database.end();
    const audited = await runTool('audit', [], env);
    expect(audited.out).toMatch(new RegExp(`^BROKEN ${code}, event 4: not what was recorded\n`));
    expect(audited.code).toBe(1);
    expect((await runTool('audit', ['--case', other], env)).code).toBe(0);
    const out = join(dataDir, 'broken');
    const exported = await runTool('export', ['--case', code, '--out', out], env);
    expect(exported.code).toBe(1);
    expect(await jsonIn(out, 'manifest.json')).toMatchObject({
      chains: [{ chain: 'events', case: code, position: 4 }],
    });
  }, 60_000);
});
