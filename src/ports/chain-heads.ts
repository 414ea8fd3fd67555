import type { Instant, LocalDate } from '../domain/values.ts';

/**
 * The ends of the chains of a day, kept apart from the database: what is taken off an end, or put back from an older backup, shows by
 * them. They hold digests and numbers, and are kept when a case is destroyed.
 */
export interface ChainHeads {
  /** Written once a day, whole; does nothing when that day's are there. Rejects with `AdapterError`. */
  keep(day: LocalDate, at: Instant): Promise<void>;
}
