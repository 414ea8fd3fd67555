import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { putMadeDatabase } from '../../support/made-database.ts';
import { createStubConnector, stubPeople } from '../../support/stub-connector.ts';
import { createTeamsClient } from '../../support/teams-client.ts';
import { createRandom } from '../random.ts';
import { createDoomedBot, type EngineName, type Kept, type Life } from './doomed-bot.ts';
import { type Figures, failuresOf, refusalsIn } from './figures.ts';
import { createGate } from './gate.ts';
import { dayAtHouse, dayMs, untilTenAtHouse } from './house-time.ts';
import { judgePresses } from './judge-presses.ts';
import { judgeRecord } from './judge-record.ts';
import { judgeSends } from './judge-sends.ts';
import { createLedger } from './ledger.ts';
import { playPerson, type Table, type World } from './person.ts';
import { standingsAt } from './phases.ts';
import { daysThatPass, type KillPlan, planKill } from './plan.ts';
import { auditOf, readRecord } from './record.ts';
import { sendsOf } from './sends.ts';
import { withinTime } from './within-time.ts';

/** The first three each chair a case. */
const names = ['procesregisseur', 'officier', 'wijkteam', 'wijkagent', 'reclasseerder', 'behandelaar'] as const;
/** A life, with its start, its work and its end; and the calm after the last. */
const runWithinMs = 240_000;

export interface BatchOptions {
  readonly engine: EngineName;
  readonly seed: number;
  /** Which batch of how many kills. */
  readonly batch: number;
  readonly kills: number;
  /** A database of a server with nothing in it, or nothing but its schema. */
  readonly databaseUrl?: string;
  /** The embedded database is a copy of one that was made before, so that nobody waits for its birth. */
  readonly isMade?: boolean;
  killed?(): void;
}

/**
 * One database that is killed many times while six people hold conferences about three cases, then left in peace to finish, and
 * judged. Rejects, naming seed and run, when something takes too long or the bot doesn't start any more.
 */
export async function runBatch(options: BatchOptions): Promise<Figures> {
  const { engine, seed, batch, kills, databaseUrl, isMade = false, killed } = options;
  const random = createRandom(seed).fork(`${engine} ${batch}`);
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-torture-'));
  const kept: Kept = { folder, ...(databaseUrl !== undefined && { databaseUrl }) };
  if (isMade && engine === 'embedded') await putMadeDatabase(join(folder, 'data'));
  const stub = await createStubConnector({ people: stubPeople(names) });
  const bot = await createDoomedBot(kept);
  const ledger = createLedger();
  const lives: Life[] = [];
  const killedAt: number[] = [];
  const wrong: string[] = [];
  const logged: Record<string, number> = {};
  const counted = { starting: 0, inFlight: 0 };
  let aheadMs = untilTenAtHouse(Date.now());
  let startMs = engine === 'embedded' ? 8_000 : 4_000;
  let calmAt = 0;
  const gate = createGate();

  const world: World = {
    stub,
    client: createTeamsClient({ botUrl: bot.messages, stub }),
    ledger,
    tables: tablesOf(batch),
    playing: gate.playing,
    up: gate.up,
    botNow: () => Date.now() + aheadMs,
    today: () => dayAtHouse(Date.now() + aheadMs),
    wrong: what => void wrong.push(what),
    sending: gate.sending,
  };
  for (const { chat } of world.tables) stub.groupChat(chat, names);

  let isClean = false;
  try {
    const people = names.map(name =>
      playPerson(name, world, random.fork(name)).catch(
        (error: unknown) => void wrong.push(`${name} stopped: ${error}`),
      ),
    );
    for (let run = 0; run < kills; run++) {
      await guarded(`run ${run}`, () => oneLife(planKill(random, engine, startMs, run === 0 && !isMade)));
      killed?.();
      aheadMs += daysThatPass(random) * dayMs;
    }
    await guarded('the calm after the last kill', () => calm(people));
    const figures = await guarded('judging', judged);
    isClean = figures.evidence.length === 0;
    return figures;
  } finally {
    gate.end();
    await Promise.all(lives.map(life => life.kill()));
    await stub.close();
    if (isClean) await rm(folder, { recursive: true, force: true });
  }

  async function guarded<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const where = `${engine}, seed ${seed}, batch ${batch}, ${what}`;
    try {
      return await withinTime(work(), runWithinMs);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${where}: ${why} (kept in ${folder})`, { cause });
    }
  }

  async function oneLife(plan: KillPlan): Promise<void> {
    const life = bot.start(aheadMs);
    lives.push(life);
    if (plan.kind === 'starting') {
      const isUp = await Promise.race([life.ready, pause(plan.afterMs, false)]);
      if (!isUp) counted.starting += 1;
    } else {
      await life.ready;
      startMs = startMs * 0.8 + (performance.now() - life.startedAt) * 0.2;
      gate.open();
      if (plan.kind === 'living') await pause(plan.afterMs);
      else {
        await gate.sent(plan.verb, plan.orAfterMs);
        await pause(plan.afterMs);
      }
    }
    counted.inFlight += gate.inFlight();
    killedAt.push(Date.now() + aheadMs);
    gate.shut();
    if (!life.running()) wrong.push(`the bot ended by itself: ${life.output()}`);
    await life.kill();
    remember(life);
  }

  /** People finish what they were at, and the bot what it has to do. */
  async function calm(people: readonly Promise<void>[]): Promise<void> {
    gate.finish();
    const life = bot.start(aheadMs);
    lives.push(life);
    await life.ready;
    gate.open();
    await Promise.all(people);
    // On a server the lanes of the killed one are free after six seconds.
    const quietMs = engine === 'embedded' ? 3_000 : 10_000;
    for (let seen = -1, since = performance.now(); performance.now() - since < quietMs; await pause(100)) {
      if (stub.requests.length === seen) continue;
      seen = stub.requests.length;
      since = performance.now();
    }
    gate.end();
    // What came due since then may wait for the next start.
    calmAt = Date.now() + aheadMs - quietMs;
    await life.stop();
    remember(life);
  }

  async function judged(): Promise<Figures> {
    const audit = await auditOf(kept);
    const record = await readRecord(kept, new Date(calmAt).toISOString());
    const sends = sendsOf(stub.requests, lives);
    const figures: Figures = {
      kills,
      killsWhileStarting: counted.starting,
      inFlight: counted.inFlight,
      standings: standingsAt(killedAt, record.cases),
      presses: ledger.presses.length,
      refusals: refusalsIn(ledger.presses),
      press: judgePresses(ledger.presses, record.cases, name => stub.person(name).entraId ?? ''),
      sends: judgeSends(sends, record),
      record: await judgeRecord(record, join(folder, 'minutes')),
      brokenChains: audit.holds ? [] : audit.lines,
      wrong,
      logged,
      evidence: [],
    };
    if (failuresOf(figures).every(([, list]) => list.length === 0)) return figures;
    const evidence = join(folder, 'evidence.json');
    await writeFile(evidence, JSON.stringify({ presses: ledger.presses, sends, record, killedAt }));
    return { ...figures, evidence: [evidence] };
  }

  function remember(life: Life): void {
    for (const [name, count] of Object.entries(life.logged())) logged[name] = (logged[name] ?? 0) + count;
  }
}

function tablesOf(batch: number): readonly Table[] {
  return ['Top X', 'Top X OGG', 'MDA++'].map((approach, index) => {
    const code = `ZVH-2026-${100 + (batch % 200) * 4 + index}`;
    return { code, approach, chat: `19:${code}@thread.v2`, chair: names[index] ?? names[0] };
  });
}
