import { describe, expect, it } from 'vitest';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { caseloadOf, needingAttention } from '../../src/domain/caseload.ts';
import type { CaseOverview } from '../../src/domain/overview.ts';

const day = '2026-11-23';
const calm = (code: string, parts: Partial<CaseOverview> = {}): CaseOverview => ({
  case: code,
  approach: 'Top X',
  processPhase: 'execution',
  conferences: 2,
  running: false,
  nextDate: '2026-12-14',
  dues: [],
  underSix: 0,
  hasDirector: true,
  ...parts,
});
const { nextDate: _none, ...undated } = calm('ZVH-2026-005');
const caseload = (...overviews: CaseOverview[]) => caseloadOf(overviews, day, usualApproaches);
const codes = (...overviews: CaseOverview[]) => needingAttention(caseload(...overviews)).map(row => row.case);

describe('the caseload', () => {
  it('adds up each approach, in the order of the house, and those that it no longer has last', () => {
    const found = caseload(
      calm('ZVH-2026-001', { approach: 'Wijkaanpak' }),
      calm('ZVH-2026-002', { approach: 'MDA++', underSix: 2, hasDirector: false }),
      calm('ZVH-2026-003', { dues: ['2026-11-20', '2026-11-23', '2026-12-04'], nextDate: '2026-12-03' }),
      calm('ZVH-2026-004', { dues: ['2026-11-22T14:30'], nextDate: '2026-11-20' }),
    );
    expect(found.approaches).toEqual([
      { approach: 'Top X', cases: 2, open: 4, overdue: 2, underSix: 0, withoutDirector: 0, nextDate: '2026-12-03' },
      { approach: 'MDA++', cases: 1, open: 0, overdue: 0, underSix: 2, withoutDirector: 1, nextDate: '2026-12-14' },
      {
        approach: 'Wijkaanpak',
        cases: 1,
        open: 0,
        overdue: 0,
        underSix: 0,
        withoutDirector: 0,
        nextDate: '2026-12-14',
      },
    ]);
  });

  it('puts safety under 6 first, then what is overdue, direction and dates, the rest by code', () => {
    const found = caseload(
      calm('ZVH-2026-009'),
      calm('ZVH-2026-001', { nextDate: '2026-11-20' }),
      undated,
      calm('ZVH-2026-003', { hasDirector: false }),
      calm('ZVH-2026-004', { dues: ['2026-11-20'] }),
      calm('ZVH-2026-002', { dues: ['2026-11-20', '2026-11-19'] }),
      calm('ZVH-2026-006', { underSix: 1 }),
      calm('ZVH-2026-008'),
    );
    expect(found.cases.map(row => [row.case.slice(-3), ...row.concerns])).toEqual([
      ['006', 'underSix'],
      ['002', 'overdue'],
      ['004', 'overdue'],
      ['003', 'noDirector'],
      ['005', 'noNextDate'],
      ['001', 'nextDatePassed'],
      ['008'],
      ['009'],
    ]);
  });

  it('finds a due day overdue on the day after it, not on it', () => {
    expect(codes(calm('ZVH-2026-001', { dues: [day] }))).toEqual([]);
    expect(codes(calm('ZVH-2026-001', { dues: ['2026-11-22'] }))).toEqual(['ZVH-2026-001']);
  });

  it('misses no next date while a conference runs, or when the case is on its way out', () => {
    expect(codes({ ...undated, running: true }, { ...undated, processPhase: 'scalingDown' })).toEqual([]);
    expect(codes(undated)).toEqual(['ZVH-2026-005']);
  });

  it('of a house without cases is empty', () => {
    expect(caseload()).toEqual({ day, approaches: [], cases: [] });
  });
});
