import { describe, expect, it } from 'vitest';
import type { Phase, StepName } from '../../src/domain/agenda.ts';
import type { Conference } from '../../src/domain/case-state.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { budgetSpentAt, isBudgetSpent, newsOverrun, timeOf } from '../../src/domain/time.ts';
import { stamped } from '../support/given.ts';
import { closed, opened, phase, tableOf, urgent } from '../support/history.ts';

/** The clock of these tests: minutes after opening. */
const minute = (minutes: number) => new Date(Date.parse('2026-11-20T10:00:00.000Z') + minutes * 60_000).toISOString();

/** A conference with budgets opening 3, look-back 4, risks 7, top three 6, actions 7, closing 3; then events at a minute. */
function conference(...later: readonly (readonly [number, EventBody])[]): Conference {
  return playing({}, ...later);
}

function playing(more: Parameters<typeof tableOf>[0], ...later: readonly (readonly [number, EventBody])[]): Conference {
  const start = stamped(tableOf(more), minute(0));
  const rest = later.flatMap(([at, event]) => stamped([event], minute(at)));
  const last = fold([...start, ...rest])?.conferences.at(-1);
  if (last === undefined) throw new Error('No conference');
  return last;
}

const entered = (to: Phase, from: Phase) => phase(to, from);
const extended = (step: StepName): EventBody => ({ type: 'TimeExtended', step, minutes: 5 });

describe('the budget of a step', () => {
  it('is spent so many minutes after it was entered', () => {
    expect(budgetSpentAt(conference())).toBe(minute(3));
    expect(budgetSpentAt(conference([2, entered('risks.raise', 'opening')]))).toBe(minute(9));
  });

  it('goes on through the phases of a step', () => {
    const rating = conference([2, entered('risks.raise', 'opening')], [6, entered('risks.rate', 'risks.raise')]);
    expect(budgetSpentAt(rating)).toBe(minute(9));
  });

  it('counts on where it was when a step is entered again', () => {
    const returned = conference(
      [2, entered('risks.raise', 'opening')],
      [4, entered('opening', 'risks.raise')],
      [4.5, entered('risks.raise', 'opening')],
    );
    expect(budgetSpentAt(returned)).toBe(minute(9.5));
  });

  it('is spent at once when the step is entered again after its time', () => {
    const returned = conference(
      [2, entered('risks.raise', 'opening')],
      [12, entered('topThree.raise', 'risks.raise')],
      [13, entered('risks.raise', 'topThree.raise')],
    );
    expect(budgetSpentAt(returned)).toBe(minute(10));
    expect(isBudgetSpent(returned, minute(13))).toBe(true);
  });

  it('is five minutes more after one press', () => {
    expect(budgetSpentAt(conference([4, extended('opening')]))).toBe(minute(8));
    expect(budgetSpentAt(conference([4, extended('risks')]))).toBe(minute(3));
  });

  it('is spent from that moment on', () => {
    expect([2.99, 3, 20].map(at => isBudgetSpent(conference(), minute(at)))).toEqual([false, true, true]);
  });

  it('is not there for a step without one, in a spoed, or after closing', () => {
    expect(budgetSpentAt(conference([1, entered('monitor', 'opening')]))).toBeUndefined();
    expect(isBudgetSpent(conference([1, entered('monitor', 'opening')]), minute(60))).toBe(false);
    expect(budgetSpentAt(playing({ urgent: true }))).toBeUndefined();
    expect(budgetSpentAt(conference([1, urgent()]))).toBeUndefined();
    expect(isBudgetSpent(conference([1, closed()]), minute(60))).toBe(false);
  });
});

describe('the time that steps took', () => {
  it('is in whole minutes, rounded, in the order of the method, over all the times a step was entered', () => {
    const wandering = conference(
      [2, entered('actions', 'opening')],
      [5.4, entered('risks.raise', 'actions')],
      [8, entered('actions', 'risks.raise')],
    );
    expect(timeOf(wandering, minute(10))).toEqual([
      { step: 'opening', minutes: 2, budget: 3 },
      { step: 'risks', minutes: 3, budget: 7 },
      { step: 'actions', minutes: 5, budget: 7 },
    ]);
  });

  it('stands still when the conference is closed', () => {
    expect(timeOf(conference([4, closed()]), minute(60))).toEqual([{ step: 'opening', minutes: 4, budget: 3 }]);
  });

  it('has no budget for a step without one', () => {
    expect(timeOf(conference([4, entered('monitor', 'opening')]), minute(6)).at(-1)).toStrictEqual({
      step: 'monitor',
      minutes: 2,
    });
  });

  it('is never negative when clocks of two processes differ a little', () => {
    expect(
      timeOf(conference([-1, entered('risks.raise', 'opening')]), minute(-2)).map(({ minutes }) => minutes),
    ).toEqual([0, 0]);
  });
});

describe('the round of news', () => {
  it('takes minutes that risks no longer have, once it is over its time', () => {
    expect([3, 4, 11].map(at => newsOverrun(conference(), minute(at)))).toEqual([0, 1, 8]);
  });

  it('is the opening and the look-back together', () => {
    const news = playing({ carriedActions: ['A1'] }, [5, entered('lookBack', 'opening')]);
    expect([7, 9].map(at => newsOverrun(news, minute(at)))).toEqual([0, 2]);
    const onTime = playing(
      { carriedActions: ['A1'] },
      [5, entered('lookBack', 'opening')],
      [6, entered('risks.raise', 'lookBack')],
    );
    expect(newsOverrun(onTime, minute(20))).toBe(0);
  });

  it('stays what it was in the steps after it', () => {
    const late = conference([10, entered('risks.raise', 'opening')]);
    expect([10, 25].map(at => newsOverrun(late, minute(at)))).toEqual([7, 7]);
  });

  it('is not measured without budgets or in a spoed', () => {
    expect(newsOverrun(playing({ budgets: {} }), minute(60))).toBe(0);
    const noLookBack = playing({ budgets: { opening: 3 }, carriedActions: ['A1'] });
    expect(newsOverrun(noLookBack, minute(5))).toBe(2);
    expect(newsOverrun(playing({}, [1, urgent()]), minute(60))).toBe(0);
  });
});

describe('the steps that were entered', () => {
  it('start with the first phase of the conference, and have a line for each time another step begins', () => {
    const { stepEntries } = conference(
      [2, entered('risks.raise', 'opening')],
      [6, entered('risks.rate', 'risks.raise')],
    );
    expect(stepEntries).toEqual([
      { step: 'opening', at: minute(0) },
      { step: 'risks', at: minute(2) },
    ]);
    expect(opened().budgets).toEqual({
      opening: 3,
      lookBack: 4,
      risks: 7,
      topThree: 6,
      actions: 7,
      scenarios: 4,
      closing: 3,
    });
  });
});
