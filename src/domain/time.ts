import { type StepName, stepNames, stepOf } from './agenda.ts';
import type { Conference, StepEntry } from './case-state.ts';
import type { Instant } from './values.ts';

/** The clock of a conference: half an hour a case, and a budget for each step. Times in minutes unless said otherwise. */

const minuteMs = 60_000;

/** The mark that a step is entered now. */
export function stepEntry({ urgent }: Conference, step: StepName, at: Instant): StepEntry {
  return { step, at, ...(urgent && { urgent }) };
}

/** When the budget of the current step is spent; undefined when it has none. A step that was left and entered again goes on counting. */
export function budgetSpentAt(conference: Conference): Instant | undefined {
  const step = stepOf(conference.phase);
  const budget = conference.budgets[step];
  const entered = conference.stepEntries.at(-1);
  if (budget === undefined || entered === undefined || conference.urgent) return undefined;
  const before = msIn(conference, step, entered.at);
  return new Date(Date.parse(entered.at) + budget * minuteMs - before).toISOString();
}

/** Is the time of the current step spent at this moment? */
export function isBudgetSpent(conference: Conference, now: Instant): boolean {
  const at = budgetSpentAt(conference);
  return at !== undefined && conference.closed === undefined && at <= now;
}

/** Milliseconds spent in a step until `now`, over all the times it was entered. */
function msIn(conference: Conference, step: StepName, now: Instant): number {
  const end = conference.closed?.at ?? now;
  return conference.stepEntries.reduce((sum, entry, index) => {
    const until = conference.stepEntries[index + 1]?.at ?? end;
    return entry.step === step ? sum + Math.max(0, Date.parse(until) - Date.parse(entry.at)) : sum;
  }, 0);
}

export interface StepTime {
  readonly step: StepName;
  /** Whole minutes, rounded. */
  readonly minutes: number;
  readonly budget?: number;
}

/** What each step that was entered took so far, in the order of the method. */
export function timeOf(conference: Conference, now: Instant): readonly StepTime[] {
  const entered = new Set(conference.stepEntries.map(entry => entry.step));
  return stepNames
    .filter(step => entered.has(step))
    .map(step => {
      const budget = conference.budgets[step];
      const minutes = Math.round(msIn(conference, step, now) / minuteMs);
      return { step, minutes, ...(budget !== undefined && { budget }) };
    });
}

/**
 * Minutes by which the round of news (opening and look-back) went over its budget: the time that risks no longer have. A long
 * round of news ate the time for risks (pilot report). 0 while it's within.
 */
export function newsOverrun(conference: Conference, now: Instant): number {
  if (conference.urgent) return 0;
  const news = timeOf(conference, now).filter(({ step }) => step === 'opening' || step === 'lookBack');
  const spent = news.reduce((sum, { minutes }) => sum + minutes, 0);
  const meant =
    (conference.budgets.opening ?? 0) + (conference.carriedActions.length > 0 ? (conference.budgets.lookBack ?? 0) : 0);
  return meant === 0 ? 0 : Math.max(0, spent - meant);
}
