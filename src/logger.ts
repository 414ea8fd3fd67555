import { pino } from 'pino';
import type { Log } from './ports/log.ts';
import { requestId } from './request-id.ts';

/**
 * JSON lines on standard output: codes, ids and counts, no personal data. The port has no place for anything else. Lines that come of one
 * request carry the same `request`.
 */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: ofRequest });
  return {
    info: (event, details = {}) => logger.info({ event, ...details }),
    warn: (event, details = {}) => logger.warn({ event, ...details }),
    error: (event, details = {}) => logger.error({ event, ...details }),
  };
}

function ofRequest(): { readonly request?: string } {
  const request = requestId();
  return request === undefined ? {} : { request };
}
