import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeActivity, groupActivity } from '../support/activities.ts';
import { freePort } from '../support/bot-process.ts';
import { type EntryProcess, startEntry } from '../support/entry-process.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

/** Words that nobody may find back in what the process says: a name, what was typed, numbers, tokens, keys, addresses. */
const canaries = {
  name: 'Kanariëtte van der Vogel',
  typed: 'kanarie slaat zijn buurman',
  bsn: '123456782',
  account: 'NL91ABNA0417164300',
  phone: '0612345678',
  token: 'kanarie-geheim-token-9f3c',
  header: 'kanarie-in-een-kop',
  password: 'kanarie-wachtwoord-77',
  masterKey: randomBytes(32).toString('base64'),
  path: 'kanarie-in-het-pad',
};
const sentence = `${canaries.typed} ${canaries.bsn} ${canaries.account} ${canaries.phone}`;

function expectQuiet(text: string): void {
  const heard = Object.entries(canaries).filter(([, word]) => text.toLowerCase().includes(word.toLowerCase()));
  expect(heard, text.slice(0, 2_000)).toEqual([]);
  expect(text).not.toMatch(/\n\s+at |node_modules|node:internal/);
}

const messy = {
  'content-type': 'application/json',
  authorization: `Bearer ${canaries.token}.${canaries.token}.${canaries.token}`,
  cookie: `session=${canaries.token}`,
  'x-forwarded-for': canaries.header,
  'user-agent': canaries.header,
};

/** Everything that can be sent wrong, with a canary in it. Gives every answer, head and body. */
async function sendBadly(origin: string): Promise<string> {
  const post = (body: string, headers: Readonly<Record<string, string>> = messy, path = '/api/messages') =>
    fetch(`${origin}${path}`, { method: 'POST', headers, body });
  const activity = groupActivity({ text: sentence, from: { id: canaries.token, name: canaries.name } });
  const answers = await Promise.all([
    post(`{"text":"${sentence}`),
    post(`"${sentence}"`),
    post(JSON.stringify({ ...activity, serviceUrl: `https://${canaries.header}.example/` })),
    post(JSON.stringify({ ...activity, type: canaries.token })),
    post(JSON.stringify({ ...activity, channelId: canaries.header })),
    post(JSON.stringify(executeActivity({ action: { verb: canaries.token, data: { token: canaries.token } } }))),
    post(JSON.stringify({ ...activity, type: 'invoke', name: canaries.token })),
    post(JSON.stringify(activity), { ...messy, 'content-type': `text/${canaries.header}` }),
    post(JSON.stringify(activity), { ...messy, 'content-encoding': canaries.header }),
    post(`{"text":"${`${sentence} `.repeat(10_000)}"}`),
    post('{}', messy, `/${canaries.path}?token=${canaries.token}`),
    fetch(`${origin}/api/messages?token=${canaries.token}`),
    fetch(`${origin}/${canaries.path}`),
  ]);
  const texts = await Promise.all(
    answers.map(async answer => `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`),
  );
  return texts.join('\n');
}

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-production-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const crashOnSignal = `process.on('SIGUSR2',()=>{throw new TypeError(${JSON.stringify(sentence)})})`;

describe('a bot in production', () => {
  let bot: EntryProcess;
  let port: number;
  let databaseUrl: string;
  const env = (changes: Readonly<Record<string, string>> = {}) => ({
    MicrosoftAppId: '00000000-0000-4000-8000-00000000B070',
    MicrosoftAppTenantId: '11111111-AAAA-4aaa-8aaa-000000000001',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppPassword: canaries.password,
    RONDETAFEL_MASTER_KEY: canaries.masterKey,
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(folder, 'production'),
    PORT: String(port),
    LOG_LEVEL: 'debug',
    // A way to let the real process crash in the middle of its work.
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crashOnSignal)}`,
    ...changes,
  });

  beforeAll(async () => {
    port = await freePort();
    databaseUrl = await postgres.createDatabase();
    bot = startEntry(env());
    await bot.until('"started"');
  }, 60_000);
  afterAll(async () => {
    bot?.send('SIGKILL');
    await bot?.ended;
  });

  it('knocks at its own door before it starts its work', () => {
    const events = [...bot.stdout().matchAll(/"event":"([\w.]+)"/g)].map(([, event]) => event);
    expect(events.slice(-2)).toEqual(['door.probed', 'started']);
    expect(bot.stdout()).toContain('"event":"door.probed","status":401');
    expect(bot.stderr()).toBe('');
  });

  it('answers what it refuses without a word of it, and logs numbers only', async () => {
    const answers = await sendBadly(`http://127.0.0.1:${port}`);
    expect(new Set(answers.match(/^\d{3}/gm))).toEqual(new Set(['400', '401', '404', '405', '413', '415']));
    expectQuiet(answers);
    await bot.until('teams.refused');
    expectQuiet(bot.stdout() + bot.stderr());
  });

  it('ends quietly when its work can’t be done, whatever the reason', async () => {
    const [key, database] = await Promise.all([
      startEntry(env({ RONDETAFEL_MASTER_KEY: `${canaries.masterKey}x` })).ended,
      startEntry(env({ DATABASE_URL: `postgres://${canaries.token}:${canaries.password}@127.0.0.1:1/x` })).ended,
    ]);
    for (const { code, stdout, stderr } of [key, database]) {
      expect(code).toBe(1);
      expect(stderr).toContain("can't start");
      expectQuiet(stdout + stderr);
    }
  });

  it('crashes without a word of what it was doing', async () => {
    bot.send('SIGUSR2');
    const { code, stdout, stderr } = await bot.ended;
    expect(code).toBe(1);
    expect(stdout).toContain('"event":"process.crashed","code":"TypeError"');
    expect(stderr).toMatch(/^Rondetafel crashed \(TypeError at [\w/.:-]+\)\.\n$/);
    expectQuiet(stdout + stderr);
  });
});
