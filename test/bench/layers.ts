import { fileURLToPath } from 'node:url';
import { answers, startChild, untilReady } from '../../src/demo/child-process.ts';
import { freePort } from '../support/bot-process.ts';
import { startPostgres } from '../support/postgres.ts';
import { chair, partners } from '../support/round-table.ts';
import { createStubConnector, stubPeople } from '../support/stub-connector.ts';
import { createTeamsClient } from '../support/teams-client.ts';
import { type Layers, openLayered } from './layered-house.ts';
import { type Spell, share, spell } from './measure.ts';

/**
 * What each layer of trust costs a press: `npm run bench:layers`. Bots as processes of their own, beside each other: the floor, one with all
 * layers (in production, with tokens of an issuer on this machine), and for each layer one in which it does nothing (`without.ts`). They're
 * pressed by turns, a spell each, so that the machine's mood is the same for all.
 * `CALLS`: presses a row, `ENGINES`: `embedded`, `postgres` or both.
 */
const calls = Number(process.env.CALLS ?? 600);
const engines = (process.env.ENGINES ?? 'embedded,postgres').split(',');
/** Presses in a spell, by the number of callers. */
const spells: ReadonlyMap<number, number> = new Map([
  [1, 20],
  [16, 48],
]);

const setups: readonly (Layers & { readonly name: string })[] = [
  { name: 'all layers', guarded: true, without: [] },
  { name: 'without guard and signature', guarded: false, without: [] },
  { name: 'without asking who is in the chat', guarded: true, without: ['roster'] },
  { name: 'without the number guard', guarded: true, without: ['numbers'] },
  { name: 'without sealing', guarded: true, without: ['sealing'] },
  { name: 'without chains', guarded: true, without: ['chains'] },
  { name: 'without the access log', guarded: true, without: ['access'] },
  { name: 'without remembering presses', guarded: true, without: ['dedupe'] },
  {
    name: 'without any of these',
    guarded: false,
    without: ['roster', 'numbers', 'sealing', 'chains', 'access', 'dedupe'],
  },
];

/** A bot that is ready to be pressed. */
interface Pressed {
  readonly name: string;
  press(): Promise<void>;
  close(): Promise<void>;
}

async function floor(): Promise<Pressed> {
  const stub = await createStubConnector({ people: stubPeople([chair]) });
  const port = await freePort();
  const args = [fileURLToPath(new URL('./echo-bot.ts', import.meta.url))];
  const child = startChild({ args, env: { ...process.env, PORT: String(port) } });
  await untilReady(child, 'the echo bot', () => answers(`http://127.0.0.1:${port}/healthz`), 30_000);
  const { id: chat } = stub.groupChat('19:floor@thread.v2', [chair]);
  const client = createTeamsClient({ botUrl: `http://127.0.0.1:${port}/api/messages`, stub });
  const data = { token: 'x'.repeat(32), verb: 'risk.rate' };
  const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Execute', verb: 'risk.rate', title: 'x', data }] };
  return {
    name: 'floor: bare botbuilder + restify',
    press: () => client.press(chair, { chat, card }, 'risk.rate').then(() => undefined),
    async close() {
      await child.stop();
      await stub.close();
    },
  };
}

/** Every press is a rating that changes something. */
async function layered(setup: (typeof setups)[number], env: Readonly<Record<string, string>>): Promise<Pressed> {
  const stub = await createStubConnector({ people: stubPeople([chair, ...partners]) });
  const house = await openLayered(setup, env, stub);
  const table = await house.open('ZVH-2026-901');
  await table.join(partners);
  await table.move('volgende', 'risk.raise');
  await table.record(partners[0], 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
  const card = await table.move('volgende', 'risk.rate');
  let pressed = 0;
  const answered: unknown[] = [];
  return {
    name: setup.name,
    async press() {
      pressed += 1;
      const who = partners[pressed % partners.length] ?? chair;
      // Another reason each time: the value that stands there already would be no event.
      const inputs = { 'level:R1': 'high', 'reason:R1': `Melding ${pressed}` };
      const answer = await house.client.press(who, card, 'risk.rate', inputs);
      if (answer.status !== 200) throw new Error(`${setup.name}: a press was answered ${answer.status}`);
      answered.push(answer.card);
    },
    async close() {
      const refused = answered.filter(shown => JSON.stringify(shown).includes('notice:refusal:')).length;
      if (refused > 0)
        console.log(
          `\n${setup.name}: ${refused} of ${answered.length} presses were refused: no figures of a press that counts`,
        );
      await house.dispose();
      await stub.close();
    },
  };
}

/** By turns, the first round as a warm-up. */
async function byTurns(bots: readonly Pressed[], callers: number): Promise<ReadonlyMap<string, readonly Spell[]>> {
  const inSpell = spells.get(callers) ?? 1;
  const rounds = Math.max(1, Math.ceil(calls / inSpell));
  const measured = new Map<string, Spell[]>(bots.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    // Back and forth, so that nobody always comes behind the same one.
    for (const { name, press } of round % 2 === 0 ? bots : bots.toReversed()) {
      const one = await spell(callers, inSpell, press);
      if (round > 0) measured.get(name)?.push(one);
    }
  return measured;
}

function print(callers: number, measured: ReadonlyMap<string, readonly Spell[]>): void {
  const [base = [], whole = []] = [...measured.values()];
  const p50 = (rounds: readonly Spell[]) => share(times(rounds), 0.5);
  const times = (rounds: readonly Spell[]) => rounds.flatMap(one => one.times);
  for (const [name, rounds] of measured) {
    const seconds = rounds.reduce((sum, one) => sum + one.seconds, 0);
    const costs = rounds.map(({ times }, round) => share(whole[round]?.times ?? [], 0.5) - share(times, 0.5));
    const cost = [0.5, 0.25, 0.75].map(part => share(costs, part).toFixed(2));
    const cells = [
      name,
      callers,
      (times(rounds).length / seconds).toFixed(0),
      p50(rounds).toFixed(1),
      share(times(rounds), 0.99).toFixed(1),
      (p50(rounds) / p50(base)).toFixed(1),
      rounds === base || rounds === whole ? '' : `${cost[0]} (${cost[1]} to ${cost[2]})`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const server = engines.includes('postgres') ? await startPostgres() : undefined;
try {
  for (const engine of engines) {
    const bots = [await floor()];
    for (const setup of setups) {
      process.stderr.write(`${engine}: ${setup.name}\n`);
      const onServer = engine === 'postgres' && server !== undefined;
      bots.push(await layered(setup, onServer ? { DATABASE_URL: await server.createDatabase() } : {}));
    }
    console.log(`\n${engine === 'postgres' ? 'PostgreSQL' : 'embedded'}, ${calls} presses a row, on one case\n`);
    console.log(
      '| a press | callers | presses/s | p50 ms | p99 ms | × floor p50 | what it saves, ms (half of the time) |',
    );
    console.log('|---|---|---|---|---|---|---|');
    for (const callers of spells.keys()) print(callers, await byTurns(bots, callers));
    for (const bot of bots) await bot.close();
  }
} finally {
  await server?.stop();
}
