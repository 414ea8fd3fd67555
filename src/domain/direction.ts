import { actorOfCase } from './belonging.ts';
import type { CaseState, Direction, DirectionStep } from './case-state.ts';
import type { PersonChoice } from './commands.ts';
import { accept, type Decision, findPerson, isRefusal, present, refuse, refuseAll, type Table } from './decision.ts';
import type { EventMeta, EventOf } from './events.ts';
import { type DirectionStepName, directionSteps, type LocalDate, type PersonRef } from './values.ts';
import { addDays, addWorkingDays, type Calendar, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

/**
 * When case direction can't be assigned, or is contested. The house then tends to fill the gap and everyone leans back; the model of
 * escalation has a step for each stage, each with its day (evaluation report).
 */

export interface RecordDirection {
  readonly verb: 'direction.record';
  readonly step: DirectionStepName;
  /** What was done or agreed in this step. */
  readonly note: string;
  /** By when it must have led to something; the usual day of that step when it isn't said. */
  readonly until?: LocalDate;
  /** Somebody directs the case now: the escalation ends. */
  readonly director?: PersonChoice;
}

/** How long a step takes; directors and the administration get calendar days (evaluation report). */
const usualTime: Readonly<Record<DirectionStepName, { readonly days: number; readonly working: boolean }>> = {
  report: { days: 2, working: true },
  talk: { days: 5, working: true },
  proposal: { days: 5, working: true },
  temporary: { days: 10, working: true },
  directors: { days: 10, working: false },
  administration: { days: 10, working: false },
};

/** The day by which a step that begins today has led to something, unless somebody says otherwise. */
function usualUntil(step: DirectionStepName, today: LocalDate, calendar: Calendar): LocalDate {
  const { days, working } = usualTime[step];
  return working ? addWorkingDays(today, days, calendar) : addDays(today, days);
}

/** The chair of the case and the process directors of the house guard direction, and nobody else records it. */
export function recordDirection(table: Table, command: RecordDirection): Decision {
  const { state, context } = table;
  const by = actorOfCase(table);
  const latest = state.conferences.at(-1);
  if (by === undefined || latest === undefined) return refuse('unknown');
  if (!guardsDirection(state, by.person, context.processDirectors))
    return refuse('notChair', undefined, { chair: latest.chairName });
  if (state.ended !== undefined) return refuse('caseClosed');
  const { step, note } = command;
  const director =
    command.director === undefined
      ? undefined
      : findPerson({ ...table, conference: latest }, command.director, 'director');
  if (director !== undefined && isRefusal(director)) return refuseAll([director]);
  const asked = command.until ?? usualUntil(step, context.today, context.calendar);
  if (director === undefined && asked < context.today) return refuse('pastDate', 'until', { date: asked });
  const until = director === undefined ? asked : undefined;
  const last = openDirection(state)?.steps.at(-1);
  if (director === undefined && last?.step === step && last.note === note && last.until === until) return accept();
  return accept(
    present<EventOf<'DirectionStepTaken'>>({ type: 'DirectionStepTaken', step, note, until, by, director }),
  );
}

export function guardsDirection(state: CaseState, person: string, processDirectors: readonly string[]): boolean {
  return processDirectors.includes(person) || state.conferences.at(-1)?.chair === person;
}

/** The escalation that goes on; undefined when there's none, or when it led to a case director. */
export function openDirection({ direction }: Pick<CaseState, 'direction'>): Direction | undefined {
  return direction?.ended === undefined ? direction : undefined;
}

/** The step that the escalation is in, and its day: reporting it, until a first step was recorded. */
export function currentStep(
  { since, steps }: Direction,
  calendar: Calendar,
): { readonly step: DirectionStepName; readonly until: LocalDate } {
  const last = steps.at(-1);
  if (last === undefined) return { step: 'report', until: usualUntil('report', since, calendar) };
  return { step: last.step, until: last.until ?? since };
}

/** What comes when the current step led to nothing; after the last one the administration is asked again. */
export function nextStep(direction: Direction | undefined): DirectionStepName {
  const last = direction?.steps.at(-1);
  if (last === undefined) return 'report';
  return directionSteps[directionSteps.indexOf(last.step) + 1] ?? 'administration';
}

/** The morning on which a step is asked about: its own day, or the working day before it; never today or earlier. */
export function askedAboutOn(until: LocalDate, today: LocalDate, calendar: Calendar): LocalDate {
  const day = workingDayOnOrBefore(until, calendar);
  return day > today ? day : workingDayOnOrAfter(addDays(today, 1), calendar);
}

/** Who directs the case: the last word on it, at a table or between two. Undefined when nobody does. */
export function directorOf({ conferences, direction }: CaseState): PersonRef | undefined {
  const said = conferences.findLast(one => one.caseDirector !== undefined || one.caseDirectorReason !== undefined);
  const found = direction?.ended;
  if (found === undefined) return said?.caseDirector;
  // What was said at a table that closed after it was found, or still sits, is later.
  const isLater = said === undefined || (said.closed !== undefined && said.closed.at <= found.at);
  return isLater ? found.director : said.caseDirector;
}

/** A conference closes: without a case director the escalation begins, a spoed apart, which asks who follows. */
export function undirectedFromNow(state: CaseState, { at }: EventMeta): CaseState {
  const conference = state.conferences.at(-1);
  if (conference === undefined || conference.urgent || conference.caseDirector !== undefined) return state;
  const goesOn = (openDirection(state)?.steps.length ?? 0) > 0;
  return goesOn ? state : { ...state, direction: { since: at.slice(0, 10), steps: [] } };
}

/** Somebody directs the case from here on: what went on about it is over. */
export function directedFromNow(state: CaseState, director: PersonRef | undefined, { at }: EventMeta): CaseState {
  const direction = openDirection(state);
  if (direction === undefined || director === undefined) return state;
  return { ...state, direction: { ...direction, ended: { at, director } } };
}

export function evolveDirection(state: CaseState, event: EventOf<'DirectionStepTaken'>, meta: EventMeta): CaseState {
  const { step, note, until, by, director } = event;
  const direction = openDirection(state) ?? { since: meta.at.slice(0, 10), steps: [] };
  const taken = present<DirectionStep>({ step, note, at: meta.at, until, by });
  return directedFromNow({ ...state, direction: { ...direction, steps: [...direction.steps, taken] } }, director, meta);
}

/** The steps since the conference before closed, as the minutes of the last one tell them. */
export function stepsSince({ conferences, direction }: CaseState): readonly DirectionStep[] {
  if (direction === undefined) return [];
  const before = conferences.slice(0, -1).findLast(one => one.atClosing !== undefined)?.atClosing?.direction;
  return direction.steps.slice(before !== undefined && isSame(before, direction) ? before.steps.length : 0);
}

/** The same escalation, further on. */
function isSame(before: Direction, now: Direction): boolean {
  return before.since === now.since && (before.ended === undefined || before.ended.at === now.ended?.at);
}
