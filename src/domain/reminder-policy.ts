import type { Action } from './items.ts';
import type { Due, LocalDate } from './values.ts';
import { dayOf, workingDayOnOrBefore } from './working-days.ts';

/** Wall-clock time of a reminder about a day, in the house's time zone. */
const reminderTime = '09:00';
/** A measure with a clock time is reminded of this much before it, also in a weekend (spoed). */
const hoursBefore = 2;

/**
 * The day on which the owner is reminded: the due day, or the working day before it when that is in a weekend, so that there's
 * somebody to call. A snooze is a day the owner chose, moved in the same way.
 */
export function reminderDay(action: Planned): LocalDate {
  return reminderMoment(action).day;
}
type Planned = Pick<Action, 'due' | 'snoozedUntil'>;

/** Day and wall-clock time of the reminder, in the house's time zone. */
export function reminderMoment(action: Planned): { readonly day: LocalDate; readonly time: string } {
  if (action.snoozedUntil === undefined && action.due.includes('T')) return hoursEarlier(action.due);
  return { day: workingDayOnOrBefore(action.snoozedUntil ?? dayOf(action.due)), time: reminderTime };
}

function hoursEarlier(due: Due): { day: LocalDate; time: string } {
  const earlier = new Date(Date.parse(`${due}:00.000Z`) - hoursBefore * 3_600_000).toISOString();
  return { day: earlier.slice(0, 10), time: earlier.slice(11, 16) };
}

/** Still worth sending? A reminder that was planned before the action was done, or before it was snoozed to another day, is not. */
export function isStillDue(action: Action | undefined, plannedFor: LocalDate): boolean {
  return action?.status === 'open' && reminderDay(action) === plannedFor;
}
