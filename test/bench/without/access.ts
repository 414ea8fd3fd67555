import type { AccessLog } from '../../../src/ports/access-log.ts';
import { createAccessLog as createRealAccessLog } from '../../../src/storage/audit/access-log.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export { type PreparedAccess, prepareAccess, recordDestruction } from '../../../src/storage/audit/access-log.ts';

/** Nothing is written. */
export async function recordAccesses(): Promise<void> {}

export function createAccessLog(...parts: Parameters<typeof createRealAccessLog>): AccessLog {
  return { ...createRealAccessLog(...parts), record: async () => undefined };
}
