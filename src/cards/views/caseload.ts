import {
  type ApproachTotal,
  type CaseConcern,
  type Caseload,
  type CaseloadRow,
  needingAttention,
} from '../../domain/caseload.ts';
import { rowsOnAPage } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import type { WordKey } from '../words.ts';

/** Where the whole list was filed; `undefined` when that didn't work. */
interface Filed {
  readonly page: number;
  readonly location: string | undefined;
}

/** The numbers of each approach, then the cases that need somebody, a page at a time. */
export function caseloadView(caseload: Caseload, { page, location }: Filed, tools: Tools): ViewData {
  const { words, dates } = tools;
  const attention = needingAttention(caseload);
  const pages = Math.max(1, Math.ceil(attention.length / rowsOnAPage));
  const current = Math.min(Math.max(1, page), pages);
  const from = (current - 1) * rowsOnAPage;
  const rows = attention.slice(from, from + rowsOnAPage);
  const button = (to: number, key: 'caseload.previous' | 'caseload.next') =>
    to < 1 || to > pages ? [] : [{ title: words.t(key), page: String(to) }];
  return {
    about: `${casesIn(caseload.cases.length, tools)} · ${words.t('caseload.about', { day: dates.day(caseload.day) })}`,
    empty: caseload.cases.length === 0 ? [{}] : [],
    totals: totalsOf(caseload, tools),
    attention: attention.length === 0 ? [] : [{ text: words.t('caseload.attention', { count: attention.length }) }],
    calm: caseload.cases.length > 0 && attention.length === 0 ? [{}] : [],
    cases: rows.map(row => caseOf(row, tools)),
    which:
      pages === 1
        ? []
        : [
            {
              text: words.t('caseload.page', { from: from + 1, to: from + rows.length, count: attention.length }),
            },
          ],
    leaf:
      pages === 1
        ? []
        : [{ buttons: [...button(current - 1, 'caseload.previous'), ...button(current + 1, 'caseload.next')] }],
    filed: location === undefined ? [] : [{ text: words.t('caseload.filed', { location }) }],
    notFiled: location === undefined ? [{}] : [],
  };
}

/** What doesn't fit is told as one row, so that the numbers still add up. */
function totalsOf({ approaches }: Caseload, tools: Tools): readonly ViewData[] {
  const shown = approaches.length <= tools.room.rows ? approaches : approaches.slice(0, tools.room.rows - 1);
  const rest = approaches.slice(shown.length);
  const others = rest.length === 0 ? [] : [{ ...summed(rest), approach: tools.words.t('caseload.others') }];
  return [...shown, ...others].map(total => totalOf(total, tools));
}

function summed(totals: readonly ApproachTotal[]): ApproachTotal {
  const sum = (of: (total: ApproachTotal) => number) => totals.reduce((all, total) => all + of(total), 0);
  return {
    approach: '',
    cases: sum(one => one.cases),
    open: sum(one => one.open),
    overdue: sum(one => one.overdue),
    underSix: sum(one => one.underSix),
    withoutDirector: sum(one => one.withoutDirector),
  };
}

/** "Top X  142 casussen", and below it what there is of everything; what there's nothing of isn't named. */
function totalOf(total: ApproachTotal, tools: Tools): ViewData {
  const { words, dates } = tools;
  const { approach, cases, open, overdue, underSix, withoutDirector, nextDate } = total;
  const counted = (key: WordKey, count: number) => (count === 0 ? [] : [words.t(key, { count })]);
  return {
    approach: typed(approach, tools),
    cases: `  ${casesIn(cases, tools)}`,
    text: [
      words.t('caseload.open', { count: open }),
      ...counted('caseload.late', overdue),
      ...counted('caseload.underSix', underSix),
      ...counted('caseload.undirected', withoutDirector),
      ...(nextDate === undefined ? [] : [words.t('caseload.first', { day: dates.shortDue(nextDate) })]),
    ].join(' · '),
  };
}

function casesIn(count: number, { words }: Tools): string {
  return words.t(count === 1 ? 'caseload.oneCase' : 'caseload.cases', { count });
}

/** "ZVH-2026-014  Top X", and below it why somebody is needed, the heaviest first. */
function caseOf(row: CaseloadRow, tools: Tools): ViewData {
  const { words, dates } = tools;
  const said: Readonly<Record<CaseConcern, () => string>> = {
    underSix: () => words.t('caseload.underSix', { count: row.underSix }),
    overdue: () => words.t('caseload.overdue', { overdue: row.overdue, open: row.open }),
    noDirector: () => noDirector(row, tools),
    noNextDate: () => words.t('caseload.noNextDate'),
    nextDatePassed: () => words.t('caseload.nextDatePassed', { day: dates.shortDue(row.nextDate ?? '') }),
  };
  const when =
    row.concerns.includes('nextDatePassed') || row.concerns.includes('noNextDate') ? [] : [whenNext(row, tools)];
  return {
    code: row.case,
    approach: `  ${typed(row.approach, tools)}`,
    text: [...row.concerns.map(concern => said[concern]()), ...when.filter(text => text !== '')].join(' · '),
  };
}

function noDirector({ escalation }: CaseloadRow, { words }: Tools): string {
  if (escalation === undefined) return words.t('caseload.noDirector');
  return words.t('caseload.escalation', { step: words.t(`directionStep.short.${escalation}`).toLowerCase() });
}

function whenNext({ running, nextDate }: CaseloadRow, { words, dates }: Tools): string {
  if (running) return words.t('caseload.running');
  return nextDate === undefined ? '' : words.t('caseload.nextDate', { day: dates.shortDue(nextDate) });
}
