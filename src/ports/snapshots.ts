import type { CaseState } from '../domain/case-state.ts';
import type { StreamId } from './event-store.ts';

/** The state of a case at a version, so that a long case needn't be folded from its first event. */
export interface Snapshot {
  readonly state: CaseState;
  readonly version: number;
  /** The id of the event at that version. */
  readonly last: string;
}

/**
 * A courtesy, never the record: each can be thrown away, and one that was made by other rules than those of now, or doesn't open, is as if it weren't
 * there. Sealed like the events; gone with the case.
 */
export interface Snapshots {
  /** The newest that fits the rules of now. */
  latest(stream: StreamId): Promise<Snapshot | undefined>;
  /** Takes the place of an older one. Nothing for a case that isn't there any more. */
  keep(stream: StreamId, snapshot: Snapshot): Promise<void>;
}
