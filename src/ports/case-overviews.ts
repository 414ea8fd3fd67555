import type { CaseOverview, Projection } from '../domain/overview.ts';
import type { StreamId } from './event-store.ts';

/** What the house sees of all its cases at once. Kept in the transaction of the events, sealed with the key of each case. */
export interface CaseOverviews {
  /** Every case of the house, by code. */
  all(tenant: string): Promise<readonly CaseOverview[]>;
  /** Cases of all houses whose projection isn't there, or was kept in an earlier form. */
  missing(): Promise<readonly StreamId[]>;
  /** Keeps the projection of a case that is missing, as it was at that version; does nothing when it's there by now. */
  save(stream: StreamId, version: number, projection: Projection): Promise<void>;
}
