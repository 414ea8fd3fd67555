import { AdapterError } from '../ports/adapter-error.ts';

/** What the database said, by SQLSTATE or by the driver's own code; the two drivers have different error classes. */
interface DatabaseError {
  readonly code: string;
  readonly constraint: string | undefined;
}

function readDatabaseError(error: unknown): DatabaseError | undefined {
  const cause = error instanceof AdapterError ? error.cause : error;
  if (typeof cause !== 'object' || cause === null || !('code' in cause) || typeof cause.code !== 'string') {
    return undefined;
  }
  const constraint = 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
  return { code: cause.code, constraint };
}

/** The name of the unique constraint that was violated; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  const read = readDatabaseError(error);
  return read?.code === '23505' ? read.constraint : undefined;
}

/** SQLSTATE classes and driver codes after which the same call may work. */
const kinds: readonly { readonly matches: RegExp; readonly code: string; readonly retryable: boolean }[] = [
  {
    matches: /^(08|57P0)|^E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)/,
    code: 'storage.unavailable',
    retryable: true,
  },
  // After a failover the connection may lead to a server that only reads.
  { matches: /^25006$/, code: 'storage.unavailable', retryable: true },
  { matches: /^(40001|40P01|55P03)$/, code: 'storage.busy', retryable: true },
  { matches: /^57014$/, code: 'storage.timeout', retryable: true },
  { matches: /^53100$|^ENOSPC$/, code: 'storage.full', retryable: true },
  { matches: /^53/, code: 'storage.overloaded', retryable: true },
  { matches: /^23/, code: 'storage.constraint', retryable: false },
];

/** pg gives these without a code when a connection breaks or none comes in time. */
const brokenConnection =
  /connection terminated|timeout exceeded when trying to connect|client has encountered|client was closed/i;

/** Rethrows any database error as `AdapterError`; for `catch`. */
export function asAdapterError(error: unknown): never {
  throw toAdapterError(error);
}

/**
 * Any database error as `AdapterError`. The message names the SQLSTATE and the constraint, never a value: values of
 * ours are sealed, but ids and keys don't belong in a log either.
 */
export function toAdapterError(error: unknown): AdapterError {
  if (error instanceof AdapterError) return error;
  const read = readDatabaseError(error);
  const broken = error instanceof Error && brokenConnection.test(error.message);
  const kind = kinds.find(each => read !== undefined && each.matches.test(read.code));
  const code = broken ? 'storage.unavailable' : (kind?.code ?? 'storage.failed');
  const where = [read?.code, read?.constraint].filter(part => part !== undefined).join(' ');
  return new AdapterError(`Storage: the database refused${where === '' ? '' : ` (${where})`}`, {
    code,
    retryable: broken || (kind?.retryable ?? false),
    outcomeUnknown: broken || code === 'storage.unavailable' || code === 'storage.timeout',
    cause: error,
  });
}
