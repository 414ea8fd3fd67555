import type { EventStore } from '../../../src/ports/event-store.ts';
import { createEventStore as createRealEventStore } from '../../../src/storage/event-store.ts';

/** No press is remembered. */
export function createEventStore(...parts: Parameters<typeof createRealEventStore>): EventStore {
  const real = createRealEventStore(...parts);
  return {
    ...real,
    findAnswer: async () => undefined,
    append: ({ press: _press, ...append }) => real.append(append),
  };
}
