import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { Signed } from '../layered-house.ts';
import type { Somebody } from './country.ts';

/** What somebody does on a card, or types to the bot. */
export type Deed = { readonly chat: string; readonly who: Somebody } & (
  | {
      readonly verb: string;
      readonly message: string;
      readonly token: string;
      readonly inputs: Readonly<Record<string, string>>;
    }
  | { readonly typed: string }
);

/**
 * What became of it. `recorded`: answered, and not refused. `refused`: by a rule, as happens at a table where everybody presses at once.
 * `oneMoment`: the bot had too much to do and said so. `failed`: another status, no connection, or the bot gave up on it. `timeout`: no answer
 * in the time that Teams waits.
 */
export type Outcome = 'recorded' | 'refused' | 'oneMoment' | 'failed' | 'timeout';

export interface Heard {
  readonly outcome: Outcome;
  /** Milliseconds until the whole answer was there. */
  readonly ms: number;
  /** Codes of refusals, or why it failed. */
  readonly codes: readonly string[];
}

/** Sends what people do, and reads of an answer only what it needs to: it shares the machine with the bot. */
export interface Sender {
  /** Opens the connections that it will need, as a connector has them. */
  open(): Promise<void>;
  /** Never rejects. */
  send(deed: Deed): Promise<Heard>;
  close(): void;
}

/** Teams gives up on a button after ten seconds. */
const patienceMs = 10_000;
/** An answer that comes after that is of no use to anybody; until then its connection is left alone, as a connector keeps its own. */
const hangUpMs = 30_000;
/** Connections at once to one bot, kept as a connector keeps them: more than wait in it at once. Who finds none free waits, and that counts. */
const connections = 800;
const busy = 'oneMoment';
/** The bot's own words for what it couldn't carry out. */
const gaveUp: ReadonlySet<string> = new Set(['tryAgain', 'diskFull']);

interface Response {
  readonly status: number;
  readonly body: Buffer;
}

export function createSender(to: {
  readonly botUrl: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly signed?: Signed | undefined;
}): Sender {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port, pathname } = new URL(to.botUrl);
  const serviceUrl = to.signed?.serviceUrl ?? to.serviceUrl;
  const headers = {
    'content-type': 'application/json',
    ...(to.signed && { authorization: `Bearer ${to.signed.token}` }),
  };

  function activity(deed: Deed) {
    const { who, chat } = deed;
    return {
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: who.teamsId, name: who.name, aadObjectId: who.entraId },
      recipient: { id: to.botId, name: 'Rondetafel' },
      conversation: { id: chat, conversationType: 'groupChat', isGroup: true, tenantId: who.tenant },
      channelData: { tenant: { id: who.tenant } },
      locale: 'nl-NL',
      ...('typed' in deed ? typedPart(deed.typed) : pressedPart(deed)),
    };
  }

  function typedPart(text: string) {
    const mentioned = { id: to.botId, name: 'Rondetafel' };
    const at = '<at>Rondetafel</at>';
    const entities = [{ type: 'mention', text: at, mentioned }];
    return { type: 'message', textFormat: 'plain', text: `${at} ${text}`, entities };
  }

  function once(method: 'GET' | 'POST', path: string, body: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = http.request({ agent, hostname, port, path, method, headers: { ...headers, ...length } });
      const hangUp = setTimeout(() => request.destroy(), hangUpMs);
      const failed = (error: Error) => {
        clearTimeout(hangUp);
        // The bot closed it while nothing was said on it, at the moment at which we began to.
        reject(new Failure(codeOf(error), request.reusedSocket && codeOf(error) === 'ECONNRESET'));
      };
      request.on('response', response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', failed);
        response.on('end', () => {
          clearTimeout(hangUp);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        });
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  /** On another connection when that one was gone already, as every client of HTTP does. */
  async function post(body: string): Promise<Response> {
    for (;;) {
      try {
        return await once('POST', pathname, body);
      } catch (error) {
        if (!(error instanceof Failure && error.unused)) throw error;
      }
    }
  }

  return {
    async open() {
      await Promise.allSettled(Array.from({ length: connections }, () => once('GET', '/healthz', '')));
    },
    async send(deed) {
      const body = JSON.stringify(activity(deed));
      const started = performance.now();
      const ms = () => performance.now() - started;
      const answer = post(body).then(
        response => ({ ms: ms(), ...read(response) }),
        (error: unknown): Heard => ({ outcome: 'failed', ms: ms(), codes: [codeOf(error)] }),
      );
      let impatient: NodeJS.Timeout | undefined;
      const late = new Promise<Heard>(resolve => {
        impatient = setTimeout(() => resolve({ outcome: 'timeout', ms: ms(), codes: [] }), patienceMs);
      });
      const heard = await Promise.race([answer, late]);
      clearTimeout(impatient);
      return heard;
    },
    close: () => agent.destroy(),
  };
}

function pressedPart({ verb, message, token, inputs }: Extract<Deed, { verb: string }>) {
  const action = { type: 'Action.Execute', verb, data: { token, verb, ...inputs } };
  return { type: 'invoke', name: 'adaptiveCard/action', replyToId: message, value: { action, trigger: 'manual' } };
}

class Failure extends Error {
  readonly code: string;
  /** The bot never saw it. */
  readonly unused: boolean;
  constructor(code: string, unused: boolean) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.unused = unused;
  }
}

function read({ status, body }: Response): Pick<Heard, 'outcome' | 'codes'> {
  if (status !== 200) return { outcome: 'failed', codes: [`status ${status}`] };
  // Most answers refuse nothing, and needn't become text for that.
  if (!body.includes('notice:refusal:')) return { outcome: 'recorded', codes: [] };
  const codes = [...body.toString('utf8').matchAll(/"notice:refusal:([^:"]+)/g)].map(([, code = '']) => code);
  if (codes.includes(busy)) return { outcome: 'oneMoment', codes };
  return { outcome: codes.some(code => gaveUp.has(code)) ? 'failed' : 'refused', codes };
}

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'unknown';
}
