import { setTimeout as pauseFor } from 'node:timers/promises';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Asking } from '../ports/language-model.ts';
import type { ModelBudget } from '../ports/model-budget.ts';
import type { AskModel, ModelAnswer, Question } from './ask-model.ts';

/** Nobody waits longer than this for a second attempt. */
const longestWaitMs = 20_000;
/** Before a second attempt, when the other side doesn't say how long. */
const shortWaitMs = 1_000;

export type AskTwice = (
  question: Question,
  asking: Pick<Asking, 'tenant' | 'today' | 'signal'>,
) => Promise<ModelAnswer>;

/**
 * One request and at most one more, each out of the budget of the house. Who said "not before" isn't asked before, in this attempt or
 * a later one. Rejects with `AdapterError`, `model.spent` when the budget of the day is gone.
 */
export function createAskTwice(options: {
  readonly ask: AskModel;
  readonly budget: ModelBudget;
  readonly requestsPerDay: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonic: () => number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}): AskTwice {
  const { ask, budget, requestsPerDay, monotonic } = options;
  const pause = options.pause ?? ((ms, signal) => pauseFor(ms, undefined, { signal }));
  let notBefore = 0;

  async function once(question: Question, { tenant, today, signal }: Pick<Asking, 'tenant' | 'today' | 'signal'>) {
    if (monotonic() < notBefore) throw failure('model.busy');
    if (!(await budget.take(tenant, today, requestsPerDay))) throw failure('model.spent');
    try {
      return await ask(question, signal);
    } catch (error) {
      if (error instanceof AdapterError && error.retryAfterMs !== undefined)
        notBefore = Math.max(notBefore, monotonic() + error.retryAfterMs);
      throw error;
    }
  }

  return async (question, asking) => {
    try {
      return await once(question, asking);
    } catch (error) {
      if (!(error instanceof AdapterError) || !error.retryable || error.code.startsWith('storage.')) throw error;
      const wait = error.retryAfterMs ?? shortWaitMs;
      if (wait > longestWaitMs) throw error;
      await pause(wait, asking.signal).catch(() => {
        throw failure('model.stopped');
      });
      return once(question, asking);
    }
  };
}

function failure(code: string): AdapterError {
  return new AdapterError(`[assistant] ${code}`, { code });
}
