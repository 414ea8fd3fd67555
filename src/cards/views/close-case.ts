import { caseClosingReasons, extensionYears } from '../../domain/case-closing.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { personName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';

/** Why the case is closed; once it is, until when it's kept, and the form by which the house keeps it longer. */
export const closeCaseView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const isOpen = state.ended === undefined;
  return {
    ...frameOf(view, tools),
    about: [state.code, state.approach].join(' · '),
    facts: factsOf(view, tools),
    close: isOpen ? [closing(view, tools)] : [],
    extend: isOpen ? [] : [extending(view, tools)],
  };
};

function closing(view: FormView, tools: Tools): ViewData {
  const { state } = tableOf(view);
  const years = tools.approaches.find(({ name }) => name === state.approach)?.retentionYears;
  return {
    reasons: caseClosingReasons.map(value => ({ title: tools.words.t(`caseClosingReason.${value}`), value })),
    v: filledIn(view, tools, ['reason']),
    kept: years === undefined ? tools.words.t('closeCase.keptUsual') : tools.words.t('closeCase.kept', { years }),
  };
}

function extending(view: FormView, tools: Tools): ViewData {
  return {
    years: extensionYears.map(value => ({ title: tools.words.t('closeCase.years', { count: Number(value) }), value })),
    v: filledIn(view, tools, ['years', 'reason'], { years: '1' }),
  };
}

function factsOf(view: FormView, tools: Tools): readonly ViewData[] {
  const { ended } = tableOf(view).state;
  const { words, dates } = tools;
  if (ended === undefined) return [];
  const fact = (label: string, text: string) => ({ label, text });
  return [
    fact(words.t('closeCase.closedOn'), dates.day(dates.dayOf(ended.at))),
    fact(words.t('closeCase.why'), words.t(`caseClosingReason.${ended.reason}`)),
    fact(words.t('closeCase.until'), dates.day(ended.retentionUntil)),
    ...ended.extensions
      .slice(-tools.room.rows)
      .map(({ at, by, years, reason }) =>
        fact(
          words.t('closeCase.extended', { day: dates.day(dates.dayOf(at)), count: years }),
          `${typed(reason, tools)} (${personName(by, tools)})`,
        ),
      ),
  ];
}
