import type { PersonChoice } from '../commands.ts';
import {
  accept,
  contributorOf,
  type Decision,
  findPerson,
  isRefusal,
  nextId,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { Scenario } from '../items.ts';
import { sameWords } from '../same-words.ts';
import type { ActionId, ScenarioKind } from '../values.ts';

/**
 * Scenarios, from escalation to stabilisation and recovery: early signals, and if X then who does what by when. Several futures
 * are worked out side by side before choosing; the trap is choosing one too soon (vision paper on phased work).
 */

export interface DraftScenario {
  readonly verb: 'scenario.draft';
  readonly signals: string;
  readonly response: string;
  readonly who?: PersonChoice;
  readonly kind?: ScenarioKind;
  /** "binnen een uur": as it's said. */
  readonly byWhen?: string;
  readonly actions?: readonly ActionId[];
}

export function draftScenario(table: Table, command: DraftScenario): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const by = contributorOf(table);
  if (isRefusal(by)) return refuseAll([by]);
  const { state, conference, context } = table;
  const who = command.who === undefined ? undefined : findPerson(table, command.who, 'who');
  const strangers = command.actions?.some(id => !state.actions.some(action => action.id === id)) ?? false;
  if ((who !== undefined && isRefusal(who)) || strangers)
    return refuseAll([
      ...(who !== undefined && isRefusal(who) ? [who] : []),
      ...(strangers ? [refusal('unknown', 'actions')] : []),
    ]);
  const twin = state.scenarios.find(
    one => sameWords(one.signals, command.signals) && sameWords(one.response, command.response),
  );
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'signals', { twin: twin.id });
  const scenario = present<Scenario>({
    id: nextId(state, 'S'),
    kind: command.kind ?? 'escalation',
    signals: command.signals,
    response: command.response,
    who,
    byWhen: command.byWhen,
    actions: command.actions ?? [],
    by: by.by,
    conference: conference.id,
  });
  return accept(...by.joining, { type: 'ScenarioDrafted', scenario });
}
