import type { CaseState, Conference } from '../../domain/case-state.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';
import { preparationSoFar } from '../preparation-rows.ts';

/** Who hasn't answered before the next conference, for whoever sees to that: by function and organisation. */
export function preparationView(state: CaseState, conference: Conference, tools: Tools): ViewData {
  const { words } = tools;
  const { missing, answered, total, day } = preparationSoFar(state, conference, tools);
  const shown = firstRows(
    missing.map(name => ({ text: typed(name, tools) })),
    tools,
  );
  return {
    title: day === undefined ? words.t('preparation.title') : words.t('preparation.titleDay', { day }),
    about: [
      state.code,
      missing.length === 0
        ? words.t('preparation.complete')
        : words.t('preparation.missing', { count: missing.length, total }),
    ].join(' · '),
    missing: shown.shown,
    more: shown.more,
    answered: answered.length === 0 ? [] : [{ text: nameList(answered, tools) }],
  };
}
