import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AzureOpenAI,
} from 'openai';
import type { ModelSettings } from '../model-settings.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import { boundedFetch } from './bounded-fetch.ts';

export interface Question {
  /** Letters only: the name of the schema. */
  readonly name: string;
  readonly instructions: string;
  /** JSON text. */
  readonly input: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ModelAnswer {
  /** As it came; nobody has looked at it. */
  readonly text: string;
  readonly tokens: { readonly sent: number; readonly received: number };
}

/**
 * One request. Rejects with `AdapterError`: retryable `model.timeout`, `model.busy` (with what the other side asked for), `model.unavailable`;
 * final `model.refused` (it said no, or doesn't know the key or the model), `model.garbage`, `model.cutOff`, `model.empty`, `model.stopped`.
 */
export type AskModel = (question: Question, signal: AbortSignal) => Promise<ModelAnswer>;

/** A summary has a few hundred; models that think first count that too. */
const mostTokens = 6_000;

/** Chat completions with a JSON schema, which OpenAI, Azure OpenAI and servers with that interface all speak. */
export function createAskModel(settings: ModelSettings, timeoutMs: number): AskModel {
  const client = clientOf(settings, timeoutMs);
  const model = settings.kind === 'azure' ? settings.deployment : settings.model;

  return async ({ name, instructions, input, schema }, signal) => {
    try {
      const completion = await client.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: instructions },
            { role: 'user', content: input },
          ],
          response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } },
          max_completion_tokens: mostTokens,
        },
        // Ours is a limit of the whole; the client's own one ends when the first byte comes.
        { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) },
      );
      return readAnswer(completion);
    } catch (error) {
      throw signal.aborted ? failure('model.stopped') : asAdapterError(error);
    }
  };
}

/** Nothing comes from the environment behind our back: `src/config.ts` read it. Nothing is logged: a request holds words of a case. */
function clientOf(settings: ModelSettings, timeoutMs: number): OpenAI {
  const shared = {
    apiKey: settings.apiKey,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off' as const,
    fetch: boundedFetch,
  };
  if (settings.kind === 'azure') {
    const { endpoint, deployment, apiVersion } = settings;
    // By its whole address: the client would read another one from the environment.
    return new AzureOpenAI({ ...shared, baseURL: `${endpoint.replace(/\/+$/, '')}/openai`, deployment, apiVersion });
  }
  return new OpenAI({ ...shared, baseURL: settings.baseUrl ?? 'https://api.openai.com/v1' });
}

/** The other side may be any server: what the types promise isn't believed. */
function readAnswer(completion: unknown): ModelAnswer {
  const { choices, usage } = (typeof completion === 'object' && completion !== null ? completion : {}) as Loose;
  const choice: Loose | undefined = Array.isArray(choices) ? choices[0] : undefined;
  if (choice === undefined) throw failure('model.garbage');
  const message = (choice.message ?? {}) as Loose;
  if (typeof message.refusal === 'string' || choice.finish_reason === 'content_filter') throw failure('model.refused');
  if (choice.finish_reason === 'length') throw failure('model.cutOff');
  const { content } = message;
  if (content === null || content === undefined || content === '') throw failure('model.empty');
  if (typeof content !== 'string') throw failure('model.garbage');
  const { prompt_tokens: sent, completion_tokens: received } = (usage ?? {}) as Loose;
  return { text: content, tokens: { sent: count(sent), received: count(received) } };
}

type Loose = Readonly<Record<string, unknown>>;

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** What the other side said about it isn't kept: an error may repeat what was sent. */
function asAdapterError(error: unknown): AdapterError {
  if (error instanceof AdapterError) return error;
  if (error instanceof APIConnectionTimeoutError || isTimeout(error)) return failure('model.timeout', true);
  if (error instanceof APIUserAbortError) return failure('model.timeout', true);
  if (error instanceof APIConnectionError)
    return failure(isTooLarge(error) ? 'model.garbage' : 'model.unavailable', !isTooLarge(error));
  if (!(error instanceof APIError)) return failure('model.garbage');
  const { status } = error;
  if (status === 429) return failure('model.busy', true, retryAfterMs(error.headers));
  if (status === 408 || status === 409 || (status ?? 0) >= 500) return failure('model.unavailable', true);
  return failure(status === undefined ? 'model.garbage' : 'model.refused');
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function isTooLarge(error: Error): boolean {
  return error.cause instanceof AdapterError;
}

/** Seconds, or a moment, as HTTP has it. */
function retryAfterMs(headers: Headers | undefined): number | undefined {
  const said = headers?.get('retry-after');
  if (said === null || said === undefined) return undefined;
  const seconds = Number(said);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const until = Date.parse(said) - Date.now();
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

function failure(code: string, retryable = false, retryAfter?: number): AdapterError {
  return new AdapterError(`[assistant] ${code}`, { code, retryable, retryAfterMs: retryAfter });
}
