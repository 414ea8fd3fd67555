import { AdapterError } from '../ports/adapter-error.ts';

/** Throws when nobody waits any more: whoever asked was told that nothing came of it, and may have asked for something else since. */
export function refuseTooLate({ signal }: { readonly signal?: AbortSignal | undefined }): void {
  if (signal?.aborted) throw new AdapterError('nobody waits for this any more', { code: 'tooLate', retryable: true });
}
