import type { ConnectorClientOptions } from 'botframework-connector';
import { z } from 'zod';
import { AdapterError } from '../ports/adapter-error.ts';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;
type HttpRequest = Parameters<HttpClient['sendRequest']>[0];
type HttpResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;

/**
 * The one place where requests to the Bot Connector leave this process and where its refusals become an `AdapterError`.
 *
 * It sits under botbuilder's client instead of its own HTTP client, because that one tries again by itself up to three times
 * (on 5xx, on a dropped connection and on 429 with Retry-After, waiting as long as the header says): a POST might be delivered
 * twice without us knowing. Whether and when to try again is the outbox's decision. An error thrown here passes through
 * botbuilder's retry policy untouched, because it only retries its own kind of error.
 */
export function createConnectorHttp(options: { readonly timeoutMs: number }): HttpClient {
  return {
    async sendRequest(request) {
      const answer = await exchange(request, options.timeoutMs);
      if (answer.status < 200 || answer.status > 299) throw toAdapterError(answer);
      return toHttpResponse(request, answer);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function exchange(request: HttpRequest, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.rawHeaders(),
      body: typeof request.body === 'string' ? request.body : null,
      // A redirect would carry our token to a host that nobody checked.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch (cause) {
    throw connectionError(cause);
  }
}

/** Nothing was sent when not even a connection came about. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const causeSchema = z.object({ code: z.string().catch('') }).catch({ code: '' });

function connectionError(cause: unknown): AdapterError {
  const name = cause instanceof Error ? cause.name : '';
  const code = causeSchema.parse(cause instanceof Error ? cause.cause : undefined).code;
  if (neverConnected.has(code)) {
    return new AdapterError(`[teams] no connection (${code})`, { code: 'unreachable', retryable: true, cause });
  }
  const timedOut = name === 'TimeoutError' || name === 'AbortError';
  return new AdapterError(`[teams] ${timedOut ? 'no answer in time' : 'connection lost'}`, {
    code: timedOut ? 'timeout' : 'connectionLost',
    retryable: true,
    outcomeUnknown: true,
    cause,
  });
}

const codes: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'timeout',
  412: 'preconditionFailed',
  413: 'tooLarge',
  429: 'tooManyRequests',
};
/** The documented words of a 403: what follows differs from one to the other. */
const refusals: Readonly<Record<string, string>> = {
  ConversationBlockedByUser: 'blockedByUser',
  MessageWritesBlocked: 'writesBlocked',
  ForbiddenOperationException: 'forbiddenByPolicy',
  BotNotInConversationRoster: 'notInRoster',
};
/** 408, 412, 429, 502, 503 and 504 by Microsoft's advice (`rate-limit.md`); 500 because it is the other side's own fault. */
const retryableStatuses: ReadonlySet<number> = new Set([408, 412, 429, 500, 502, 503, 504]);
const errorBodySchema = z.object({ error: z.object({ code: z.string().regex(/^[A-Za-z]{1,60}$/) }) });

/** The message holds the status and the documented error word, never the body: what we sent may be quoted in it. */
function toAdapterError(answer: Answer): AdapterError {
  const word = errorBodySchema.safeParse(parsed(answer.body)).data?.error.code;
  const refusal = answer.status === 403 && Object.hasOwn(refusals, word ?? '') ? refusals[word ?? ''] : undefined;
  const code = refusal ?? codes[answer.status] ?? (answer.status >= 500 ? 'serverError' : `http${answer.status}`);
  return new AdapterError(`[teams] ${answer.status}${word === undefined ? '' : ` ${word}`}`, {
    code,
    retryable: retryableStatuses.has(answer.status),
    retryAfterMs: retryAfter(answer.headers),
  });
}

/** Retry-After is a number of seconds or a date; milliseconds from now, at least 0. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function toHttpResponse(request: HttpRequest, answer: Answer): HttpResponse {
  // botbuilder's header class isn't public; a cleared copy of the request's headers is one of those.
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  answer.headers.forEach((value, name) => {
    headers.set(name, value);
  });
  return { request, status: answer.status, headers, bodyAsText: answer.body };
}
