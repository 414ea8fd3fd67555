import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answers, type Child, startChild, untilReady } from '../../src/demo/child-process.ts';
import { createProgress } from '../../src/progress.ts';
import { freePort } from '../support/bot-process.ts';
import { startPostgres } from '../support/postgres.ts';
import { chair, partners } from '../support/round-table.ts';
import { createStubConnector, type StubConnector, stubPeople } from '../support/stub-connector.ts';
import { openLayered } from './layered-house.ts';
import { createLeanClient, type LeanCard, type LeanClient } from './lean-client.ts';
import { type Measured, measure } from './measure.ts';

/**
 * How fast a press is answered: `npm run bench`. In one run, in turn: the floor (a bare botbuilder + restify bot that stores nothing), a bot that makes the
 * calls of Microsoft's sample, and Rondetafel as in production (tokens of an issuer on this machine are checked), embedded and on
 * PostgreSQL. Every press of Rondetafel is a rating that changes something: checked, sealed, linked, logged and on the disk when it's
 * answered; boards are edited meanwhile. `CALLS`: presses a row; `ENGINES`: `embedded`, `postgres` or both.
 */
const calls = Number(process.env.CALLS ?? 2_000);
const engines = (process.env.ENGINES ?? 'embedded,postgres').split(',');
const manyCases = 16;
const loads = [
  { callers: 1, cases: manyCases },
  { callers: 16, cases: manyCases },
  { callers: 16, cases: 1 },
  { callers: 64, cases: manyCases },
] as const;

interface Row extends Measured {
  readonly name: string;
  readonly callers: number;
  readonly cases: number;
  /** Resident, in MB, at the end. */
  readonly memory: number;
}
/** A bot to press on. */
interface Subject {
  readonly name: string;
  readonly pid: number;
  readonly client: LeanClient;
  readonly cards: readonly LeanCard[];
  close(): Promise<void>;
}

const newStub = () => createStubConnector({ people: stubPeople([chair, ...partners]) });
const chatOf = (number: number) => `19:ZVH-2026-${900 + number}@thread.v2`;

async function bare(name: string, file: string): Promise<Subject> {
  const stub = await newStub();
  const port = await freePort();
  const args = [fileURLToPath(new URL(file, import.meta.url))];
  const child: Child = startChild({ args, env: { ...process.env, PORT: String(port) } });
  await untilReady(child, name, () => answers(`http://127.0.0.1:${port}/healthz`), 30_000);
  const cards: LeanCard[] = [];
  for (let number = 0; number < manyCases; number++) {
    const { id: chat } = stub.groupChat(chatOf(number), [chair, ...partners]);
    cards.push({ chat, verb: 'risk.rate', token: 'x'.repeat(32), id: await posted(stub, chat) });
  }
  const client = createLeanClient({ botUrl: `http://127.0.0.1:${port}/api/messages`, stub, callers: 64 });
  return {
    name,
    pid: child.pid,
    client,
    cards,
    async close() {
      client.close();
      await child.stop();
      await stub.close();
    },
  };
}

/** A message of the bot that is there to be edited. */
async function posted(stub: StubConnector, chat: string): Promise<string> {
  const url = `${stub.url}/v3/conversations/${encodeURIComponent(chat)}/activities`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ type: 'message', text: 'x' }) });
  const { id } = (await answer.json()) as { readonly id: string };
  return id;
}

async function rondetafel(name: string, env: Readonly<Record<string, string>>): Promise<Subject> {
  const stub = await newStub();
  const house = await openLayered({ guarded: true, without: [] }, env, stub);
  const cards: LeanCard[] = [];
  for (let number = 0; number < manyCases; number++) {
    const table = await house.open(`ZVH-2026-${900 + number}`);
    await table.join(partners);
    await table.move('volgende', 'risk.raise');
    await table.record(partners[0], 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
    const { id, chat, card } = await table.move('volgende', 'risk.rate');
    const [, token = ''] = /"token":"([^"]+)"/.exec(JSON.stringify(card)) ?? [];
    cards.push({ chat, id, verb: 'risk.rate', token });
  }
  const client = createLeanClient({ botUrl: house.bot.messages, stub, signed: house.signed, callers: 64 });
  return {
    name,
    pid: house.bot.pid,
    client,
    cards,
    async close() {
      client.close();
      await house.dispose();
      await stub.close();
    },
  };
}

async function rowsOf({ name, pid, client, cards }: Subject): Promise<Row[]> {
  const rows: Row[] = [];
  const progress = createProgress(`${name}, rows of ${calls} presses`);
  for (const { callers, cases } of loads) {
    progress.update(rows.length, loads.length);
    const measured = await measure(callers, calls, async call => {
      const card = cards[call % cases];
      if (card === undefined) throw new Error('there is a card for every case');
      const who = partners[Math.floor(call / cases) % partners.length] ?? chair;
      // Another reason each time: the value that stands there already would be no event.
      await client.press(who, card, { 'level:R1': 'high', 'reason:R1': `Melding ${callers}-${cases}-${call}` });
    });
    rows.push({ name, callers, cases, ...measured, memory: residentOf(pid) });
  }
  progress.update(loads.length, loads.length);
  progress.end();
  return rows;
}

/** In MB. */
function residentOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function print(rows: readonly Row[]): void {
  console.log(`\n${calls} presses a row\n`);
  console.log('| bot | callers | cases | presses/s | of the floor | p50 ms | p95 ms | p99 ms | × floor p99 | MB |');
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  for (const row of rows) {
    const base = rows.find(({ callers, cases }) => callers === row.callers && cases === row.cases) ?? row;
    const cells = [
      row.name,
      row.callers,
      row.cases,
      row.perSecond.toFixed(0),
      (row.perSecond / base.perSecond).toFixed(2),
      row.p50.toFixed(1),
      row.p95.toFixed(1),
      row.p99.toFixed(1),
      (row.p99 / base.p99).toFixed(1),
      row.memory.toFixed(0),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const server = engines.includes('postgres') ? await startPostgres() : undefined;
try {
  const subjects: (() => Promise<Subject>)[] = [
    () => bare('floor: bare botbuilder + restify', './echo-bot.ts'),
    () => bare('calls of the sample', './sample-bot.ts'),
    ...(engines.includes('embedded') ? [() => rondetafel('Rondetafel, embedded', {})] : []),
    ...(server === undefined
      ? []
      : [async () => rondetafel('Rondetafel, PostgreSQL', { DATABASE_URL: await server.createDatabase() })]),
  ];
  const rows: Row[] = [];
  for (const open of subjects) {
    const subject = await open();
    rows.push(...(await rowsOf(subject)));
    await subject.close();
  }
  print(rows);
} finally {
  await server?.stop();
}
process.exit();
