import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { asAdapterError, violatedConstraint } from '../../src/storage/errors.ts';

function mapped(error: unknown): AdapterError {
  try {
    asAdapterError(error);
  } catch (thrown) {
    if (thrown instanceof AdapterError) return thrown;
  }
  throw new Error('not mapped');
}
const databaseError = (code: string, constraint?: string) =>
  Object.assign(new Error('value "kanarie" is wrong'), { code, constraint });

describe('an error of the database', () => {
  it.each([
    ['a server that shuts down', '57P01', 'storage.unavailable', true],
    ['a refused connection', 'ECONNREFUSED', 'storage.unavailable', true],
    ['a deadlock', '40P01', 'storage.busy', true],
    ['a full disk', '53100', 'storage.full', true],
    ['a full disk of our own', 'ENOSPC', 'storage.full', true],
    ['a server that is starting', '57P03', 'storage.unavailable', true],
    ['a network that is gone', 'ENETUNREACH', 'storage.unavailable', true],
    ['a name that cannot be looked up now', 'EAI_AGAIN', 'storage.unavailable', true],
    ['a server that only reads, after a failover', '25006', 'storage.unavailable', true],
    ['too many connections', '53300', 'storage.overloaded', true],
    ['a cancelled statement', '57014', 'storage.timeout', true],
    ['a violated constraint', '23503', 'storage.constraint', false],
    ['a mistake of ours', '42P01', 'storage.failed', false],
  ])('says whether to try again: %s', (_, sqlState, code, retryable) => {
    expect(mapped(databaseError(sqlState))).toMatchObject({ code, retryable });
  });

  it('says that the outcome is unknown when the connection broke', () => {
    for (const said of [
      'Connection terminated unexpectedly',
      'Client was closed and is not queryable',
      'Client has encountered a connection error and is not queryable',
      'timeout exceeded when trying to connect',
    ])
      expect(mapped(new Error(said)), said).toMatchObject({
        code: 'storage.unavailable',
        retryable: true,
        outcomeUnknown: true,
      });
    expect(mapped(databaseError('40P01')).outcomeUnknown).toBe(false);
  });

  it('keeps the cause and repeats no value in its message', () => {
    const cause = databaseError('23505', 'events_id');
    const error = mapped(cause);
    expect(error.cause).toBe(cause);
    expect(error.message).toContain('23505 events_id');
    expect(error.message).not.toContain('kanarie');
  });

  it('is passed on when it is one already', () => {
    const error = new AdapterError('already', { code: 'storage.damaged' });
    expect(mapped(error)).toBe(error);
  });

  it('tells which unique constraint was violated, also once it is mapped', () => {
    const unique = databaseError('23505', 'presses_activity');
    expect(violatedConstraint(unique)).toBe('presses_activity');
    expect(violatedConstraint(mapped(unique))).toBe('presses_activity');
    expect(violatedConstraint(databaseError('23503', 'presses_activity'))).toBeUndefined();
    expect(violatedConstraint('text')).toBeUndefined();
  });
});
