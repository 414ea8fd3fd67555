import type { CaseState } from '../domain/case-state.ts';
import type { Scenario } from '../domain/items.ts';
import { personName, row, type Section, seeSummary } from './board-rows.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows } from './lists.ts';

/** What happens when, by whom and how soon; short, because the minutes hold all of it. */
export function scenarioRows(state: CaseState, tools: Tools): Section {
  const { shown, more } = firstRows(state.scenarios, tools, seeSummary);
  const rows = shown.map(scenario =>
    row(scenario.id, scenarioLine(scenario, tools), undefined, [whoAndWhen(scenario, tools)].filter(isSaid)),
  );
  return { title: tools.words.t('step.scenarios'), rows, more };
}

/** "zegt afspraken af → huisbezoek". */
export function scenarioLine({ signals, response }: Scenario, tools: Tools): string {
  return `${typed(signals, tools)} → ${typed(response, tools)}`;
}

/** "Wijkagent, Politie · binnen een uur". */
function whoAndWhen({ who, byWhen = '' }: Scenario, tools: Tools): string {
  return [who === undefined ? '' : personName(who, tools), typed(byWhen, tools)].filter(isSaid).join(' · ');
}

function isSaid(text: string): boolean {
  return text !== '';
}
