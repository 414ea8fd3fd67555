import type { Action } from './case-state.ts';
import type { LocalDate } from './values.ts';
import { dayOf, workingDayOnOrBefore } from './working-days.ts';

/** Wall-clock time of every reminder, in the house's time zone. */
export const reminderTime = '09:00';

/**
 * The day on which the owner is reminded: the due day, or the working day before it when that is in a weekend, so that there's
 * somebody to call. A snooze is a day the owner chose, moved in the same way.
 */
export function reminderDay(action: Pick<Action, 'due' | 'snoozedUntil'>): LocalDate {
  return workingDayOnOrBefore(action.snoozedUntil ?? dayOf(action.due));
}

/** Still worth sending? A reminder that was planned before the action was done, or before it was snoozed to another day, is not. */
export function isStillDue(action: Action | undefined, plannedFor: LocalDate): boolean {
  return action?.status === 'open' && reminderDay(action) === plannedFor;
}
