import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as the fake got it. */
export interface ModelCall {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came over the line. */
  readonly raw: string;
  readonly body: ChatRequest;
}
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: {
    readonly type: string;
    readonly json_schema: { readonly name: string; readonly strict: boolean; readonly schema: unknown };
  };
  readonly max_completion_tokens?: number;
}

/** What is answered with a 200: content of the message, or more of the choice than that. */
export type Reply =
  | string
  | {
      readonly content?: unknown;
      readonly refusal?: string;
      readonly finish?: 'stop' | 'length' | 'content_filter';
    };

/** How a request is answered instead of well. */
export type ModelTrouble =
  | { readonly status: number; readonly retryAfter?: string }
  | 'hang'
  | 'drop'
  | 'redirect'
  | 'notJson'
  | 'noChoices'
  | 'huge'
  | 'trickle';

export interface FakeOpenAi {
  /** For `OPENAI_BASE_URL`. */
  readonly baseUrl: string;
  /** For `AZURE_OPENAI_ENDPOINT`. */
  readonly endpoint: string;
  readonly calls: ModelCall[];
  /** From now on. */
  answers(reply: (call: ModelCall) => Reply): void;
  /** The next requests, one entry each. */
  trouble(...next: readonly ModelTrouble[]): void;
  close(): Promise<void>;
}

/**
 * A fake of a server with the interface of OpenAI, as far as its documentation goes: chat completions with `response_format` of type
 * `json_schema`, at the paths of OpenAI and of a deployment on Azure, bearer and `api-key`, error bodies, usage. No model is behind it: it says
 * what the test tells it to. It shows that we speak the protocol and what we do with an answer, not what a model would answer.
 */
export async function startFakeOpenAi(options: { readonly key?: string } = {}): Promise<FakeOpenAi> {
  const calls: ModelCall[] = [];
  const troubles: ModelTrouble[] = [];
  let reply: (call: ModelCall) => Reply = () => '';

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const raw = await text(request);
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'fake', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const isOurs = /^(\/v1|\/openai\/deployments\/[^/]+)\/chat\/completions$/.test(url.pathname);
    if (request.method !== 'POST' || !isOurs) return send(404, failure('not_found'));
    const key = request.headers['api-key'] ?? request.headers.authorization?.replace(/^Bearer /, '');
    if (options.key !== undefined && key !== options.key) return send(401, failure('invalid_api_key'));
    const call: ModelCall = { path: url.pathname + url.search, headers: request.headers, raw, body: JSON.parse(raw) };
    calls.push(call);
    const trouble = troubles.shift();
    if (trouble === 'hang') return;
    if (trouble === 'drop') return void request.socket.destroy();
    if (trouble === 'redirect') return send(307, '', { location: `http://${request.headers.host}/elsewhere` });
    if (trouble === 'notJson') return send(200, '<html>Welkom</html>');
    if (trouble === 'noChoices') return send(200, { object: 'chat.completion', choices: [] });
    if (trouble === 'huge') return send(200, completion(call, 'x'.repeat(2_000_000)));
    if (trouble === 'trickle') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices":');
      return;
    }
    if (trouble !== undefined)
      return send(
        trouble.status,
        failure('trouble'),
        trouble.retryAfter === undefined ? {} : { 'retry-after': trouble.retryAfter },
      );
    send(200, completion(call, reply(call)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    baseUrl: `${endpoint}/v1`,
    endpoint,
    calls,
    answers(next) {
      reply = next;
    },
    trouble: (...next) => void troubles.push(...next),
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

/** What the person's part of the request held, as data. */
export function inputOf({ body }: ModelCall): Readonly<Record<string, unknown>> {
  return JSON.parse(body.messages.find(({ role }) => role === 'user')?.content ?? '{}');
}

function completion({ body, raw }: ModelCall, reply: Reply): unknown {
  const {
    content,
    refusal,
    finish = 'stop',
  } = typeof reply === 'string' ? { content: reply, refusal: undefined } : reply;
  return {
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 0,
    model: body.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: content ?? null, refusal: refusal ?? null },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: {
      prompt_tokens: Math.ceil(raw.length / 4),
      completion_tokens: Math.ceil(String(content ?? '').length / 4),
      total_tokens: Math.ceil((raw.length + String(content ?? '').length) / 4),
    },
  };
}

function failure(code: string): unknown {
  return { error: { message: 'a canary of an error message', type: 'invalid_request_error', param: null, code } };
}
