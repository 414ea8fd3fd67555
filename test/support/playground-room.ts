import { join } from 'node:path';
import { type CaseFile, loadCaseFile } from '../../src/demo/case-file.ts';
import { connectClient, type PlaygroundClient } from '../../src/demo/client.ts';
import { type Playground, startPlayground } from '../../src/demo/playground.ts';
import { createRoom, type Room } from '../../src/demo/room.ts';
import { seatPeople } from '../../src/demo/seats.ts';
import { type BotChanges, type BotProcess, freePort, startBotProcess } from './bot-process.ts';

export const casusX: CaseFile = loadCaseFile('src/demo/casus-x.json');

/** The real bot and the real Playground, with the people of a case in the room. */
export interface PlaygroundRoom {
  readonly bot: BotProcess;
  readonly playground: Playground;
  readonly client: PlaygroundClient;
  readonly room: Room;
  dispose(): Promise<void>;
}

export async function openPlaygroundRoom(file: CaseFile = casusX, changes: BotChanges = {}): Promise<PlaygroundRoom> {
  const bot = await startBotProcess(changes);
  const seats = seatPeople(file.people, file.chair);
  const playground = await startPlayground({
    port: await freePort(),
    bot: bot.messages,
    folder: join(bot.dataDir, '..', 'playground'),
    seats,
  });
  const client = await connectClient(playground);
  return {
    bot,
    playground,
    client,
    room: createRoom(client),
    async dispose() {
      client.close();
      await playground.stop();
      await bot.dispose();
    },
  };
}
