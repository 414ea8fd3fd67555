import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createRondetafel, type RunningRondetafel } from '../../src/application/create-rondetafel.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import { houseZone } from '../../src/clock.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import { fold } from '../../src/domain/evolve.ts';
import { randomIds } from '../../src/ids.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';
import { createKeptLog } from './kept-log.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createRecordingChat, type RecordingChat } from './recording-chat.ts';

/** Entra ids of the five functions of casus-x; the number is the place at the table. */
export const functions = ['procesregisseur', 'wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam'] as const;
export type FunctionName = (typeof functions)[number];
const organisations: Readonly<Record<FunctionName, string>> = {
  procesregisseur: 'Zorg- en Veiligheidshuis',
  wijkagent: 'Politie',
  reclasseerder: 'Reclassering',
  behandelaar: 'GGZ',
  wijkteam: 'Wijkteam gemeente',
};
export const entraId = (name: FunctionName): string =>
  `00000000-0000-4000-8000-00000000000${functions.indexOf(name) + 1}`;

/** The application on a real (embedded, in memory) database with real cards, a clock with hands and a chat in memory. */
export interface TableUnderTest {
  readonly chat: RecordingChat;
  readonly clock: ManualClock;
  readonly rondetafel: RunningRondetafel;
  readonly storage: Storage;
  readonly log: ReturnType<typeof createKeptLog>;
  readonly tenant: string;
  readonly conversation: Conversation;
  say(name: FunctionName, text: string, activityId?: string): Promise<readonly Card[]>;
  /** Presses the newest card in the chat that offers the verb, or the given one. */
  press(name: FunctionName, verb: string, inputs?: Record<string, string>, options?: PressOptions): Promise<Card>;
  /** Everybody joins. */
  join(): Promise<void>;
  state(): Promise<CaseState>;
  conference(): Promise<Conference>;
  /** Resolves when nothing waits in any lane and the board is right. */
  settled(): Promise<void>;
  /** The newest card in the chat whose JSON holds the text. */
  cardWith(text: string): Card;
  close(): Promise<void>;
}
export interface PressOptions {
  readonly card?: Card;
  readonly activityId?: string;
  readonly conversation?: Conversation;
}

export const code = 'ZVH-2026-002';

export async function openTable(options: {
  storage?: Storage;
  archive: MinutesArchive;
  start?: string;
}): Promise<TableUnderTest> {
  const log = createKeptLog();
  const storage = options.storage ?? (await openStorage({ dataDir: 'memory://', masterKey: randomBytes(32), log }));
  const tenant = randomIds.newId();
  const clock = createManualClock(options.start ?? '2026-11-23T09:00:00.000Z');
  const chat = createRecordingChat(
    tenant,
    functions.map(name => ({ person: entraId(name), name: titled(name) })),
  );
  const rondetafel = createRondetafel(
    {
      ...storage,
      chat,
      roster: chat,
      archive: options.archive,
      clock,
      ids: randomIds,
      renderer: createRenderer({
        cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
        zone: houseZone,
      }),
      log,
      processDirectors: [],
    },
    {
      sweepEveryMs: 3_600_000,
      // One edit a second: the hands go on instead of the test waiting.
      pause: async ms => {
        clock.advance(ms);
      },
    },
  );
  const conversation: Conversation = {
    tenant,
    id: `19:${tenant}@thread.v2`,
    kind: 'groupChat',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    botId: '28:rondetafel',
    language: 'nl',
  };
  await rondetafel.seen(conversation);
  let activities = 0;
  const newActivity = () => `activity-${++activities}`;

  const table: TableUnderTest = {
    chat,
    clock,
    rondetafel,
    storage,
    log,
    tenant,
    conversation,
    async say(name, text, activityId = newActivity()) {
      const turn = { conversation, activityId, person: entraId(name), name: titled(name) };
      const replies = await rondetafel.typed({ ...turn, request: parseTyped(text, []) });
      for (const reply of replies) await chat.post(conversation, reply);
      await table.settled();
      return replies.flatMap(reply => (reply.kind === 'card' ? [reply.card] : []));
    },
    async press(
      name,
      verb,
      inputs = {},
      { card, activityId = newActivity(), conversation: where = conversation } = {},
    ) {
      const data = dataOf(card ?? newestOffering(chat, verb), verb);
      const { token, verb: _verb, ...along } = data;
      const values = { ...along, ...inputs };
      const answer = await rondetafel.press({
        conversation: where,
        activityId,
        person: entraId(name),
        name: titled(name),
        verb,
        values,
        request: readRequest(verb, values),
        submitted: false,
        ...(token !== undefined && { token }),
      });
      await table.settled();
      return answer;
    },
    async join() {
      for (const name of functions)
        await table.press(name, 'conference.join', { organisation: organisations[name], role: titled(name) });
    },
    async state() {
      const state = fold(await storage.events.read({ tenant, case: code }));
      if (state === undefined) throw new Error('there is no case');
      return state;
    },
    async conference() {
      const conference = (await table.state()).conferences.at(-1);
      if (conference === undefined) throw new Error('there is no conference');
      return conference;
    },
    async settled() {
      for (;;) {
        await rondetafel.idle();
        const waiting = (await storage.outbox.waitingLanes(clock.now())).filter(one => one.tenant === tenant);
        if (waiting.length === 0) return;
        for (const { lane } of waiting) await rondetafel.drain(tenant, lane);
      }
    },
    cardWith(text) {
      const found = chat.shown.findLast(
        one => one.message.kind === 'card' && JSON.stringify(one.message.card).includes(text),
      );
      if (found?.message.kind !== 'card') throw new Error(`no card says ${text}`);
      return found.message.card;
    },
    async close() {
      await rondetafel.stop();
      if (options.storage === undefined) await storage.close();
    },
  };
  return table;
}

export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function newestOffering(chat: RecordingChat, verb: string): Card {
  const found = chat.shown.findLast(
    one => one.message.kind === 'card' && JSON.stringify(one.message.card).includes(`"verb":"${verb}"`),
  );
  if (found?.message.kind !== 'card') throw new Error(`no card in the chat offers ${verb}`);
  return found.message.card;
}

/** Ids of the notices on a card, without `notice:`. */
export function notices(card: Card): string[] {
  return [...JSON.stringify(card).matchAll(/"id":"notice:([^"]+)"/g)].map(match => match[1] ?? '');
}

function dataOf(card: Card, verb: string): Record<string, string> {
  let data: Record<string, string> | undefined;
  JSON.parse(JSON.stringify(card), (_key, value: unknown) => {
    if (data === undefined && isAction(value) && value.verb === verb) data = value.data;
    return value;
  });
  if (data === undefined) throw new Error(`the card doesn't offer ${verb}`);
  return data;
}

function isAction(value: unknown): value is { verb: string; data: Record<string, string> } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Action.Execute';
}
