import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Somebody } from './country.ts';
import { type Counted, createWindow, limits } from './limits.ts';

/**
 * A fake of the documented Bot Connector for many houses at once. It keeps nothing but who is in which chat, so that an hour of messages
 * fits in its memory, reads no card that is edited, and counts what Teams counts.
 */
export interface LoadConnector {
  /** What a bot gets as `serviceUrl`. */
  readonly url: string;
  readonly botId: string;
  /** Makes a group chat; `hears` is told what is posted and edited in it. */
  groupChat(id: string, members: readonly Somebody[], hears: ChatListener): void;
  figures(): ConnectorFigures;
  close(): Promise<void>;
}

export interface ChatListener {
  posted(messageId: string, body: string): void;
  /** The body as it came: hardly anybody has to read it. */
  edited(messageId: string, body: Buffer): void;
}

export interface ConnectorFigures {
  readonly requests: number;
  /** New messages to one chat in two seconds. */
  readonly chat: Counted;
  /** Requests for one tenant in a second. */
  readonly tenant: Counted;
  readonly edits: number;
  /** Of one message, in two seconds. */
  readonly mostEdits: number;
  /** Requests that the real one would refuse: an unknown chat, a wrong path. */
  readonly wrong: number;
}

interface Chat {
  readonly tenant: string;
  readonly members: readonly Somebody[];
  readonly hears?: ChatListener;
}

/**
 * @param answerMs how long an answer takes, as Teams takes time
 * @param now milliseconds that only go forward
 */
export async function createLoadConnector(answerMs: number, now = () => performance.now()): Promise<LoadConnector> {
  const chats = new Map<string, Chat>();
  const people = new Map<string, Somebody>();
  const sends = createWindow(limits.chat);
  const tenants = createWindow(limits.tenant);
  const editing = createWindow({ most: Number.POSITIVE_INFINITY, windowMs: limits.chat.windowMs });
  let lastId = 1_700_000_000_000;
  let requests = 0;
  let edits = 0;
  let wrong = 0;

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = now();
    const body = await bodyOf(request);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    requests += 1;
    const [status, answered] = carryOut(request.method ?? '', path, { query, body, at });
    if (status >= 400) wrong += 1;
    if (answerMs > 0) await pause(answerMs);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answered));
  }

  interface Call {
    readonly query: string;
    readonly body: Buffer;
    readonly at: number;
  }

  function carryOut(method: string, path: string, call: Call): [number, unknown] {
    const [, , collection, chatId, part, item] = path.split('/').map(decodeURIComponent);
    if (collection !== 'conversations') return [404, {}];
    if (chatId === undefined) return createConversation(call);
    const chat = chats.get(chatId);
    if (chat === undefined) return [404, {}];
    tenants.add(chat.tenant, call.at);
    if (part === 'pagedmembers') return [200, { members: chat.members.map(toAccount) }];
    if (part === 'members') return member(chat, item);
    if (part !== 'activities') return [404, {}];
    switch (method) {
      case 'POST': {
        sends.add(chatId, call.at);
        lastId += 1;
        const id = String(lastId);
        chat.hears?.posted(id, call.body.toString('utf8'));
        return [201, { id }];
      }
      case 'PUT':
        edits += 1;
        editing.add(`${chatId}/${item}`, call.at);
        chat.hears?.edited(item ?? '', call.body);
        return [200, { id: item }];
      default:
        return [405, {}];
    }
  }

  function createConversation({ body, at }: Call): [number, unknown] {
    const { members = [] } = JSON.parse(body.toString('utf8')) as { members?: { id?: string }[] };
    const person = people.get(members[0]?.id ?? '');
    if (person === undefined) return [400, {}];
    tenants.add(person.tenant, at);
    const id = `a:${person.entraId}`;
    chats.set(id, { tenant: person.tenant, members: [person] });
    return [201, { id }];
  }

  return {
    url,
    botId: '28:rondetafel',
    groupChat(id, members, hears) {
      const [first] = members;
      if (first === undefined) throw new Error('a chat has somebody in it');
      for (const person of members) people.set(person.teamsId, person);
      chats.set(id, { tenant: first.tenant, members, hears });
    },
    figures: () => ({
      requests,
      edits,
      wrong,
      chat: sends.counted(),
      tenant: tenants.counted(),
      mostEdits: editing.counted().most,
    }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function member({ members }: Chat, id: string | undefined): [number, unknown] {
  const found = members.find(({ teamsId, entraId }) => teamsId === id || entraId === id);
  return found === undefined ? [404, {}] : [200, toAccount(found)];
}

function toAccount({ teamsId, entraId, name }: Somebody) {
  return { id: teamsId, name, aadObjectId: entraId, objectId: entraId };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
