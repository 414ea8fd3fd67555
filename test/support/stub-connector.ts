import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A stub of the documented Bot Connector (Microsoft Learn, "Bot Connector REST API reference"), not Teams: it keeps chats in
 * memory, answers as documented, and can be told to fail. It signs and checks no tokens, so it's for a bot in development
 * mode. It knows nothing about cards.
 */

export interface StubPerson {
  /** By function: `wijkagent`. */
  readonly name: string;
  readonly teamsId: string;
  /** Absent for an anonymous person. */
  readonly entraId?: string;
}

export interface StubChat {
  readonly id: string;
  readonly kind: 'personal' | 'groupChat';
  readonly members: readonly StubPerson[];
}

/** A message as the chat shows it now. */
export interface ShownMessage {
  readonly id: string;
  readonly chat: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly entities?: readonly unknown[];
  readonly card?: Readonly<Record<string, unknown>>;
  /** How often it was replaced in place. */
  readonly edits: number;
  readonly deleted: boolean;
}

export interface StubRequest {
  readonly method: string;
  /** Decoded, without the query: `/v3/conversations/19:chat/activities`. */
  readonly path: string;
  readonly body: unknown;
  /** When it arrived, in milliseconds of a clock that only goes forward. */
  readonly at: number;
  /** What was answered; 0 for a dropped connection, and as long as nothing was answered. */
  status: number;
  /** The message that it posted, also when nobody heard of it. */
  posted?: string;
}

export interface Fault {
  /** @default every method */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** @default every path */
  readonly path?: RegExp;
  /** @default 1 */
  readonly times?: number;
  /** Answer with this status instead of carrying out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Drop the connection: `before` carrying out, or `after`, when the message did arrive. */
  readonly drop?: 'before' | 'after';
  /** Carry out and answer this much later, in milliseconds. */
  readonly delayMs?: number;
  /** Carry out at once, and answer this much later. */
  readonly holdMs?: number;
}

export interface StubConnector {
  /** What a bot gets as `serviceUrl`. */
  readonly url: string;
  readonly tenant: string;
  readonly botId: string;
  readonly people: readonly StubPerson[];
  /** Every request, in order of arrival. */
  readonly requests: readonly StubRequest[];
  person(name: string): StubPerson;
  /** Makes a group chat, or replaces its members. */
  groupChat(id: string, names: readonly string[]): StubChat;
  /** The personal chat of that person with the bot, made when there's none. */
  personalChat(name: string): StubChat;
  chat(id: string): StubChat;
  /** What stands in that chat, in order of posting. */
  messages(chat: string): readonly ShownMessage[];
  /** Resolves with the first value that isn't undefined or false; looks again after every request. */
  until<Found>(look: () => Found | undefined | false, timeoutMs?: number): Promise<Found>;
  fault(fault: Fault): void;
  /** Asked about every request that no other fault is for; `method`, `path` and `times` of what it says don't count. */
  faultsBy(decide: (request: StubRequest) => Fault | undefined): void;
  clearFaults(): void;
  /** From now on a bot can't write to that person: 403 with this error word. */
  refuse(name: string, word?: string): void;
  /** It can again. */
  accept(name: string): void;
  close(): Promise<void>;
}

const tenantId = '11111111-aaaa-4aaa-8aaa-000000000001';

/** People by function, with ids that follow from their place in the list. */
export function stubPeople(names: readonly string[]): readonly StubPerson[] {
  return names.map((name, index) => ({
    name,
    teamsId: `29:${name}`,
    entraId: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  }));
}

export async function createStubConnector(options: {
  readonly people: readonly StubPerson[];
  readonly tenant?: string;
  readonly botId?: string;
}): Promise<StubConnector> {
  const { people, tenant = tenantId, botId = '28:rondetafel' } = options;
  const chats = new Map<string, StubChat>();
  const messages = new Map<string, ShownMessage>();
  const requests: StubRequest[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  let decideFault: (request: StubRequest) => Fault | undefined = () => undefined;
  const refusals = new Map<string, string>();
  const lookers = new Set<() => void>();
  let lastId = 1_700_000_000_000;

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', url);
    const at = performance.now();
    const entry: StubRequest = {
      at,
      method: request.method ?? '',
      path: decodeURIComponent(address.pathname),
      body: await jsonOf(request),
      status: 0,
    };
    requests.push(entry);
    const fault = takeFault(entry);
    if (fault?.delayMs !== undefined) await new Promise(resolve => setTimeout(resolve, fault.delayMs));
    if (fault?.drop === 'before') {
      request.socket.destroy();
    } else {
      const [status, body] =
        fault?.status === undefined ? carryOut(entry, address.searchParams) : [fault.status, faultBody(fault)];
      if (fault?.holdMs !== undefined) await answerLater(fault.holdMs);
      if (fault?.drop === 'after') {
        request.socket.destroy();
      } else {
        entry.status = status;
        response.writeHead(status, { 'content-type': 'application/json', ...fault?.headers });
        response.end(body === undefined ? '' : JSON.stringify(body));
      }
    }
    for (const look of [...lookers]) look();
  }

  function takeFault(entry: StubRequest): Fault | undefined {
    const found = faults.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method === undefined || fault.method === entry.method) &&
        (fault.path === undefined || fault.path.test(entry.path)),
    );
    if (found === undefined) return decideFault(entry);
    found.left--;
    return found.fault;
  }

  function carryOut(entry: StubRequest, query: URLSearchParams): [number, unknown?] {
    const [, version, collection, chatId, part, item, ...rest] = entry.path.split('/');
    if (version !== 'v3' || collection !== 'conversations' || rest.length > 0) return [404, errorBody('NotFound')];
    if (chatId === undefined) return entry.method === 'POST' ? createConversation(entry.body) : [405];
    const chat = chats.get(chatId);
    if (chat === undefined) return [404, errorBody('ConversationNotFound')];
    if (part === 'pagedmembers' && entry.method === 'GET') return pagedMembers(chat, query);
    if (part === 'members' && entry.method === 'GET') return member(chat, item);
    if (part !== 'activities') return [404, errorBody('NotFound')];
    const refusal = chat.kind === 'personal' ? refusalOf(chat.members[0]) : undefined;
    if (refusal !== undefined) return [403, errorBody(refusal)];
    if (entry.method === 'POST') return post(chat, entry);
    const message = item === undefined ? undefined : messages.get(item);
    if (message === undefined || message.chat !== chat.id || message.deleted)
      return [404, errorBody('ActivityNotFound')];
    if (entry.method === 'PUT') {
      messages.set(message.id, { ...shown(message.id, chat, entry.body), edits: message.edits + 1 });
      return [200, { id: message.id }];
    }
    if (entry.method !== 'DELETE') return [405];
    messages.set(message.id, { id: message.id, chat: chat.id, edits: message.edits, deleted: true });
    return [200];
  }

  function refusalOf(person: StubPerson | undefined): string | undefined {
    return person === undefined ? undefined : refusals.get(person.name);
  }

  function post(chat: StubChat, entry: StubRequest): [number, unknown] {
    lastId += 1;
    const id = String(lastId);
    messages.set(id, shown(id, chat, entry.body));
    entry.posted = id;
    return [201, { id }];
  }

  /** What was carried out can be seen meanwhile. */
  async function answerLater(ms: number): Promise<void> {
    for (const look of [...lookers]) look();
    await new Promise(resolve => setTimeout(resolve, ms));
  }

  function createConversation(body: unknown): [number, unknown] {
    const { members = [] } = body as { members?: { id?: string }[] };
    const person = people.find(candidate => candidate.teamsId === members[0]?.id);
    if (person?.entraId === undefined) return [400, errorBody('BadSyntax')];
    const refusal = refusalOf(person);
    if (refusal !== undefined) return [403, errorBody(refusal)];
    return [201, { id: stub.personalChat(person.name).id }];
  }

  function pagedMembers(chat: StubChat, query: URLSearchParams): [number, unknown] {
    const size = Number(query.get('pageSize') ?? 50);
    const start = Number(query.get('continuationToken') ?? 0);
    const end = start + size;
    return [
      200,
      {
        members: chat.members.slice(start, end).map(toAccount),
        ...(end < chat.members.length && { continuationToken: String(end) }),
      },
    ];
  }

  function member(chat: StubChat, id: string | undefined): [number, unknown] {
    if (id === undefined) return [200, chat.members.map(toAccount)];
    const found = chat.members.find(candidate => candidate.teamsId === id || candidate.entraId === id);
    return found === undefined ? [404, errorBody('MemberNotFoundInConversation')] : [200, toAccount(found)];
  }

  function toAccount(person: StubPerson) {
    return { id: person.teamsId, name: person.name, aadObjectId: person.entraId, tenantId: tenant, userRole: 'user' };
  }

  const stub: StubConnector = {
    url,
    tenant,
    botId,
    people,
    requests,
    person(name) {
      const found = people.find(candidate => candidate.name === name);
      if (found === undefined) throw new Error(`the stub knows nobody called ${name}`);
      return found;
    },
    groupChat(id, names) {
      const chat: StubChat = { id, kind: 'groupChat', members: names.map(stub.person) };
      chats.set(id, chat);
      return chat;
    },
    personalChat(name) {
      const id = `a:personal-${name}`;
      const chat: StubChat = chats.get(id) ?? { id, kind: 'personal', members: [stub.person(name)] };
      chats.set(id, chat);
      return chat;
    },
    chat(id) {
      const found = chats.get(id);
      if (found === undefined) throw new Error(`the stub has no chat ${id}`);
      return found;
    },
    messages: chat => [...messages.values()].filter(message => message.chat === chat),
    until: (look, timeoutMs = 5000) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          lookers.delete(again);
        };
        const again = () => {
          const found = look();
          if (found === undefined || found === false) return;
          stop();
          resolve(found);
        };
        const timer = setTimeout(() => {
          stop();
          const last = requests.slice(-5).map(({ method, path, status }) => `${method} ${path} ${status}`);
          reject(new Error(`not seen within ${timeoutMs} ms; last requests:\n${last.join('\n')}`));
        }, timeoutMs);
        lookers.add(again);
        again();
      }),
    fault: fault => {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    faultsBy: decide => {
      decideFault = decide;
    },
    clearFaults: () => {
      faults.length = 0;
      decideFault = () => undefined;
    },
    refuse: (name, word = 'ConversationBlockedByUser') => {
      refusals.set(name, word);
    },
    accept: name => {
      refusals.delete(name);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}

function shown(id: string, chat: StubChat, body: unknown): ShownMessage {
  const { text, textFormat, entities, attachments } = body as {
    text?: string;
    textFormat?: string;
    entities?: unknown[];
    attachments?: { content?: Record<string, unknown> }[];
  };
  const card = attachments?.[0]?.content;
  return {
    id,
    chat: chat.id,
    edits: 0,
    deleted: false,
    ...(text !== undefined && { text }),
    ...(textFormat !== undefined && { textFormat }),
    ...(entities !== undefined && { entities }),
    ...(card !== undefined && { card }),
  };
}

function errorBody(code: string) {
  return { error: { code, message: `stub: ${code}` } };
}

function faultBody(fault: Fault): unknown {
  return fault.body ?? errorBody('Injected');
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
