import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../../src/app.ts';
import { createClock } from '../../src/clock.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { CaseFile } from '../../src/demo/case-file.ts';
import { connectClient, type PlaygroundClient } from '../../src/demo/client.ts';
import { wordsOf } from '../../src/demo/client-card.ts';
import { startPlayground } from '../../src/demo/playground.ts';
import { createRoom, type Room } from '../../src/demo/room.ts';
import { seatPeople } from '../../src/demo/seats.ts';
import type { ShownMessage } from '../../src/demo/shown-messages.ts';
import { createLog } from '../../src/logger.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { freePort } from './bot-process.ts';
import { startPostgres } from './postgres.ts';

/** A message of the bot, when and to whom it came. */
export interface Sent {
  readonly day: string;
  /** Wall-clock time at the house, `HH:mm`. */
  readonly time: string;
  /** The function of whose own chat it is; `everyone` is the meeting chat. */
  readonly to: string;
  readonly message: ShownMessage;
  /** The words of its line or card. */
  readonly words: string;
}

/**
 * A room whose days pass: the real bot in this process, so that its clock is in our hands, and the real Playground as its client.
 */
export interface PassingDays {
  readonly client: PlaygroundClient;
  readonly room: Room;
  readonly minutesDir: string;
  /** Moves the clock there, lets everything go out that is due, and says what came since the last time. Never backwards. */
  at(day: string, time: string): Promise<readonly Sent[]>;
  /** Stops the bot and starts it again on what it kept. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export async function openPassingDays(file: CaseFile, start: string): Promise<PassingDays> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-days-'));
  const server = await startPostgres();
  const { clock, set } = createMovedClock(start);
  const seats = seatPeople(file.people, file.chair);
  const chair = seats.find(seat => seat.function === file.chair);
  const port = await freePort();
  const config: Config = readConfig({
    RONDETAFEL_DEV: '1',
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: await server.createMadeDatabase(),
    RONDETAFEL_PROCESS_DIRECTORS: chair?.entraId,
    LOG_LEVEL: 'silent',
  });
  const open = () => startApp(config, createLog(config.logLevel), clock);
  let app: RunningApp = await open();
  const requests = countRequests();
  let seen = 0;
  const bot = `http://127.0.0.1:${port}/api/messages`;
  const playground = await startPlayground({ port: await freePort(), bot, folder: join(folder, 'playground'), seats });
  const client = await connectClient(playground);
  let read = 0;
  let last = { day: start.slice(0, 10), time: start.slice(11, 16) };

  /** Everything comes over one stream, in order: once the answer to this is there, so is all that was sent before it. */
  async function everythingSeen(): Promise<void> {
    if (requests.count === seen) return;
    const person = client.seat(file.chair);
    const own = client.personalChatOf(person);
    const before = client.messages.of(own).length;
    await client.say(person, own, 'help');
    await client.until(() => client.messages.of(own).length > before + 1 || undefined, 'the answer to help');
    seen = requests.count;
  }

  function toWhom(chat: string): string {
    return client.seats.find(seat => client.personalChatOf(seat) === chat)?.function ?? 'everyone';
  }

  /** What the bot posted since this was asked last. */
  function posted(when: { readonly day: string; readonly time: string }): readonly Sent[] {
    const lines = client.transcript.slice(read);
    read = client.transcript.length;
    return lines.flatMap((line): readonly Sent[] => {
      if (line.kind !== 'posted' || line.message.from !== client.bot.id) return [];
      const { message } = line;
      const words = message.card === undefined ? message.text : wordsOf(message.card);
      return words.startsWith(helpTitle) ? [] : [{ ...when, to: toWhom(message.chat), message, words }];
    });
  }

  return {
    client,
    room: createRoom(client),
    minutesDir: config.minutesDir,
    async at(day, time) {
      // What people did since then was answered at that moment.
      const earlier = posted(last);
      last = { day, time };
      set(clock.instantAt(day, time));
      await app.catchUp();
      await everythingSeen();
      return [...earlier, ...posted(last)];
    },
    async restart() {
      await app.stop();
      app = await open();
    },
    async dispose() {
      requests.stop();
      client.close();
      await playground.stop();
      await app.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The answer to `help`, which is asked for by the room itself. */
const helpTitle = 'Zo werkt Rondetafel';

/** Counts what this process asks of others: on most days the bot sends nothing, and then there's nothing to wait for. */
function countRequests() {
  const { fetch } = globalThis;
  const counted = { count: 0, stop: () => Object.assign(globalThis, { fetch }) };
  Object.assign(globalThis, {
    fetch: (...request: Parameters<typeof fetch>) => {
      counted.count += 1;
      return fetch(...request);
    },
  });
  return counted;
}

/** A clock that can be moved and goes on from there: what waits for a second to pass waits no longer than that. */
function createMovedClock(start: string): { readonly clock: Clock; set(at: string): void } {
  let ahead = 0;
  const set = (at: string) => {
    ahead = Date.parse(at) - Date.now();
  };
  set(start);
  return { clock: createClock(0, () => Date.now() + ahead), set };
}
