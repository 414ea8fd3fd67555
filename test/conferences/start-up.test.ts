import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { freePort } from '../support/bot-process.ts';
import { type EntryProcess, startEntry } from '../support/entry-process.ts';
import { putMadeDatabase } from '../support/made-database.ts';
import { hasOneWinner, keepsTheLastWord, recordsOnce } from '../support/once.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { chair, type House, openHouse, partners } from '../support/round-table.ts';
import type { ShownMessage } from '../support/stub-connector.ts';

const day = today();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One line for a person, no trace of a stack. */
function expectPlain(stderr: string, lines: number): void {
  expect(stderr.trimEnd().split('\n'), stderr).toHaveLength(lines);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|\.ts:\d/);
}
const opensConnection = (host: string, port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });

describe('a start without a proper environment', () => {
  const variablesIn = (stderr: string) => [...stderr.matchAll(/^ {2}(\w+): \S/gm)].map(([, name]) => name);

  it('without a registration ends with one line for each variable that is missing', async () => {
    const { code, stderr, stdout } = await startEntry({ DATA_DIR: join(folder, 'none') }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(variablesIn(stderr)).toEqual([
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppType',
      'RONDETAFEL_MASTER_KEY',
    ]);
    expectPlain(stderr, 5);
  });

  it('with an empty or a made-up registration does not start either', async () => {
    const none = '00000000-0000-0000-0000-000000000000';
    const registration = {
      MicrosoftAppId: none,
      MicrosoftAppTenantId: ' ',
      MicrosoftAppType: 'MultiTenant',
      MicrosoftAppPassword: '',
    };
    const { code, stderr } = await startEntry({ ...registration, DATA_DIR: join(folder, 'none') }).ended;
    expect(code).toBe(1);
    expect(variablesIn(stderr)).toEqual(expect.arrayContaining(['MicrosoftAppTenantId', 'MicrosoftAppType']));
    expectPlain(stderr, 1 + variablesIn(stderr).length);
  });

  it('says in one line for each variable what is wrong with it', async () => {
    const wrong = {
      PORT: 'abc',
      DATABASE_URL: 'mysql://localhost/x',
      RONDETAFEL_DEV: 'yes',
      RONDETAFEL_CLOCK_OFFSET: '21 days',
      RONDETAFEL_LANGUAGE: 'de',
      RONDETAFEL_PROCESS_DIRECTORS: 'jan@example.org',
      RONDETAFEL_MASTER_KEY: 'secret-canary',
      LOG_LEVEL: 'loud',
    };
    const { code, stderr } = await startEntry(wrong).ended;
    expect(code).toBe(1);
    expect(variablesIn(stderr).toSorted()).toEqual(Object.keys(wrong).toSorted());
    expectPlain(stderr, 9);
    expect(stderr).not.toContain('canary');
  });

  it('moves the clock in development only', async () => {
    const { code, stderr } = await startEntry({ RONDETAFEL_CLOCK_OFFSET: 'P21D', DATA_DIR: join(folder, 'none') })
      .ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/RONDETAFEL_CLOCK_OFFSET: .*development only/);
  });

  it('says where the file with approaches is wrong and what to do, and keeps its hands off the data', async () => {
    const file = join(folder, 'approaches.json');
    await writeFile(
      file,
      JSON.stringify({ approaches: [{ name: 'Top X', minutes: 40, steps: ['opening', 'nieuws'] }] }),
    );
    const dataDir = join(folder, 'never');
    const env = { RONDETAFEL_DEV: '1', DATA_DIR: dataDir, PORT: String(await freePort()) };
    const { code, stderr } = await startEntry({ ...env, RONDETAFEL_APPROACHES: file }).ended;
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      `Rondetafel can't start. In ${file} (RONDETAFEL_APPROACHES):`,
      '  approaches[0].minutes: 40 — choose 30 or 45',
      expect.stringContaining('  approaches[0].steps[1]: "nieuws" — choose from opening, lookBack, '),
    ]);
    await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says in a line that the file with approaches is not there', async () => {
    const env = {
      RONDETAFEL_DEV: '1',
      DATA_DIR: join(folder, 'never'),
      RONDETAFEL_APPROACHES: join(folder, 'geen.json'),
    };
    const { code, stderr } = await startEntry(env).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('geen.json (RONDETAFEL_APPROACHES):');
    expectPlain(stderr, 2);
  });

  it('says in a line that the database is away', async () => {
    const url = `postgres://nobody:canary@127.0.0.1:${await freePort()}/none`;
    const { code, stderr } = await startEntry({
      RONDETAFEL_DEV: '1',
      DATABASE_URL: url,
      DATA_DIR: join(folder, 'away'),
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/database/i);
    expect(stderr).not.toContain('canary');
    expectPlain(stderr, 1);
  });
});

describe('a bot in development', () => {
  let bot: EntryProcess;
  let port: number;
  const env = (dataDir: string, own: number) => ({
    RONDETAFEL_DEV: '1',
    DATA_DIR: join(folder, dataDir),
    PORT: String(own),
  });

  beforeAll(async () => {
    port = await freePort();
    await putMadeDatabase(join(folder, 'data'));
    bot = startEntry(env('data', port));
    await bot.until('"started"');
  }, 60_000);
  afterAll(() => bot?.send('SIGKILL'));

  it('says so, and can be reached from this machine only', async () => {
    expect(bot.stderr()).toMatch(/DEVELOPMENT.*nobody is authenticated/);
    expect(await opensConnection('127.0.0.1', port)).toBe(true);
    // An address of this machine all the same, which only a program that listens everywhere answers on.
    expect(await opensConnection('127.0.0.2', port)).toBe(false);
  });

  it('answers on /healthz', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('refuses a second process on the same data, and one on the same port', async () => {
    await putMadeDatabase(join(folder, 'other'));
    const [sameData, samePort] = await Promise.all([
      startEntry(env('data', await freePort())).ended,
      startEntry(env('other', port)).ended,
    ]);
    expect(sameData.code).toBe(1);
    expect(sameData.stderr).toContain('in use by another process');
    expectPlain(sameData.stderr, 1);
    expect(samePort.code).toBe(1);
    expect(samePort.stderr).toContain(`port ${port} is taken`);
    expectPlain(samePort.stderr, 1);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  }, 60_000);

  it('ends well when it is asked to, also with a connection open', async () => {
    // fetch keeps its connection open for a next request.
    await fetch(`http://127.0.0.1:${port}/healthz`).then(response => response.text());
    const asked = performance.now();
    bot.send('SIGTERM');
    expect((await bot.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8_000);
    expect(await opensConnection('127.0.0.1', port)).toBe(false);
  });
});

describe('two bots on one database server', () => {
  const code = 'ZVH-2026-501';
  let postgres: TestPostgres;
  let url: string;
  let one: House;
  let other: House;
  let board: ShownMessage;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase();
    const key = Buffer.alloc(32, 7).toString('base64');
    const env = { DATABASE_URL: url, RONDETAFEL_MASTER_KEY: key, MINUTES_DIR: join(folder, 'minutes') };
    one = await openHouse({ env, clockOffset: 'P21D' });
    other = await openHouse({ env, clockOffset: 'P21D' }, one.stub);
  }, 120_000);
  afterAll(async () => {
    await other?.dispose();
    await one?.dispose();
    await postgres?.stop();
  });

  it('hold one conference together, and post everything once', async () => {
    const here = await one.open(code);
    const there = other.seat(code);
    await here.join(['wijkagent', 'behandelaar']);
    await there.join(['reclasseerder', 'wijkteam']);
    await there.move('volgende', 'risk.raise');
    const raise = (at: typeof here, name: string) => at.record(name, 'risk.raise', { what: `Risico van ${name}` });
    await Promise.all([
      raise(here, 'wijkagent'),
      raise(there, 'reclasseerder'),
      raise(here, 'behandelaar'),
      raise(there, 'wijkteam'),
    ]);
    await here.move('volgende', 'risk.rate');
    const rate = (at: typeof here, name: string) =>
      at.record(name, 'risk.rate', { 'level:R1': 'high', 'level:R2': 'low', 'level:R3': 'low', 'level:R4': 'low' });
    await Promise.all([rate(there, 'wijkagent'), rate(here, 'reclasseerder')]);
    await there.move('toon', 'risk.agree');
    const levels = { 'level:R1': 'high', 'level:R2': 'low', 'level:R3': 'low', 'level:R4': 'low' };
    const prompt = await here.card('risk.agree');
    const [first, again] = await Promise.all([
      here.record(chair, 'risk.agree', levels, prompt),
      there.record(chair, 'risk.agree', levels, prompt),
    ]);
    expect(first).toEqual(again);
    await there.record('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
    await here.boardSays('Risico van wijkagent', 'Risico van wijkteam', 'Geen dagbesteding');
    await here.move('volgende', 'topThree.vote');
    await there.record('wijkteam', 'topThree.vote', { factors: 'F1' });
    await here.move('toon', 'topThree.decide');
    await there.record(chair, 'topThree.decide', { factors: 'F1' });
    const due = daysAfter(day, 28);
    await here.record('wijkteam', 'action.agree', {
      what: 'Werk zoeken',
      owner: here.entraId('wijkteam'),
      due,
      factors: 'F1',
    });

    const posts = one.stub.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/activities'));
    // The board, and one card for each phase; the phase of actions has two.
    expect(posts).toHaveLength(10);
  }, 60_000);

  it('record one press once, whichever of them gets it, and keep the last word', async () => {
    const again = 'ZVH-2026-502';
    const at = [await one.open(again), other.seat(again)];
    await at[0]?.join(partners.slice(0, 4));
    await at[0]?.move('volgende', 'risk.raise');
    const database = new Client({ connectionString: url });
    await database.connect();
    const countEvents = async () => {
      const statement = 'select count(*)::int as count from events where case_code = $1';
      const { rows } = await database.query<{ count: number }>(statement, [again]);
      return rows[0]?.count ?? -1;
    };
    try {
      await recordsOnce(at, countEvents);
      await keepsTheLastWord(at, countEvents);
      await hasOneWinner(at);
    } finally {
      await database.end();
    }
  }, 60_000);

  it('run on a clock that is three weeks ahead', async () => {
    const table = one.seat(code);
    const form = await table.press(chair, 'conference.close', {}, await table.board());
    const refused = await table.press(chair, 'conference.close', { nextDate: daysAfter(day, 14) }, form);
    expect(refused.refusals).toEqual(['pastDate:nextDate']);
    await table.record(chair, 'conference.close', { nextDate: daysAfter(day, 42) }, refused);
  });

  it('finish what the other one left behind when it was killed, once', async () => {
    const table = one.seat(code);
    board = await table.board();
    await table.record(chair, 'minutes.adopt', {}, await table.card('minutes.adopt'));
    await one.bot.kill();
    const { minutes } = await readFiledMinutes(join(folder, 'minutes'), code, 1, 30_000);
    expect(minutes.risks.map(risk => risk.id)).toEqual(['R1', 'R2', 'R3', 'R4']);
    const announced = () => table.lines().filter(line => line.includes('is opgeslagen'));
    await one.stub.until(() => announced().length > 0, 20_000);
    await one.stub.until(() => !JSON.stringify(one.stub.messages(table.chat)).includes('"minutes.adopt"'), 20_000);
    expect(announced()).toHaveLength(1);
  }, 60_000);

  it('live on when the server ends their connections in the middle of their work', async () => {
    const health = () => fetch(`http://127.0.0.1:${other.bot.port}/healthz`).then(response => response.status);
    const throwOut = () =>
      asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database()}'`);
    for (let round = 0; round < 20; round++) await Promise.all([health(), health(), throwOut(), health(), health()]);
    // A connection that was ended a moment ago is found out by the first question on it.
    await expect.poll(health, { timeout: 20_000 }).toBe(200);
  }, 60_000);

  it('say that they are not well when the database is gone, and still end when asked to', async () => {
    await asAdmin(`drop database ${database()} with (force)`);
    const health = await fetch(`http://127.0.0.1:${other.bot.port}/healthz`);
    expect([health.status, await health.json()]).toEqual([503, { error: 'unavailable' }]);
    const answer = await other.seat(code).press('wijkteam', 'summary.request', {}, board);
    expect(answer.refusals).toEqual(['tryAgain']);
    const asked = performance.now();
    await other.bot.stop();
    // After five seconds it would have been killed.
    expect(performance.now() - asked).toBeLessThan(4_500);
    expect(other.bot.output()).not.toMatch(/\n\s+at |postgres:\/\//);
  }, 60_000);

  const database = () => new URL(url).pathname.slice(1);

  async function asAdmin(statement: string): Promise<void> {
    const admin = new Client({ connectionString: new URL('/postgres', url).href });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  }
});
