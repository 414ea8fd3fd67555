import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlayground } from '../../src/demo/playground.ts';
import { openTraffic } from '../../src/demo/playground-calls.ts';
import { seatPeople } from '../../src/demo/seats.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createMeetingChat } from '../../src/teams/meeting-chat.ts';
import { createRoster } from '../../src/teams/roster.ts';
import { freePort } from './bot-process.ts';
import { createKeptLog } from './kept-log.ts';
import { createMemoryConversations } from './memory-conversations.ts';

/** A message as the Playground's connector took it from the bot. */
interface TakenMessage {
  readonly text?: string;
  readonly entities?: readonly unknown[];
  readonly attachments?: readonly { readonly content?: unknown }[];
}
interface Line {
  readonly log?: {
    readonly to?: string;
    readonly messageId?: string;
    readonly request?: { readonly body?: TakenMessage };
  };
}

/** Chat and roster of the bot on the real Playground, with the six people that it seats. */
export async function openPlaygroundChat() {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-playground-'));
  const people = { procesregisseur: 'ZVH', wijkagent: 'Politie', behandelaar: 'GGZ' };
  const seats = seatPeople(people, 'procesregisseur');
  // Nobody listens on the bot's address: these tests go from the bot to the chat only.
  const bot = `http://127.0.0.1:${await freePort()}/api/messages`;
  const playground = await startPlayground({ port: await freePort(), bot, folder, seats });
  const taken = new Map<string, TakenMessage>();
  const lookers = new Set<() => void>();
  const traffic = await openTraffic(playground.url, line => {
    const { to, messageId, request } = (line as Line).log ?? {};
    if (to !== 'Microsoft 365 Agents Playground' || messageId === undefined) return;
    taken.set(messageId, request?.body ?? {});
    for (const look of [...lookers]) look();
  });

  const group: Conversation = {
    tenant: '11111111-aaaa-4aaa-8aaa-000000000001',
    id: '19:meeting_casusoverleg@thread.v2',
    kind: 'groupChat',
    serviceUrl: `${playground.url}/_connector`,
    botId: '28:rondetafel',
    language: 'nl',
  };
  const adapter = createTeamsAdapter({ log: createKeptLog() });
  const roster = createRoster({ adapter, conversations: createMemoryConversations([group]), pageSize: 4 });
  return {
    group,
    seats,
    roster,
    chat: createMeetingChat({ adapter, roster }),
    shown(id: string, fits: (message: { readonly card?: unknown }) => boolean) {
      return new Promise<{ text?: string | undefined; entities?: readonly unknown[] | undefined; card?: unknown }>(
        (resolve, reject) => {
          const look = () => {
            const message = taken.get(id);
            if (message === undefined) return;
            const { text, entities } = message;
            const seen = { text, entities, card: message.attachments?.[0]?.content };
            if (!fits(seen)) return;
            stop();
            resolve(seen);
          };
          const timer = setTimeout(() => {
            stop();
            reject(new Error(`the Playground shows no such message ${id}`));
          }, 5000);
          const stop = () => {
            clearTimeout(timer);
            lookers.delete(look);
          };
          lookers.add(look);
          look();
        },
      );
    },
    async close() {
      traffic.close();
      await playground.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
