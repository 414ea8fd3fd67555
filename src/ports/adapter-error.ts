/** The outside world said no. Rules of the method never throw this; they are refusals. */
export class AdapterError extends Error {
  /** A word for logs and for who decides what follows. Those of our own database begin with `storage.`. */
  readonly code: string;
  readonly retryable: boolean;
  /** What the other side asked for (Retry-After), in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** True when the request may have been carried out although we got no answer. */
  readonly outcomeUnknown: boolean;

  constructor(
    message: string,
    options: {
      code: string;
      retryable?: boolean;
      retryAfterMs?: number | undefined;
      outcomeUnknown?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = 'AdapterError';
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}
