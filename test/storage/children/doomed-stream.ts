import type { StreamId } from '../../../src/ports/event-store.ts';

/** What the processes that are killed work on. */
export const doomed: StreamId = { tenant: 'doomed', case: 'ZVH-2026-013' };
