import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from './random.ts';

const requests = new AsyncLocalStorage<string>();

/** Runs what comes of one request under a new id, also what goes on behind its answer. The id says nothing about who asked. */
export function inRequest<Result>(work: () => Result): Result {
  return requests.run(randomBytes(8).toString('hex'), work);
}

/** The id of the request that this is part of; undefined outside one. */
export function requestId(): string | undefined {
  return requests.getStore();
}
