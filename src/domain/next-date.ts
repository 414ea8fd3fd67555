import type { CaseState, Conference } from './case-state.ts';
import { urgentNextWithinDays } from './urgent.ts';
import type { LocalDate } from './values.ts';
import {
  addDays,
  addMonths,
  type Calendar,
  daysBetween,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from './working-days.ts';

/** A case under execution is discussed at least every three months, more often when needed (evaluation report). */
const mostMonths = 3;

/**
 * The day that the closing form proposes for the next conference: three months ahead, or as far ahead as the last two
 * conferences were apart when that was less, because a case that is met more often needs it. After a spoed it's within seven
 * days; the days between a spoed and what follows say nothing about the usual rhythm. Always a working day after `today`.
 */
export function proposedNextDate(
  state: CaseState,
  conference: Conference,
  today: LocalDate,
  calendar: Calendar,
): LocalDate {
  if (conference.urgent) return workingDayAfter(today, addDays(today, urgentNextWithinDays), calendar);
  const rhythm = lastInterval(state, conference);
  const byRhythm = rhythm === undefined ? undefined : addDays(today, rhythm);
  const latest = addMonths(today, mostMonths);
  return workingDayAfter(today, byRhythm !== undefined && byRhythm < latest ? byRhythm : latest, calendar);
}

/** That day or the working day before it; the next working day when that would be today or earlier. */
function workingDayAfter(today: LocalDate, day: LocalDate, calendar: Calendar): LocalDate {
  const wanted = workingDayOnOrBefore(day, calendar);
  return wanted > today ? wanted : workingDayOnOrAfter(addDays(today, 1), calendar);
}

/** Days between this conference and the one before it; undefined when it's the first, or the one before was a spoed. */
function lastInterval(state: CaseState, conference: Conference): number | undefined {
  const before = state.conferences.findLast(one => one.number < conference.number);
  if (before === undefined || before.wasUrgent) return undefined;
  const days = daysBetween(before.openedAt.slice(0, 10), conference.openedAt.slice(0, 10));
  // Twice on one day is a conference that was taken up again.
  return days > 0 ? days : undefined;
}
