import restify from 'restify';
import { inRequest } from '../request-id.ts';
import { writtenOut } from '../written-out.ts';
import { activitySchema } from './activity-schema.ts';
import { codeOf, type TeamsAdapter } from './adapter.ts';
import { type Doors, openDoors } from './doors.ts';
import { guard } from './guard.ts';
import { type MetricsAccess, mayReadMetrics } from './metrics-access.ts';
import { parseActivity } from './parse-activity.ts';
import { discardRest, readBody } from './read-body.ts';
import { createTally } from './tally.ts';
import { createTurns, type Reply, type TurnsOptions } from './turns.ts';

export interface TeamsServerOptions extends TurnsOptions {
  readonly adapter: TeamsAdapter;
  /** What `/healthz` asks. Absent: a process that answers is healthy. */
  readonly healthy?: () => Promise<boolean>;
  /** What `/readyz` asks besides. Absent: whoever listens is ready. */
  readonly ready?: () => boolean;
  /** What `/metrics` tells, and who may ask. Absent: there's no such page. */
  readonly metrics?: { render(): Promise<string>; readonly access: MetricsAccess };
  /** Told of every answer: the route and the status. */
  readonly answered?: (route: string, status: number) => void;
  /** Pages of plain text by path, for whoever follows a link in the app's details. */
  readonly pages?: Readonly<Record<string, string>>;
  /**
   * In bytes.
   * @default 262_144
   */
  readonly bodyLimit?: number;
}

export interface TeamsServer {
  /**
   * Resolves with the port (0 asks for a free one). Rejects when the port is taken, and, without a registration, for every
   * address but this machine's own.
   */
  listen(host: string, port: number): Promise<number>;
  /** Stops taking requests and waits for what is being answered. */
  close(): Promise<void>;
}

const ok: Reply = { status: 200, body: { status: 'ok' } };
/** How long a request that is on its way may take when the process ends. */
const lastWordsMs = 3_000;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const hostNameOf = (host = '') => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
/** Every refusal has the same body, whatever the reason: nothing of a request or an error comes back. */
const bodies: Readonly<Record<number, { readonly error: string }>> = {
  400: { error: 'bad request' },
  401: { error: 'unauthorized' },
  403: { error: 'forbidden' },
  404: { error: 'not found' },
  405: { error: 'method not allowed' },
  413: { error: 'too large' },
  415: { error: 'unsupported media type' },
  500: { error: 'internal' },
  503: { error: 'unavailable' },
};

/**
 * The HTTP side: `POST /api/messages` for the Bot Connector; `GET /healthz`, `/readyz` and `/metrics` for monitors, and the pages that the
 * app's details link to.
 */
export function createTeamsServer(options: TeamsServerOptions): TeamsServer {
  const { adapter, log, bodyLimit = 256 * 1024 } = options;
  const turns = createTurns(options);
  const refusals = createTally<number>(log, 'teams.refused', 'status');
  const server = restify.createServer({ name: 'rondetafel' });
  let closing = false;

  const { answered = () => undefined, pages = {} } = options;

  function reply(route: string, response: restify.Response, answer: Reply): void {
    answered(route, answer.status);
    send(response, answer);
  }

  async function take(request: restify.Request, response: restify.Response): Promise<void> {
    try {
      const answer = await receive(request);
      if (answer.status >= 400) refusals.count(answer.status);
      reply('messages', response, answer);
      discardRest(request);
    } catch (error) {
      // A sender that hung up halfway reads no answer.
      if (request.destroyed && !request.complete) return;
      log.warn('teams.request.failed', { code: codeOf(error) });
      reply('messages', response, { status: 500 });
    }
  }

  server.post('/api/messages', async (request: restify.Request, response: restify.Response) =>
    inRequest(() => take(request, response)),
  );
  server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
    reply('healthz', response, (await isHealthy()) ? ok : { status: 503 });
  });
  server.get('/readyz', async (_request: restify.Request, response: restify.Response) => {
    const ready = !closing && (options.ready?.() ?? true) && (await isHealthy());
    reply('readyz', response, ready ? ok : { status: 503 });
  });
  const { metrics } = options;
  if (metrics !== undefined)
    server.get('/metrics', async (request: restify.Request, response: restify.Response) => {
      const may = mayReadMetrics(request, metrics.access);
      reply('metrics', response, may ? { status: 200, text: await metrics.render() } : { status: 404 });
    });
  for (const [path, text] of Object.entries(pages))
    server.get(path, async (_request: restify.Request, response: restify.Response) => {
      reply('pages', response, { status: 200, text });
    });
  server.on(
    'restifyError',
    (_request: restify.Request, response: restify.Response, error: unknown, next: () => void) => {
      const status = Number((error as { statusCode?: unknown }).statusCode);
      reply('other', response, { status: status === 404 || status === 405 || status >= 500 ? status : 400 });
      next();
    },
  );

  // restify takes the socket of every request for an upgrade and then does nothing with it; without this it's a request as any other.
  server.server.removeAllListeners('upgrade');
  // restify hands errors of the connection on to itself, and one that nobody hears ends the process.
  server.on('error', (error: unknown) => log.warn('teams.server.failed', { code: codeOf(error) }));

  /** One look serves all who ask at that moment: a thousand of them don't keep the database from its work. */
  let looking: Promise<boolean> | undefined;
  function isHealthy(): Promise<boolean> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function look(): Promise<boolean> {
    try {
      return (await options.healthy?.()) ?? true;
    } catch {
      return false;
    }
  }

  async function receive(request: restify.Request): Promise<Reply> {
    // A page in a browser, or a tunnel to this machine, comes under another name.
    if (!adapter.authenticated && !loopback.has(hostNameOf(request.headers.host))) return { status: 403 };
    const read = await readBody(request, bodyLimit);
    if ('refusedWith' in read) return { status: read.refusedWith };
    const { authorization = '' } = request.headers;
    const stopped = adapter.authenticated ? guard(authorization, read.body, adapter) : undefined;
    if (stopped !== undefined) return { status: stopped };

    const activity = activitySchema.safeParse(read.body).data;
    if (activity === undefined) return { status: 400 };
    if (activity.serviceUrl !== undefined && !adapter.serviceUrlAllowed(activity.serviceUrl)) return { status: 403 };
    return authenticated(authorization, activity);
  }

  /** botbuilder checks the token; only then the activity is looked at. */
  async function authenticated(authorization: string, activity: Parameters<typeof parseActivity>[0]): Promise<Reply> {
    let reply: Reply | undefined;
    const received = await adapter.receive(authorization, activity, async () => {
      reply = await turns.handle(parseActivity(activity));
    });
    if (received !== 'done') return { status: received === 'refused' ? 401 : 503 };
    return reply ?? { status: 500 };
  }

  let doors: Doors | undefined;
  return {
    async listen(host, port) {
      if (!adapter.authenticated && !loopback.has(host)) {
        throw new Error(`[teams] without an app registration the bot listens on this machine only, not on ${host}`);
      }
      // A slow sender may not hold a connection for long.
      server.server.headersTimeout = 10_000;
      server.server.requestTimeout = 20_000;
      // Longer than a proxy in front of us keeps a connection that nobody uses: it would send a press on one that we're just closing.
      server.server.keepAliveTimeout = 75_000;
      doors = await openDoors(server.server, host, port).catch((cause: unknown) => {
        throw cannotListen(port, cause);
      });
      return doors.port;
    },
    async close() {
      closing = true;
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.server.closeIdleConnections();
      // Whoever hasn't finished its request by then isn't Teams.
      const impatient = setTimeout(() => server.server.closeAllConnections(), lastWordsMs);
      await Promise.all([closed, doors?.close(), turns.settled()]);
      clearTimeout(impatient);
    },
  };
}

function cannotListen(port: number, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const why = code === 'EADDRINUSE' ? 'is taken (EADDRINUSE)' : `can't be listened on (${code})`;
  return new Error(`port ${port} ${why}: stop the program that has it, or set PORT to another one`, { cause });
}

/** An answer is for the Bot Connector and kept by nobody on the way; in a browser it's no page. The ingress adds TLS to it. */
const headers: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

function jsonOf({ status, card, body = bodies[status] }: Reply): string {
  if (card !== undefined)
    return `{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":${writtenOut(card)}}`;
  return body === undefined ? '' : JSON.stringify(body);
}

function send(response: restify.Response, reply: Reply): void {
  if (response.headersSent) return;
  const text = reply.text ?? jsonOf(reply);
  response.removeHeader('server');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-length', Buffer.byteLength(text));
  if (reply.text !== undefined) response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
  else if (text !== '') response.setHeader('content-type', 'application/json; charset=utf-8');
  // restify's own formatters would answer an error with its text.
  response.sendRaw(reply.status, text);
}
