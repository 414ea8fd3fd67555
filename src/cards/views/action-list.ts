import { type CardView, type ListRow, rowsOnAPage } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import type { Tools } from '../frame.ts';
import { listRow } from '../list-rows.ts';
import { messagesOf } from '../notices.ts';

type ListView = Extract<CardView, { kind: 'actionList' }>;

/** What one person has to do, a row each; what was answered is marked in its row, the others can still be pressed. */
export function actionListView(view: ListView, tools: Tools): ViewData {
  const { words, room } = tools;
  const onAPage = Math.min(rowsOnAPage, room.rows);
  const pages = Math.max(1, Math.ceil(view.rows.length / onAPage));
  const page = view.list === 'morning' ? 1 : Math.min(Math.max(view.page, 1), pages);
  const shown = view.rows.slice((page - 1) * onAPage, page * onAPage);
  return {
    ...messagesOf({ refusals: view.refusals, recorded: view.recorded }, tools),
    title: titleOf(view, tools),
    lead: leadOf(view, tools),
    rows: shown.map(row => listRow(row, view.viewer, tools, view.now)),
    more: moreOf(view, shown, pages, page, tools),
    below: belowOf(view, pages, page, words.t),
  };
}

function titleOf({ list, rows }: ListView, { words }: Tools): string {
  const count = rows.length;
  switch (list) {
    case 'morning':
      return words.t('actionList.morning', { count });
    case 'myActions':
      return words.t('actionList.myActions', { count });
    case 'duringLeave':
      return words.t('actionList.duringLeave', { count });
  }
}

function leadOf({ list, rows }: ListView, { words }: Tools): readonly ViewData[] {
  if (rows.length === 0) return [{ text: words.t('actionList.nothing') }];
  return list === 'duringLeave' ? [{ text: words.t('actionList.duringLeaveLead') }] : [];
}

/** Of a morning the rest is asked for in words; a list that is asked for has pages. */
function moreOf(
  { list, rows }: ListView,
  shown: readonly ListRow[],
  pages: number,
  page: number,
  { words }: Tools,
): readonly ViewData[] {
  const left = rows.length - shown.length;
  if (list === 'morning') return left === 0 ? [] : [{ text: words.t('actionList.more', { count: left }) }];
  return pages === 1 ? [] : [{ text: words.t('actionList.page', { page, pages }) }];
}

function belowOf({ list, token }: ListView, pages: number, page: number, t: Tools['words']['t']): readonly ViewData[] {
  const show = (title: string, form: string, item?: number): ViewData => ({
    title,
    verb: 'form.show',
    data: { token, verb: 'form.show', form, ...(item !== undefined && { item: String(item) }) },
  });
  const buttons = [
    ...(list !== 'morning' && page > 1 ? [show(t('actionList.earlier'), 'myActions', page - 1)] : []),
    ...(list !== 'morning' && page < pages ? [show(t('actionList.later'), 'myActions', page + 1)] : []),
    ...(list === 'myActions' ? [show(t('actionList.availability'), 'availability')] : []),
  ];
  return buttons.length === 0 ? [] : [{ buttons }];
}
