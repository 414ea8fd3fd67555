import { scenarioKinds } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { choice, itemChoices, otherPerson, peopleChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import {
  type FormViewBuilder,
  filledIn,
  forOthers,
  frameOf,
  isOpen,
  recordButton,
  type Tools,
  tableOf,
  typed,
} from '../frame.ts';
import { firstRows } from '../lists.ts';

const details = ['whoOther', 'byWhen', 'actions'] as const;

/** One line: if this is seen, then who does what. How soon and with which action stands behind "Meer". */
export const draftScenarioView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const open = state.actions.filter(action => action.status === 'open').slice(0, room.rows);
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'scenario.draft'),
    ...forOthers(view, tools),
    ...soFar(view, tools),
    kinds: scenarioKinds.map(value => ({ title: words.t(`scenarioKind.${value}`), value })),
    people: [
      ...peopleChoices(conference, view.members, room),
      choice(words.t('person.elsewhereMore'), otherPerson, 100),
    ],
    actions: open.length === 0 ? [] : [{ choices: itemChoices(open, room) }],
    moreOpen: view.values.who === otherPerson || isOpen(view, details),
    v: filledIn(view, tools, ['signals', 'response', 'who', 'kind', ...details], { kind: 'escalation' }),
  };
};

/** What was drafted, and which futures nobody worked out yet; only in a person's own answer, because it goes stale elsewhere. */
function soFar(view: FormView, tools: Tools): ViewData {
  const { state } = tableOf(view);
  const { words } = tools;
  if (view.viewer === undefined || state.scenarios.length === 0) return { drafted: [], more: [] };
  const { shown, more } = firstRows(state.scenarios.toReversed(), tools);
  const missing = scenarioKinds.filter(kind => !state.scenarios.some(one => one.kind === kind));
  const kinds = missing.map(kind => words.t(`scenarioKind.${kind}`).toLowerCase()).join(', ');
  return {
    drafted: [
      {
        rows: shown.toReversed().map(({ id, kind, signals, response, who }) => ({
          id,
          kind: words.t(`scenarioKind.${kind}`).toLowerCase(),
          line: words.t('draftScenario.line', {
            signals: typed(signals, tools),
            response: typed(response, tools),
            ...(who !== undefined && { who: typed(who.name, tools) }),
          }),
        })),
        missing: missing.length === 0 ? [] : [{ text: words.t('draftScenario.missing', { kinds }) }],
      },
    ],
    more,
  };
}
