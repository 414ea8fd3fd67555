import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardJson, wordsOf } from '../../src/demo/client-card.ts';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import {
  type Answer,
  chair,
  type House,
  openHouse,
  organisationOf,
  partners,
  type RoundTable,
} from '../support/round-table.ts';

/** What the promise says about a process that is killed. */
const handedOverWithinMs = 10_000;

let folder: string;
let postgres: TestPostgres;
let database: Client;
let one: House;
let other: House;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-several-'));
  postgres = await startPostgres();
  const url = await postgres.createMadeDatabase();
  env = {
    DATABASE_URL: url,
    RONDETAFEL_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    MINUTES_DIR: join(folder, 'minutes'),
  };
  one = await openHouse({ env });
  other = await openHouse({ env }, one.stub);
  database = new Client({ connectionString: url });
  await database.connect();
}, 120_000);
afterAll(async () => {
  await database?.end();
  await other?.dispose();
  await one?.dispose();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function countEvents(code: string, type: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from events where case_code = $1 and type = $2',
    [code, type],
  );
  return rows[0]?.count ?? -1;
}

describe('two bots behind one address', () => {
  it('take any press, all at once, and show nobody that the other one was first', async () => {
    const here = await one.open('ZVH-2026-601');
    const at = [here, other.seat(here.code)];
    await here.join(partners);
    const prompt = await here.move('volgende', 'risk.raise');
    const rounds = [1, 2, 3];
    const all = rounds.flatMap(round =>
      partners.map((name, index) => ({ name, what: `Risico ${round} van ${name}`, index })),
    );
    const answers = await Promise.all(
      all.map(({ name, what, index }) => seatOf(at, index).press(name, 'risk.raise', { what }, prompt)),
    );
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual([]);
    const numbers = answers.map(numberIn).toSorted((first, second) => first - second);
    expect(numbers).toEqual(all.map((_one, index) => index + 1));
    expect(await countEvents(here.code, 'RiskRaised')).toBe(all.length);
    const board = await here.boardSays('R40', 'en nog 5');
    const edits = one.stub.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith(`/${board.id}`));
    // The database counts from claim to claim, a second at least; what leaves a little late is closer to the next one, not to the one after.
    for (const [index, { at: arrived }] of edits.slice(2).entries())
      expect(arrived - (edits[index]?.at ?? 0)).toBeGreaterThan(1_000);
  }, 60_000);

  it('see at once what was decided at the other one', async () => {
    const here = await one.open('ZVH-2026-602');
    const there = other.seat(here.code);
    await here.join(['wijkagent']);
    const raising = await there.move('volgende', 'risk.raise');
    await here.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, raising);
    await there.move('volgende', 'risk.rate');
    // What it remembers of the case is from before the phase moved on there.
    const late = await here.press('wijkagent', 'risk.raise', { what: 'Vernieling' }, raising);
    expect(late.refusals).toEqual([]);
    await here.record('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await there.say(chair, 'toon');
    const agree = await here.card('risk.agree');
    const refused = await here.press('wijkagent', 'risk.agree', { 'level:R1': 'low' }, agree);
    expect(refused.refusals).toEqual(['notChair']);
    await there.record(chair, 'risk.agree', { 'level:R1': 'high', 'level:R2': 'low' }, agree);
    const again = await here.press(chair, 'risk.agree', { 'level:R1': 'low' }, agree);
    expect(again.refusals).toEqual(['alreadyHappened']);
  }, 60_000);

  it('are replaced one by one while people press, and nothing is lost or recorded twice', async () => {
    const here = await one.open('ZVH-2026-603');
    const people = partners.slice(0, 6);
    await here.join(people);
    const raising = await here.move('volgende', 'risk.raise');
    await here.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, raising);
    const prompt = await here.move('volgende', 'risk.rate');
    const seats = [here, other.seat(here.code)];
    let isOver = false;
    let acknowledged = 0;
    const last = new Map<string, string>();

    /** As an ingress does: to the next one when nobody answers, the same activity. */
    async function pressed(name: string, level: string, turn: number): Promise<Answer> {
      for (let attempt = 0; ; attempt++) {
        const seat = seatOf(seats, turn + attempt);
        try {
          const inputs = { 'level:R1': level };
          const answer = await seat.press(name, 'risk.rate', inputs, prompt, { activityId: `${name} ${turn}` });
          // Of a process that is ending somebody may hear "try again"; then they do.
          if (!answer.refusals.includes('tryAgain') || attempt >= 40) return answer;
        } catch (error) {
          if (attempt >= 40) throw error;
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      }
    }
    const playing = people.map(async (name, index) => {
      for (let turn = index; !isOver; turn++) {
        const level = turn % 2 === 0 ? 'high' : 'low';
        const answer = await pressed(name, level, turn);
        expect(answer.refusals).toEqual([]);
        acknowledged += 1;
        last.set(name, level);
      }
    });
    const untilMore = async () => {
      const wanted = acknowledged + 30;
      await expect.poll(() => acknowledged, { timeout: 20_000, interval: 10 }).toBeGreaterThan(wanted);
    };
    try {
      await untilMore();
      await one.bot.restart({ env });
      await untilMore();
      await other.bot.restart({ env });
      await untilMore();
    } finally {
      isOver = true;
      await Promise.all(playing);
    }
    expect(await countEvents(here.code, 'RiskRated')).toBe(acknowledged);
    const { card } = await here.move('toon', 'risk.agree');
    const words = wordsOf(card as CardJson);
    for (const [name, level] of last)
      expect(words).toContain(`${level === 'high' ? 'Hoog' : 'Laag'}   ${organisationOf(name)}`);
  }, 120_000);

  it('hand the work of one that is killed over within ten seconds', async () => {
    const here = await one.open('ZVH-2026-604');
    await here.join(['wijkagent']);
    await here.say(chair, 'sluiten');
    const draft = await here.card('minutes.adopt');
    await here.record(chair, 'minutes.adopt', {}, draft);
    const killedAt = performance.now();
    await one.bot.kill();
    await readFiledMinutes(join(folder, 'minutes'), here.code, 1, 30_000);
    await one.stub.until(() => here.lines().some(line => line.includes('is opgeslagen')), 30_000);
    expect(performance.now() - killedAt).toBeLessThan(handedOverWithinMs);
    expect(here.lines().filter(line => line.includes('is opgeslagen'))).toHaveLength(1);
  }, 60_000);
});

function seatOf(at: readonly RoundTable[], index: number): RoundTable {
  const seat = at[index % at.length];
  if (seat === undefined) throw new Error('nobody sits there');
  return seat;
}

function numberIn({ words }: Answer): number {
  return Number(/\bR(\d+)\b/.exec(words)?.[1]);
}
