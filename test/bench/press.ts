import { fileURLToPath } from 'node:url';
import { answers, startChild, untilReady } from '../../src/demo/child-process.ts';
import { freePort } from '../support/bot-process.ts';
import { startPostgres } from '../support/postgres.ts';
import { chair, openHouse, partners } from '../support/round-table.ts';
import { createTeamsClient } from '../support/teams-client.ts';
import { type Measured, measure } from './measure.ts';

/**
 * How fast a press is answered: `npm run bench`. In one run, so that the machine's mood is the same for all: the floor (a bare botbuilder + restify bot that
 * stores nothing), Rondetafel embedded, Rondetafel on PostgreSQL. Every press of Rondetafel is a rating that is checked, sealed and durable.
 */
const calls = Number(process.env.CALLS ?? 1_000);
const atOnce = [1, 16];

interface Row {
  readonly name: string;
  readonly callers: number;
  readonly measured: Measured;
}

async function floor(): Promise<Row[]> {
  const port = await freePort();
  const args = [fileURLToPath(new URL('echo-bot.ts', import.meta.url))];
  const child = startChild({ args, env: { ...process.env, PORT: String(port) } });
  await untilReady(child, 'the echo bot', () => answers(`http://127.0.0.1:${port}/healthz`), 30_000);
  const house = await openHouse();
  try {
    const table = await house.open('ZVH-2026-900');
    const client = createTeamsClient({ botUrl: `http://127.0.0.1:${port}/api/messages`, stub: house.stub });
    const card = await table.card('conference.join');
    const rows: Row[] = [];
    for (const callers of atOnce) {
      const measured = await measure(callers, calls, async () => {
        await client.press(partners[0], card, 'conference.join', { organisation: 'Politie' });
      });
      rows.push({ name: 'floor: bare botbuilder + restify', callers, measured });
    }
    return rows;
  } finally {
    await house.dispose();
    await child.stop();
  }
}

async function rondetafel(name: string, env: Readonly<Record<string, string>>): Promise<Row[]> {
  const house = await openHouse({ env: { LOG_LEVEL: 'error', ...env } });
  try {
    const table = await house.open('ZVH-2026-901');
    await table.join(partners);
    await table.move('volgende', 'risk.raise');
    await table.record(partners[0], 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
    const card = await table.move('volgende', 'risk.rate');
    const rows: Row[] = [];
    for (const callers of atOnce) {
      const measured = await measure(callers, calls, async call => {
        const who = partners[call % partners.length] ?? chair;
        // Another reason each time: the value that stands there already would be no event.
        const inputs = { 'level:R1': 'high', 'reason:R1': `Melding ${callers}-${call}` };
        const { status } = await house.client.press(who, card, 'risk.rate', inputs);
        if (status !== 200) throw new Error(`a press was answered ${status}`);
      });
      rows.push({ name, callers, measured });
    }
    return rows;
  } finally {
    await house.dispose();
  }
}

function print(rows: readonly Row[]): void {
  console.log(`\n${calls} presses on one case, in development mode (no tokens are checked)\n`);
  console.log('| bot | callers | presses/s | of the floor | p50 ms | p99 ms | × floor p99 |');
  console.log('|---|---|---|---|---|---|---|');
  for (const { name, callers, measured } of rows) {
    const base = rows.find(row => row.callers === callers)?.measured ?? measured;
    const cells = [
      name,
      callers,
      measured.perSecond.toFixed(0),
      (measured.perSecond / base.perSecond).toFixed(2),
      measured.p50.toFixed(1),
      measured.p99.toFixed(1),
      (measured.p99 / base.p99).toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const server = await startPostgres();
try {
  const rows = [
    ...(await floor()),
    ...(await rondetafel('Rondetafel, embedded', {})),
    ...(await rondetafel('Rondetafel, PostgreSQL', { DATABASE_URL: await server.createDatabase() })),
  ];
  print(rows);
} finally {
  await server.stop();
}
