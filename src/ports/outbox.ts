import type { Effect } from '../domain/effects.ts';
import type { CaseCode, Instant } from '../domain/values.ts';

/** An effect waiting in its lane, first in, first out. */
export interface PendingEffect {
  readonly id: string;
  readonly tenant: string;
  readonly case: CaseCode;
  readonly lane: string;
  readonly effect: Effect;
  /** How often sending was started before. */
  readonly attempts: number;
  /** The last attempt was never settled: a process died in the middle of it and the outcome is unknown. */
  readonly interrupted: boolean;
  /** What waits behind it in the same lane and goes out in the same message, in order; empty for most. Theirs is empty. */
  readonly along: readonly PendingEffect[];
}

export type Outcome =
  | { readonly kind: 'done'; readonly messageId?: string }
  /** Will never work: recorded, and the lane goes on. */
  | { readonly kind: 'failed'; readonly code: string }
  /** Sent perhaps: recorded as "possibly sent", not repeated. */
  | { readonly kind: 'possiblySent' }
  /** Try again not before `at`, which is at most fifteen minutes from now; the lane waits. */
  | { readonly kind: 'retry'; readonly at: Instant; readonly code: string };

/**
 * Effects on their way out. Guarantees: `take` hands the head of a lane to one process at a time and counts the attempt
 * durably before it returns; a lane of a process that died is free again within ten seconds; effects of one lane are handed out in the order of their
 * events. `now` is the Clock's, so that waiting follows our time and not the database's.
 *
 * An effect that is `gathered` is handed out together with the others of its lane that are gathered for the same, wherever they
 * stand in it: all of them are counted and marked in the same transaction, and settled together. What a process that died had
 * begun to send comes by itself, so that nothing new shares its unknown outcome.
 */
export interface Outbox {
  /** The next effect of that lane; undefined when it's empty, waiting for a retry, or in another process's hands. */
  take(tenant: string, lane: string, now: Instant): Promise<PendingEffect | undefined>;
  /** Of the effect and of everything that came along with it. */
  settle(effect: PendingEffect, outcome: Outcome): Promise<void>;
  /** Lanes with something that may go out at `now`. */
  waitingLanes(now: Instant): Promise<readonly { readonly tenant: string; readonly lane: string }[]>;
}
