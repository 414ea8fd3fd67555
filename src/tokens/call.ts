import { boundedText } from '../bounded-answer.ts';
import { AdapterError } from '../ports/adapter-error.ts';

/** On whose behalf something is asked: a name for messages, the beginning of codes. */
export interface Area {
  readonly name: string;
  readonly code: string;
}

/** What a key vault or an endpoint of tokens answered; never logged, it may hold a token. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface CallOptions {
  readonly timeoutMs: number;
  /** Between attempts, in milliseconds; one attempt more than there are pauses. */
  readonly pausesMs: readonly number[];
}

/** Together, with their pauses, they stay within what Teams waits for the answer to a press. */
export const patience: CallOptions = { timeoutMs: 3_000, pausesMs: [200, 800] };

/** A token or a wrapped key is a few thousand bytes. */
const maxBytes = 256 * 1024;

/** Busy or broken for now; 410 is what an identity endpoint says while it's updated. */
const passing = (status: number): boolean => status === 408 || status === 410 || status === 429 || status >= 500;

/**
 * One call to a service that holds keys or gives tokens: no redirects, so that a token goes nowhere else; tried again when it's busy or
 * doesn't answer. Rejects with `AdapterError` `<area>.unavailable`, retryable; any other status is for the caller.
 * @param who the service, for the message; never an address with something secret in it
 */
export async function call(
  area: Area,
  who: string,
  url: URL,
  request: RequestInit,
  options: CallOptions,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await once(url, request, options.timeoutMs);
    const done = 'status' in outcome && !passing(outcome.status);
    if (done) return outcome;
    const pause = options.pausesMs[attempt];
    if (pause === undefined) throw unavailable(area, who, outcome);
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

async function once(url: URL, request: RequestInit, timeoutMs: number): Promise<Answer | { readonly cause: unknown }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...request, redirect: 'error', signal });
    const text = await boundedText(response, maxBytes);
    return { status: response.status, body: parse(text) };
  } catch (cause) {
    return { cause };
  }
}

function unavailable(area: Area, who: string, outcome: Answer | { readonly cause: unknown }): AdapterError {
  const said = 'status' in outcome ? `answers ${outcome.status}` : "doesn't answer";
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  return new AdapterError(`${area.name}: ${who} ${said}`, { code: `${area.code}.unavailable`, retryable: true, cause });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text in an answer; undefined when it isn't there, or is something else. */
export function textIn(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
