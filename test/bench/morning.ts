import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRondetafel } from '../../src/application/create-rondetafel.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage, type StorageOptions } from '../../src/storage/open-storage.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createMeetingChat } from '../../src/teams/meeting-chat.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';
import { createRoster } from '../../src/teams/roster.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startPostgres } from '../support/postgres.ts';
import { createStubConnector, type StubConnector, type StubRequest, stubPeople } from '../support/stub-connector.ts';
import { caseCode, fill, type LargeHouse, ownerOf } from './large-house.ts';

/**
 * A morning of a large house: `npm run bench:morning`. Ten thousand open actions of four hundred owners in five hundred cases are due on one day; at nine
 * they're planned into one card each and sent through a stub of the Bot Connector that answers after 100 ms, as Teams roughly does.
 * Teams takes fifty requests a second for a tenant, and eight messages in two seconds for a chat.
 */
const house: LargeHouse = {
  cases: Number(process.env.CASES ?? 500),
  actionsPerCase: 20,
  owners: stubPeople(Array.from({ length: Number(process.env.OWNERS ?? 400) }, (_, index) => `eigenaar ${index + 1}`)),
  due: '2026-12-11',
};
const answerMs = 100;

interface Row {
  readonly what: string;
  readonly value: string;
}

async function morning(databaseUrl: string | undefined, newChats: boolean): Promise<readonly Row[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'rondetafel-bench-'));
  const log = createKeptLog();
  const at: StorageOptions = {
    dataDir: directory,
    masterKeys: { current: createLocalMasterKey(randomBytes(32)) },
    log,
  };
  const storage = await openStorage(databaseUrl === undefined ? at : { ...at, databaseUrl });
  const stub = await createStubConnector({ people: house.owners });
  stub.fault({ delayMs: answerMs, times: Number.POSITIVE_INFINITY });
  const clock = createManualClock('2026-12-10T09:00:00.000Z');
  const adapter = createTeamsAdapter({ log });
  const roster = createRoster({ adapter, conversations: storage.conversations });
  const rondetafel = createRondetafel(
    {
      ...storage,
      chat: createMeetingChat({ adapter, roster }),
      roster,
      documents: { outOfReach: [], codes: async () => [], forget: async () => undefined },
      archive: createFolderArchive({ directory, log }),
      clock,
      ids: randomIds,
      renderer: createRenderer({
        cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
        zone: houseZone,
        approaches: usualApproaches,
        calendar: publicHolidaysOnly,
      }),
      log,
      approaches: usualApproaches,
      calendar: publicHolidaysOnly,
      processDirectors: [house.owners[0]?.entraId ?? ''],
    },
    { sweepEveryMs: 3_600_000 },
  );
  try {
    const filling = await timed(() => fill(storage, house, clock, index => meetingChat(stub, index)));
    if (!newChats) for (const { name } of house.owners) await storage.conversations.save(personalChat(stub, name));
    const idle = memory();

    clock.set('2026-12-11T08:00:00.000Z');
    const planned = await timed(() => storage.dueMoments.fire(clock.now()));
    const watch = peakMemory();
    const begun = performance.now();
    const used = process.cpuUsage();
    await rondetafel.sweep();
    await rondetafel.idle();
    const sent = stub.requests.filter(isPost);
    const last = (sent.at(-1)?.at ?? begun) - begun;
    const peak = watch();
    const busy = process.cpuUsage(used);

    const person = house.owners[0]?.name ?? '';
    const typed = async (text: string) => {
      const turn = { conversation: personalChat(stub, person), activityId: randomIds.newId(), name: person };
      const id = stub.person(person).entraId ?? '';
      await rondetafel.typed({ ...turn, person: id, text, request: parseTyped(text, []) });
    };
    const myActions = await timed(() => typed('mijn acties'));
    const caseload = await timed(() => typed('caseload'));
    const again = await timed(() => typed('caseload'));
    return [
      { what: 'storing the cases', value: seconds(filling) },
      { what: 'planning: due moments into effects', value: seconds(planned) },
      { what: 'until the last card was sent', value: seconds(last) },
      { what: 'of which computing', value: seconds((busy.user + busy.system) / 1_000) },
      { what: 'cards sent', value: `${sent.length} to ${house.owners.length} owners` },
      { what: 'messages in the busiest second', value: String(busiest(sent, 1_000)) },
      { what: 'requests in the busiest second', value: String(busiest(stub.requests, 1_000)) },
      { what: 'messages to one chat in its busiest two seconds', value: String(busiestChat(sent)) },
      { what: 'memory before, at most (MB resident)', value: `${idle}, ${peak}` },
      { what: '`mijn acties` of one owner', value: milliseconds(myActions) },
      { what: '`caseload` the first time, and again', value: `${milliseconds(caseload)}, ${milliseconds(again)}` },
      { what: 'lines in the log', value: String(log.lines.length) },
    ];
  } finally {
    await rondetafel.stop();
    await storage.close();
    await stub.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function meetingChat(stub: StubConnector, index: number): Conversation {
  const names = Array.from({ length: house.actionsPerCase }, (_, position) => ownerOf(house, index, position).name);
  const { id } = stub.groupChat(`19:${caseCode(index)}@thread.v2`, [...new Set(names)]);
  return { ...known(stub), id, kind: 'groupChat' };
}

function personalChat(stub: StubConnector, name: string): Conversation {
  const { entraId = '' } = stub.person(name);
  return { ...known(stub), id: stub.personalChat(name).id, kind: 'personal', person: entraId };
}

function known(stub: StubConnector) {
  return { tenant: stub.tenant, serviceUrl: stub.url, botId: stub.botId, language: 'nl' } as const;
}

function isPost({ method, path: to }: StubRequest): boolean {
  return method === 'POST' && to.endsWith('/activities');
}

/** The most that arrived in any so many milliseconds. */
function busiest(requests: readonly StubRequest[], windowMs: number): number {
  const arrived = requests.map(request => request.at).toSorted((one, other) => one - other);
  let first = 0;
  let most = 0;
  for (const [index, time] of arrived.entries()) {
    while (time - (arrived[first] ?? time) >= windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

function busiestChat(sent: readonly StubRequest[]): number {
  const chats = Map.groupBy(sent, request => request.path);
  return Math.max(0, ...[...chats.values()].map(one => busiest(one, 2_000)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

function memory(): number {
  return Math.round(process.memoryUsage.rss() / 1_048_576);
}

/** Looks ten times a second until it's asked. */
function peakMemory(): () => number {
  let peak = memory();
  const timer = setInterval(() => {
    peak = Math.max(peak, memory());
  }, 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;

const server = await startPostgres();
try {
  const columns = [
    { name: 'embedded', rows: await morning(undefined, false) },
    { name: 'PostgreSQL', rows: await morning(await server.createDatabase(), false) },
    { name: 'PostgreSQL, no personal chat yet', rows: await morning(await server.createDatabase(), true) },
  ];
  const actions = house.cases * house.actionsPerCase;
  console.log(`\n${actions} actions due on one morning, of ${house.owners.length} owners in ${house.cases} cases\n`);
  console.log(`| | ${columns.map(({ name }) => name).join(' | ')} |`);
  console.log(`|---|${columns.map(() => '---|').join('')}`);
  for (const [index, { what }] of (columns[0]?.rows ?? []).entries())
    console.log(`| ${[what, ...columns.map(({ rows }) => rows[index]?.value ?? '')].join(' | ')} |`);
} finally {
  await server.stop();
}
