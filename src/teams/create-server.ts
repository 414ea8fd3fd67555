import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { activitySchema } from './activity-schema.ts';
import { codeOf, type TeamsAdapter } from './adapter.ts';
import { guard } from './guard.ts';
import { parseActivity } from './parse-activity.ts';
import { readBody } from './read-body.ts';
import { createTurns, type Reply, type TurnsOptions } from './turns.ts';

export interface TeamsServerOptions extends TurnsOptions {
  readonly adapter: TeamsAdapter;
  /** Tenants whose people may come in: the house's own and the home tenants of guests. Not looked at in development. */
  readonly tenants: readonly string[];
  /** What `/healthz` asks. Absent: a process that answers is healthy. */
  readonly healthy?: () => Promise<boolean>;
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

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
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
  501: { error: 'not implemented' },
  503: { error: 'unavailable' },
};

/** The HTTP side: `POST /api/messages` for the Bot Connector and `GET /healthz`. */
export function createTeamsServer(options: TeamsServerOptions): TeamsServer {
  const { adapter, log, bodyLimit = 256 * 1024 } = options;
  const turns = createTurns(options);
  const tenants = new Set(options.tenants);
  const server = restify.createServer({ name: 'rondetafel' });

  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    try {
      send(response, await receive(request));
    } catch (error) {
      log.warn('teams.request.failed', { code: codeOf(error) });
      send(response, { status: 500 });
    }
  });
  server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
    send(response, (await isHealthy()) ? { status: 200, body: { status: 'ok' } } : { status: 503 });
  });
  server.on(
    'restifyError',
    (_request: restify.Request, response: restify.Response, error: unknown, next: () => void) => {
      const status = (error as { statusCode?: unknown }).statusCode;
      send(response, { status: status === 404 || status === 405 ? status : 500 });
      next();
    },
  );

  // restify hands errors of the connection on to itself, and one that nobody hears ends the process.
  server.on('error', (error: unknown) => log.warn('teams.server.failed', { code: codeOf(error) }));

  async function isHealthy(): Promise<boolean> {
    try {
      return (await options.healthy?.()) ?? true;
    } catch {
      return false;
    }
  }

  async function receive(request: restify.Request): Promise<Reply> {
    const read = await readBody(request, bodyLimit);
    if ('refusedWith' in read) return { status: read.refusedWith };
    const { authorization = '' } = request.headers;
    const { appId, serviceUrlAllowed } = adapter;
    const stopped = adapter.authenticated
      ? guard(authorization, read.body, { appId, tenants, serviceUrlAllowed })
      : undefined;
    if (stopped !== undefined) return { status: stopped };

    const activity = activitySchema.safeParse(read.body).data;
    if (activity === undefined) return { status: 400 };
    if (activity.serviceUrl !== undefined && !serviceUrlAllowed(activity.serviceUrl)) return { status: 403 };
    return authenticated(authorization, activity);
  }

  /** botbuilder checks the token; only then the activity is looked at. */
  async function authenticated(authorization: string, activity: Parameters<typeof parseActivity>[0]): Promise<Reply> {
    let reply: Reply | undefined;
    try {
      await adapter.receive(authorization, activity, async () => {
        reply = await turns.handle(parseActivity(activity));
      });
    } catch (error) {
      return { status: tokenRefused(error) ? 401 : 503 };
    }
    return reply ?? { status: 500 };
  }

  return {
    async listen(host, port) {
      if (!adapter.authenticated && !loopback.has(host)) {
        throw new Error(`[teams] without an app registration the bot listens on this machine only, not on ${host}`);
      }
      // A slow sender may not hold a connection for long.
      server.server.headersTimeout = 10_000;
      server.server.requestTimeout = 20_000;
      server.server.listen(port, host);
      await once(server.server, 'listening').catch((cause: unknown) => {
        throw cannotListen(port, cause);
      });
      return (server.server.address() as AddressInfo).port;
    },
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.server.closeIdleConnections();
      await Promise.all([closed, turns.settled()]);
    },
  };
}

function cannotListen(port: number, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const why = code === 'EADDRINUSE' ? 'is taken (EADDRINUSE)' : `can't be listened on (${code})`;
  return new Error(`port ${port} ${why}: stop the program that has it, or set PORT to another one`, { cause });
}

function send(response: restify.Response, reply: Reply): void {
  if (response.headersSent) return;
  const body = reply.body ?? bodies[reply.status];
  // Unread bytes of a refused body make the connection useless for the next request.
  if (reply.status === 413 || reply.status === 415) response.setHeader('connection', 'close');
  if (body !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
  // restify's own formatters would answer an error with its text.
  response.sendRaw(reply.status, body === undefined ? '' : JSON.stringify(body));
}

const tokenErrors: ReadonlySet<string> = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

/** botbuilder's own refusal, or one of the library it leaves the token to; anything else is a key server out of reach. */
function tokenRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return tokenErrors.has(error.name) || error.constructor.name === 'AuthenticationError';
}
