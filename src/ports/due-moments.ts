import type { Instant } from '../domain/values.ts';

/** Moments in the future, in our own table. */
export interface DueMoments {
  /**
   * Turns every moment that has come (at or before `now`) into its effect, each exactly once, in one transaction with marking it
   * fired: everything that has come of one lane in the same one, so that what is gathered in it is complete, and one process at a
   * time. Returns the lanes that got something. The sweep calls it; jobs are enqueued at once and never hold a future date.
   */
  fire(now: Instant): Promise<readonly { readonly tenant: string; readonly lane: string }[]>;
}
