import type { ItemChanges } from './editable-fields.ts';
import type { Action } from './items.ts';
import type { Due, LocalDate } from './values.ts';
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  dayOf,
  isWorkingDay,
  workingDayOnOrBefore,
} from './working-days.ts';

/**
 * When an owner is reminded, and when the chair hears that an action is overdue. In the pilot actions were written down and
 * sometimes not followed up (pilot report); nobody is reminded on a day on which nobody works, except of safety.
 */

/** `occurrence`: an action that repeats asks how it went; `snoozed`: the day that the owner chose, before the action is due. */
export type ReminderStage = 'ahead' | 'occurrence' | 'snoozed' | 'due' | 'late1' | 'late3' | 'late7';
/** The chair hears of it: three working days overdue, or a safety measure at once. */
export type OverdueStage = 'late3' | 'atOnce';

/** A moment of the house's own clock. */
export interface PlannedMoment<Stage extends string = ReminderStage> {
  readonly stage: Stage;
  readonly day: LocalDate;
  /** Wall-clock time, `HH:mm`. */
  readonly time: string;
}

/** Of the card of a morning. */
export const reminderTime = '09:00';
/** Working days. */
const aheadDays = 3;
const lateDays = { late1: 1, late3: 3, late7: 7 } as const;
/** What has a clock time is reminded of this much before it. */
const hoursBefore = 2;
const noon = '12:00';
/** Due from here on, the card of nine o'clock comes in time. */
const firstHour = '10:00';

type Planned = Pick<Action, 'type' | 'due' | 'agreedOn' | 'every' | 'snoozedUntil'>;

/**
 * Every moment on which the owner is reminded of this action as it stands, in order, no two the same: three working days before,
 * on the day, and one, three and seven working days after it, at nine; two hours before a clock time in the afternoon. A weekend or holiday gives
 * way to the working day before it, so that there's somebody to call; safety keeps its day and its hour. What repeats asks on
 * each occurrence in place of beforehand. A snooze silences everything before its day, and moves what comes after when it's later
 * than the due day.
 */
export function remindersOf(action: Planned, calendar: Calendar): readonly PlannedMoment[] {
  const { snoozedUntil } = action;
  const all = [...beforehand(action, calendar), onTheDay(action, calendar), ...afterwards(dayOf(action.due), calendar)];
  if (snoozedUntil === undefined) return inOrder(all);
  if (snoozedUntil >= dayOf(action.due))
    return inOrder([atNine('due', snoozedUntil, action, calendar), ...afterwards(snoozedUntil, calendar)]);
  const first = atNine('snoozed', snoozedUntil, action, calendar);
  return inOrder([first, ...all.filter(one => momentOf(one) > momentOf(first) && one.day > first.day)]);
}

/** In words that sort: `2026-12-12T09:00`. */
export function momentOf({ day, time }: Pick<PlannedMoment, 'day' | 'time'>): string {
  return `${day}T${time}`;
}

function beforehand(action: Planned, calendar: Calendar): readonly PlannedMoment[] {
  if (action.every === undefined)
    return [atNine('ahead', addWorkingDays(dayOf(action.due), -aheadDays, calendar), action, calendar)];
  return occurrencesOf(action).map(day => atNine('occurrence', day, action, calendar));
}

function onTheDay(action: Planned, calendar: Calendar): PlannedMoment {
  const nine = atNine('due', dayOf(action.due), action, calendar);
  if (!action.due.includes('T')) return nine;
  const earlier = hoursEarlier(action.due);
  if (action.type === 'safetyMeasure') return earlier;
  if (!isWorkingDay(earlier.day, calendar)) return nine;
  if (earlier.time >= noon) return earlier;
  // A morning brings one card, with everything in it; what is due before that can be read leaves only the day before.
  const isInTime = action.due.slice(11) >= firstHour;
  return isInTime ? nine : atNine('due', addDays(dayOf(action.due), -1), action, calendar);
}

function afterwards(day: LocalDate, calendar: Calendar): readonly PlannedMoment[] {
  return (['late1', 'late3', 'late7'] as const).map(stage => ({
    stage,
    day: addWorkingDays(day, lateDays[stage], calendar),
    time: reminderTime,
  }));
}

function atNine(stage: ReminderStage, day: LocalDate, { type }: Planned, calendar: Calendar): PlannedMoment {
  return { stage, day: type === 'safetyMeasure' ? day : workingDayOnOrBefore(day, calendar), time: reminderTime };
}

function hoursEarlier(due: Due): PlannedMoment {
  const earlier = new Date(Date.parse(`${due}:00.000Z`) - hoursBefore * 3_600_000).toISOString();
  return { stage: 'due', day: earlier.slice(0, 10), time: earlier.slice(11, 16) };
}

/** Two that were moved to the same moment are one, the later of the two. */
function inOrder(moments: readonly PlannedMoment[]): readonly PlannedMoment[] {
  const byMoment = new Map(moments.map(one => [momentOf(one), one]));
  return [...byMoment.values()].toSorted((one, other) => (momentOf(one) < momentOf(other) ? -1 : 1));
}

/** The days on which an action that repeats is asked about: from its agreement on, before its due day. */
function occurrencesOf({ every, agreedOn, due }: Pick<Action, 'every' | 'agreedOn' | 'due'>): readonly LocalDate[] {
  if (every === undefined) return [];
  const days: LocalDate[] = [];
  for (let count = 1; ; count++) {
    const day = every === 'month' ? addMonths(agreedOn, count) : addDays(agreedOn, (every === 'week' ? 7 : 14) * count);
    if (day >= dayOf(due)) return days;
    days.push(day);
  }
}

/**
 * The time of an action that repeats that an answer of this day is about: the one that was asked about last, and its last day from
 * there on. Undefined before it was asked about.
 */
export function occurrenceAskedBy(
  today: LocalDate,
  action: Pick<Action, 'type' | 'due' | 'every' | 'agreedOn'>,
  calendar: Calendar,
): LocalDate | undefined {
  if (isLastTime(today, action, calendar)) return dayOf(action.due);
  return occurrencesOf(action)
    .map(day => atNine('occurrence', day, action, calendar).day)
    .findLast(day => day <= today);
}

/** From the card of its last day on; when that day is off, the card comes on the working day before it. */
export function isLastTime(
  today: LocalDate,
  action: Pick<Action, 'type' | 'due' | 'every' | 'agreedOn'>,
  calendar: Calendar,
): boolean {
  return today >= onTheDay(action, calendar).day;
}

/**
 * When the chair hears of an action that nobody answered: three working days after its day (or the day it was put off to), and of
 * a safety measure at its own hour, or at nine the morning after its day, whatever it was put off to.
 */
export function overdueMomentsOf(action: Planned, calendar: Calendar): readonly PlannedMoment<OverdueStage>[] {
  const late = remindersOf(action, calendar).filter(one => one.stage === 'late3');
  const told = late.map(({ day, time }) => ({ stage: 'late3' as const, day, time }));
  if (action.type !== 'safetyMeasure') return told;
  const [day = '', time] = action.due.split('T');
  return [{ stage: 'atOnce', day: time === undefined ? addDays(day, 1) : day, time: time ?? reminderTime }, ...told];
}

/** What an effect remembers of the plan it was made for. */
export type PlannedFor<Stage extends string> = PlannedMoment<Stage> & Plan;
interface Plan {
  /** Which plan of the action it belongs to: every change that plans anew has the next number. */
  readonly plan: number;
}

/**
 * Still worth sending? Not when the action was answered, when it's blocked or asked of somebody else, or when it was planned anew
 * since: only the last plan counts, so that two plans that come to the same moment are one reminder.
 */
export function isStillDue(
  action: Action | undefined,
  planned: PlannedFor<ReminderStage>,
  calendar: Calendar,
): boolean {
  if (!isOverdueStill(action, planned) || action.blocked !== undefined || action.handOver !== undefined) return false;
  return remindersOf(action, calendar).some(one => one.stage === planned.stage && momentOf(one) === momentOf(planned));
}

/** The chair hears of what is open and nobody answered, also when it's blocked: then there's something to do. */
export function isOverdueStill(action: Action | undefined, { plan }: Plan): action is Action {
  return action?.status === 'open' && planOf(action) === plan && action.silentUntilNext === undefined;
}

/** A change of an action after which its reminders are planned anew. */
export function plansAnew(changes: ItemChanges): boolean {
  return ['due', 'owner', 'type', 'every'].some(name => name in changes);
}

/** The action with its reminders planned anew: what stood in the way, or was put off, was about the earlier plan. */
export function plannedAnew(action: Action): Action {
  const { snoozedUntil: _snoozed, blocked: _blocked, handOver: _asked, silentUntilNext: _silent, ...rest } = action;
  return { ...rest, plan: planOf(action) + 1 };
}

export function planOf({ plan }: Pick<Action, 'plan'>): number {
  return plan ?? 0;
}

/** Seven working days overdue comes first in the next look-back. Counted from the due day, put off or not. */
export function isLongOverdue(
  { status, due }: Pick<Action, 'status' | 'due'>,
  today: LocalDate,
  calendar: Calendar,
): boolean {
  return status === 'open' && addWorkingDays(dayOf(due), lateDays.late7, calendar) <= today;
}
