import { boundedBytes } from '../bounded-answer.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import { area, type GraphAnswer } from './answer.ts';
import { type Patience, retryAfterMs } from './patience.ts';

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `<graph>/v1.0`, encoded; or a whole address that Graph gave. */
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** An address that carries its own permission (of an upload, of a download) gets no token of ours. */
  readonly withoutToken?: boolean;
}

export interface GraphClient {
  /**
   * One request, tried again while Graph is briefly busy or broken, and with a new token when the last one was refused. Rejects with
   * `AdapterError`, retryable: `sharePoint.throttled` (with what it asked for), `sharePoint.unavailable`, or what its tokens say. Any other
   * status is for the caller.
   */
  send(request: GraphRequest): Promise<GraphAnswer>;
  /** Bytes from an address with its own permission. Rejects in the same way; also with anything but 200. */
  download(address: string): Promise<Uint8Array>;
}

const maxAnswerBytes = 4 * 1024 * 1024;
const maxFileBytes = 64 * 1024 * 1024;
/** Microsoft asks for a name it can find in its own records. */
const userAgent = 'NONISV|Rondetafel|Rondetafel/1.0';

/** @param graphUrl `https://graph.microsoft.com`, without a slash behind it */
export function createGraphClient(graphUrl: string, tokens: TokenSource, patience: Patience): GraphClient {
  /** Until then we were asked not to come back; asking all the same counts towards the limit. */
  let closedUntil = 0;

  async function response(request: GraphRequest): Promise<Response | undefined> {
    const { method, json, bytes } = request;
    const headers = new Headers({ 'user-agent': userAgent, ...request.headers });
    if (!request.withoutToken) headers.set('authorization', `Bearer ${await token()}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    if (bytes !== undefined) headers.set('content-type', 'application/octet-stream');
    const body = json === undefined ? bytes : JSON.stringify(json);
    const signal = AbortSignal.timeout(bytes === undefined ? patience.timeoutMs : patience.uploadTimeoutMs);
    try {
      return await fetch(addressOf(request.to), {
        method,
        headers,
        redirect: 'manual',
        signal,
        ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }),
      });
    } catch {
      return undefined;
    }
  }

  /** Who we are may be mended from outside, by another certificate or permission: then what waits goes on. */
  async function token(): Promise<string> {
    try {
      return await tokens.token();
    } catch (error) {
      if (!(error instanceof AdapterError) || error.retryable) throw error;
      throw new AdapterError(error.message, { code: error.code, retryable: true });
    }
  }

  async function settled<Result>(
    request: GraphRequest,
    read: (response: Response) => Promise<Result>,
  ): Promise<Result> {
    let renewed = false;
    for (let attempt = 0; ; ) {
      const closedMs = closedUntil - patience.now();
      if (closedMs > patience.longestWaitMs) throw throttled(closedMs);
      if (closedMs > 0) await patience.wait(closedMs);
      const got = await response(request);
      if (got?.status === 401 && !renewed && !request.withoutToken) {
        // A token may be withdrawn before its time.
        renewed = true;
        tokens.forget();
        await got.body?.cancel();
        continue;
      }
      const passing =
        got === undefined || got.status === 408 || got.status === 429 || (got.status >= 500 && got.status !== 507);
      if (!passing) {
        const result = await read(got).then(
          value => ({ value }),
          () => undefined,
        );
        if (result !== undefined) return result.value;
      } else await got?.body?.cancel();
      const asked = retryAfterMs(got?.headers.get('retry-after') ?? null, patience.now());
      if (asked !== undefined) closedUntil = patience.now() + asked;
      const pause = patience.pausesMs[attempt];
      if (asked !== undefined && (asked > patience.longestWaitMs || pause === undefined)) throw throttled(asked);
      if (pause === undefined) throw got?.status === 429 ? throttled(undefined) : unavailable(got?.status);
      if (asked === undefined) await patience.wait(pause);
      attempt += 1;
    }
  }

  /** A token goes to Graph only, whatever an answer says where to go on. */
  function addressOf(to: string): string {
    return to.startsWith('/') ? `${graphUrl}/v1.0${to}` : to;
  }

  return {
    async send(request) {
      if (!request.withoutToken && new URL(addressOf(request.to)).origin !== new URL(graphUrl).origin)
        throw new AdapterError(`${area.name}: an answer leads elsewhere`, {
          code: `${area.code}.unexpected`,
          retryable: true,
        });
      if (request.withoutToken) expectSafe(request.to, graphUrl);
      return settled(request, async got => {
        const text = (await boundedBytes(got, maxAnswerBytes)).toString('utf8');
        const location = got.headers.get('location');
        return { status: got.status, body: parse(text), ...(location !== null && { location }) };
      });
    },

    async download(address) {
      expectSafe(address, graphUrl);
      return settled({ method: 'GET', to: address, withoutToken: true }, async got => {
        if (got.status !== 200) throw new RangeError(String(got.status));
        return boundedBytes(got, maxFileBytes);
      });
    },
  };
}

/** What carries its own permission goes over TLS; on this machine only to the Graph that stands there. */
function expectSafe(address: string, graphUrl: string): void {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' || (url !== null && url.origin === new URL(graphUrl).origin)) return;
  throw new AdapterError(`${area.name}: an answer leads elsewhere`, {
    code: `${area.code}.unexpected`,
    retryable: true,
  });
}

function throttled(ms: number | undefined): AdapterError {
  return new AdapterError(`${area.name}: it asks us to come back later`, {
    code: `${area.code}.throttled`,
    retryable: true,
    retryAfterMs: ms,
  });
}

function unavailable(status: number | undefined): AdapterError {
  const said = status === undefined ? "doesn't answer" : `answers ${status}`;
  return new AdapterError(`${area.name}: Microsoft Graph ${said}`, {
    code: `${area.code}.unavailable`,
    retryable: true,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
