import { pino } from 'pino';
import type { Log } from './ports/log.ts';

/** JSON lines on standard output: codes, ids and counts, no personal data. The port has no place for anything else. */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (event, details = {}) => logger.info({ event, ...details }),
    warn: (event, details = {}) => logger.warn({ event, ...details }),
    error: (event, details = {}) => logger.error({ event, ...details }),
  };
}
