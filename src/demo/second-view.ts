import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { PlaygroundClient } from './client.ts';
import { bodyOf, type Passed, passOn, passUpgradeOn, sendJson } from './pass-on.ts';
import type { Playground } from './playground.ts';
import type { Seat } from './seats.ts';
import { readTypedLine } from './typed-line.ts';
import { createPages } from './view-pages.ts';
import { acceptWebSocket } from './websocket-server.ts';

export interface View {
  /** `http://127.0.0.1:56152/` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The Playground's own page as another person sees it, in an ordinary browser: this server passes everything on, but the page
 * is told that `person` is the current user, shows that person's personal chat, and begins with what was said before it opened
 * (the Playground itself shows neither).
 */
export async function openView(options: {
  readonly port: number;
  readonly playground: Playground;
  readonly client: PlaygroundClient;
  readonly person: Seat;
}): Promise<View> {
  const { port, playground, client, person } = options;
  const personalChat = client.personalChatOf(person);
  const chats = client.chatsOf(person);

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    if (!request.url?.startsWith('/_ws_conversation/')) return passUpgradeOn(playground.url, request, socket, head);
    const watched = pages.of(request).connect(acceptWebSocket(request, socket, () => watched.disconnect()));
  });
  const pages = createPages({
    cookie: `view-${port}`,
    messages: client.messages,
    chats,
    own: person,
    seats: client.seats,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', playground.url).pathname);
    const body = await bodyOf(request);
    const typedIn = /^\/_conversation\/v1\/conversations\/(.+)\/messages$/.exec(path)?.[1];
    if (typedIn !== undefined) return sendJson(response, await type(typedIn, body));
    if (path.endsWith('/installation')) pages.of(request).ready();
    // A page load installs the bot again in the name of the current user of the Playground; for anybody else that is a lie.
    if (path === `/_debug/conversation/${personalChat}/installation` && person !== client.seats[0])
      return sendJson(response, {});
    const passed = await passOn(playground.url, request, body);
    if (path === '/') response.setHeader('set-cookie', pages.open());
    if (/^\/_internal\/v1\/(config|testConfig)$/.test(path))
      return sendJson(response, seenBy(person, personalChat, passed));
    response.writeHead(passed.status, { 'content-type': passed.type });
    response.end(passed.body);
  }

  /** The Playground posts every typed line as its current user, so this person's line goes by another road. */
  async function type(chat: string, body: Buffer): Promise<object> {
    const line = readTypedLine(JSON.parse(body.toString('utf8')), client.bot);
    // In a group the bot hears a line only when it's mentioned; the page itself shows the line all the same.
    if (line.mention || chat === personalChat) await client.say(person, chat, line.text, line);
    const now = Date.now();
    return { messageId: `${now}`, timestamp: now };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        // Those of a page that is still open are no longer the server's own, and it would wait for them.
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

const seenSchema = z.looseObject({
  config: z.looseObject({
    currentUser: z.looseObject({ id: z.string() }),
    users: z.array(z.looseObject({ id: z.string() })),
    personalChat: z.looseObject({ id: z.string() }),
    groupChats: z.array(z.looseObject({ members: z.array(z.string()) })),
    teams: z.array(z.looseObject({ members: z.array(z.string()) })),
  }),
});

/** The Playground's configuration with this person, and this personal chat, in the place of its current user's. */
function seenBy(person: Seat, personalChat: string, passed: Passed): unknown {
  const all = seenSchema.parse(JSON.parse(passed.body.toString('utf8')));
  const { config } = all;
  const me = config.users.find(user => user.id === person.teamsId);
  if (me === undefined) return all;
  const swap = <Group extends { members: string[] }>(group: Group): Group => ({
    ...group,
    members: group.members.map(id => (id === person.teamsId ? config.currentUser.id : id)),
  });
  return {
    ...all,
    config: {
      ...config,
      currentUser: me,
      users: config.users.map(user => (user === me ? config.currentUser : user)),
      personalChat: { ...config.personalChat, id: personalChat },
      groupChats: config.groupChats.map(swap),
      teams: config.teams.map(swap),
    },
  };
}
