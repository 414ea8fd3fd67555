import { findingsOf } from '../domain/steps/look-back.ts';
import type { FormView } from '../ports/card-renderer.ts';
import type { ViewData } from './expand.ts';
import { type Tools, tableOf, typed } from './frame.ts';
import { firstRows } from './lists.ts';

/**
 * What came back of what the table went to find out, where risks are named and rated: "Nieuw: A1 … Schat R1 opnieuw in." What
 * this person hears about it as a hint already isn't said twice.
 */
export function findingLines(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const heard = new Set(view.hints?.filter(hint => hint.code === 'rateAgain').map(hint => hint.item));
  const fresh = findingsOf(state, conference).filter(action => !heard.has(action.id));
  return firstRows(fresh, tools).shown.map(({ id, what, note, risks }) => ({
    id: `notice:hint:rateAgain:${id}`,
    text: tools.words.t('rateRisks.finding', {
      item: id,
      what: typed(what, tools),
      ...(note !== undefined && { note: typed(note, tools) }),
      risks: risks.slice(0, 12).join(', '),
    }),
  }));
}
