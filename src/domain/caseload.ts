import type { Approaches, ApproachName } from './approaches.ts';
import type { CaseOverview } from './overview.ts';
import type { CaseCode, LocalDate } from './values.ts';
import { dayOf } from './working-days.ts';

/**
 * The cases of a house at a glance, for who has to see that a clear goal, a joint approach in time and escalation in time come
 * about: the process director (evaluation report). A house has hundreds; what needs somebody now comes first.
 */
export interface Caseload {
  /** The day it's about: what is overdue is reckoned from it. */
  readonly day: LocalDate;
  /** In the order of the house's own approaches, then those that it no longer has. */
  readonly approaches: readonly ApproachTotal[];
  /** Those that aren't closed: what needs attention first, the rest by code. */
  readonly cases: readonly CaseloadRow[];
}

export interface ApproachTotal {
  readonly approach: ApproachName;
  readonly cases: number;
  readonly open: number;
  readonly overdue: number;
  /** Persons, not cases. */
  readonly underSix: number;
  readonly withoutDirector: number;
  /** The first conference that is still to come. */
  readonly nextDate?: LocalDate;
}

export interface CaseloadRow {
  readonly case: CaseCode;
  readonly approach: ApproachName;
  readonly processPhase: CaseOverview['processPhase'];
  readonly running: boolean;
  readonly nextDate?: LocalDate;
  readonly open: number;
  readonly overdue: number;
  readonly underSix: number;
  readonly hasDirector: boolean;
  readonly escalation?: CaseOverview['escalation'];
  /** Why it needs somebody; empty when it doesn't. */
  readonly concerns: readonly CaseConcern[];
}

/** In the order of what weighs most: safety, what was agreed and isn't done, who directs, when it's spoken of again. */
export const caseConcerns = ['underSix', 'overdue', 'noDirector', 'noNextDate', 'nextDatePassed'] as const;
export type CaseConcern = (typeof caseConcerns)[number];

export function caseloadOf(overviews: readonly CaseOverview[], day: LocalDate, approaches: Approaches): Caseload {
  const open = overviews.filter(({ retentionUntil }) => retentionUntil === undefined);
  const cases = open.map(overview => rowOf(overview, day)).toSorted(byWeight);
  const names = [...approaches.map(approach => approach.name), ...cases.map(row => row.approach).toSorted(compare)];
  return {
    day,
    approaches: [...new Set(names)].flatMap(name => {
      const rows = cases.filter(row => row.approach === name);
      return rows.length === 0 ? [] : [totalOf(name, rows, day)];
    }),
    cases,
  };
}

/** The cases that need somebody. */
export function needingAttention({ cases }: Caseload): readonly CaseloadRow[] {
  return cases.filter(row => row.concerns.length > 0);
}

function rowOf(overview: CaseOverview, day: LocalDate): CaseloadRow {
  const { processPhase, running, nextDate, underSix, hasDirector, escalation } = overview;
  const overdue = overview.dues.filter(due => dayOf(due) < day).length;
  const holds: Readonly<Record<CaseConcern, boolean>> = {
    underSix: underSix > 0,
    overdue: overdue > 0,
    noDirector: !hasDirector,
    // A case on its way out needs no next conference.
    noNextDate: !running && nextDate === undefined && processPhase !== 'scalingDown',
    nextDatePassed: !running && nextDate !== undefined && nextDate < day,
  };
  return {
    case: overview.case,
    approach: overview.approach,
    processPhase,
    running,
    ...(nextDate !== undefined && { nextDate }),
    open: overview.dues.length,
    overdue,
    underSix,
    hasDirector,
    ...(escalation !== undefined && { escalation }),
    concerns: caseConcerns.filter(concern => holds[concern]),
  };
}

function totalOf(approach: ApproachName, rows: readonly CaseloadRow[], day: LocalDate): ApproachTotal {
  const sum = (of: (row: CaseloadRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [nextDate] = rows
    .flatMap(row => row.nextDate ?? [])
    .filter(date => date >= day)
    .toSorted(compare);
  return {
    approach,
    cases: rows.length,
    open: sum(row => row.open),
    overdue: sum(row => row.overdue),
    underSix: sum(row => row.underSix),
    withoutDirector: sum(row => Number(!row.hasDirector)),
    ...(nextDate !== undefined && { nextDate }),
  };
}

/** By the heaviest concern, then by how many actions are overdue, then by code. */
function byWeight(one: CaseloadRow, other: CaseloadRow): number {
  return heaviest(one) - heaviest(other) || other.overdue - one.overdue || compare(one.case, other.case);
}

function heaviest({ concerns: [first] }: CaseloadRow): number {
  return first === undefined ? caseConcerns.length : caseConcerns.indexOf(first);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
