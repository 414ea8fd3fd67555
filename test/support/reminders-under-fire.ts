import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { caseCode, fill, type LargeHouse, ownerOf } from '../bench/large-house.ts';
import { createRandom } from '../torture/random.ts';
import { createKeptLog } from './kept-log.ts';
import { createManualClock } from './manual-clock.ts';
import { createStubConnector, type StubConnector, stubPeople } from './stub-connector.ts';

export interface UnderFire {
  /** Twenty actions a case, all due on one morning. */
  readonly cases: number;
  /** Among whom they're divided; each gets one card with all that is theirs. */
  readonly owners: number;
  readonly processes: number;
  /** A process is killed at so many random moments. */
  readonly kills: number;
  /** Another one takes its place; otherwise the last one has to do. */
  readonly replaced: boolean;
  readonly seed: number;
  /** Told how many processes were killed, out of how many. */
  readonly progressed?: (done: number, total: number) => void;
}

export interface AfterFire {
  readonly reminders: number;
  /** Reminders by what is on record of them: `done`, `possiblySent`, and whatever shouldn't be there. */
  readonly onRecord: Readonly<Record<string, number>>;
  /** In how many messages a reminder stands, by what is on record: `done 1`, `possiblySent 0`. */
  readonly delivered: Readonly<Record<string, number>>;
  readonly killed: number;
  readonly seconds: number;
}

const drops = ['before', 'after'] as const;
const day = '2026-12-11';
const due = { eve: `2026-12-10T09:00:00.000Z`, nine: `${day}T08:00:00.000Z` };
const script = fileURLToPath(new URL('./reminding-process.ts', import.meta.url));

/** Reminds a house on one morning with several processes of which some are killed, and counts what came of every reminder. */
export async function remindUnderFire(databaseUrl: string, under: UnderFire): Promise<AfterFire> {
  const { processes, kills, seed, progressed = () => undefined } = under;
  const random = createRandom(seed);
  const people = stubPeople(Array.from({ length: under.owners }, (_, index) => `eigenaar ${index + 1}`));
  const house: LargeHouse = { cases: under.cases, actionsPerCase: 20, owners: people, due: day };
  const stub = await createStubConnector({ people });
  const key = randomBytes(32);
  await prepare(databaseUrl, house, stub, key);

  const fate = random.fork('fate');
  // Long enough that somebody is always in the middle of a send when a kill comes; of one in fifty nobody knows what came of it.
  stub.faultsBy(({ method, path }) => ({
    delayMs: 60,
    ...(method === 'POST' && path.endsWith('/activities') && fate.chance(0.02) && { drop: fate.pick(drops) }),
  }));
  const start = () => startProcess([databaseUrl, key.toString('hex'), due.nine]);
  const began = performance.now();
  const alive = Array.from({ length: processes }, start);
  await Promise.all(alive.map(one => one.ready));
  let killed = 0;
  try {
    while (killed < kills) {
      const posted = stub.requests.length;
      const more = 1 + random.below((2 * under.owners) / (kills + 1));
      // Nothing more may be left to send; then the kills come all the same.
      await stub.until(() => stub.requests.length >= posted + more, 3_000).catch(() => undefined);
      const [dying] = alive.splice(random.below(alive.length), 1);
      await dying?.kill();
      killed += 1;
      progressed(killed, kills);
      if (!under.replaced) continue;
      const next = start();
      alive.push(next);
      await next.ready;
    }
    await untilSettled(databaseUrl, under.cases * house.actionsPerCase);
    const seconds = (performance.now() - began) / 1_000;
    return { ...(await count(databaseUrl, stub)), killed, seconds };
  } finally {
    await Promise.all(alive.map(one => one.kill()));
    await stub.close();
  }
}

async function prepare(databaseUrl: string, house: LargeHouse, stub: StubConnector, key: Uint8Array): Promise<void> {
  const masterKeys = { current: createLocalMasterKey(key) };
  const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log: createKeptLog() });
  const { tenant, url: serviceUrl, botId } = stub;
  const known = { tenant, serviceUrl, botId, language: 'nl' } as const;
  await fill(storage, house, createManualClock(due.eve), index => {
    const names = Array.from({ length: house.actionsPerCase }, (_, position) => ownerOf(house, index, position).name);
    return {
      ...known,
      id: stub.groupChat(`19:${caseCode(index)}@thread.v2`, [...new Set(names)]).id,
      kind: 'groupChat',
    };
  });
  await storage.close();
}

function startProcess(parameters: readonly string[]) {
  const child = spawn(process.execPath, [script, ...parameters], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'rondetafel-compile-cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { ready: once(child.stdout, 'data'), kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function untilSettled(databaseUrl: string, reminders: number): Promise<void> {
  await withClient(databaseUrl, async client => {
    const until = performance.now() + 600_000;
    for (;;) {
      const { rows } = await client.query(`select count(*)::int as settled from effects where state <> 'pending'`);
      if (rows[0].settled >= reminders) return;
      if (performance.now() > until) throw new Error(`only ${rows[0].settled} of ${reminders} are settled`);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  });
}

/** By owner, because a card brings everything of one owner; the codes of the cases in it tell that nothing is missing. */
async function count(databaseUrl: string, stub: StubConnector) {
  return withClient(databaseUrl, async client => {
    const { rows } = await client.query<{ state: string; case: string; action: string; person: string }>(
      `select state, case_code as "case", effect ->> 'action' as action, effect ->> 'person' as person from effects`,
    );
    const cards = new Map<string, readonly string[]>();
    for (const { name, entraId = '' } of stub.people)
      cards.set(
        entraId,
        stub.messages(stub.personalChat(name).id).map(({ card }) => JSON.stringify(card)),
      );
    const onRecord: Record<string, number> = {};
    const delivered: Record<string, number> = {};
    for (const { state, case: code, person, action } of rows) {
      onRecord[state] = (onRecord[state] ?? 0) + 1;
      const times = (cards.get(person) ?? []).filter(card => names(card, code, action)).length;
      const how = `${state} ${times}`;
      delivered[how] = (delivered[how] ?? 0) + 1;
    }
    return { reminders: rows.length, onRecord, delivered };
  });
}

function names(card: string, code: string, action: string): boolean {
  return card.includes(code) && new RegExp(`"${action}\\b|\\b${action}\\b`).test(card);
}

async function withClient<Result>(databaseUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
