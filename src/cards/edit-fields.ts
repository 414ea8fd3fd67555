import { risksOf, usualHorizon } from '../domain/action-defaults.ts';
import type { Item } from '../domain/editable-fields.ts';
import type { Action, Factor, Risk, Scenario, Subject } from '../domain/items.ts';
import { centralEight, factorKinds, factorSources, lifeDomains, scenarioKinds } from '../domain/values.ts';
import type { FormView } from '../ports/card-renderer.ts';
import { actionChoices } from './action-choices.ts';
import { type EditField, markField, named, several, somebody } from './edit-inputs.ts';
import { type Tools, tableOf } from './frame.ts';

/** The inputs of an item, those that it can't do without in front and the rest behind a button. */
export interface EditFields {
  readonly front: readonly EditField[];
  readonly rest: readonly EditField[];
}

export function editFieldsOf(item: Item, view: FormView, tools: Tools): EditFields {
  if ('assessable' in item) return factorFields(item, view, tools);
  if ('owner' in item) return actionFields(item, view, tools);
  if ('signals' in item) return scenarioFields(item, view, tools);
  return 'what' in item ? riskFields(item, tools) : subjectFields(item);
}

function riskFields(risk: Risk, tools: Tools): EditFields {
  return {
    front: [{ id: 'what', label: 'raiseRisk.what', kind: 'line', value: risk.what, required: true }],
    rest: [
      { id: 'severity', label: 'input.severity', kind: 'text', value: risk.severity },
      { id: 'triggers', label: 'input.triggers', kind: 'text', value: risk.triggers },
      { id: 'affected', label: 'input.affected', kind: 'text', value: risk.affected },
      { id: 'whereWhen', label: 'input.whereWhen', kind: 'text', value: risk.whereWhen },
      markField(risk.mark, tools),
    ],
  };
}

function factorFields(factor: Factor, view: FormView, tools: Tools): EditFields {
  const { words, room } = tools;
  const { risks } = tableOf(view).state;
  return {
    front: [
      { id: 'what', label: 'raiseFactor.what', kind: 'line', value: factor.what, required: true },
      { id: 'kind', label: 'input.kind', ...named(factorKinds, 'kind.choice', tools), value: factor.kind },
    ],
    rest: [
      {
        id: 'assessable',
        label: 'editItem.assessable',
        kind: 'choice',
        choices: [
          { title: words.t('answer.yes'), value: 'yes' },
          { title: words.t('answer.no'), value: 'no' },
        ],
        value: factor.assessable ? 'yes' : 'no',
      },
      { id: 'domain', label: 'input.domain', ...named(lifeDomains, 'domain', tools), value: factor.domain },
      {
        id: 'centralEight',
        label: 'input.centralEight',
        ...named(centralEight, 'centralEight', tools),
        value: factor.centralEight,
      },
      { id: 'source', label: 'input.source', ...named(factorSources, 'source', tools), value: factor.source },
      { id: 'instrument', label: 'input.instrument', kind: 'line', value: factor.instrument },
      { id: 'instrumentDate', label: 'input.instrumentDate', kind: 'date', value: factor.instrumentDate },
      { id: 'risks', label: 'editItem.risks', ...several(risks, factor.risks, room) },
      markField(factor.mark, tools),
    ],
  };
}

function actionFields(action: Action, view: FormView, tools: Tools): EditFields {
  const { state } = tableOf(view);
  const { words, room } = tools;
  const choices = actionChoices(words);
  const [day, time] = action.due.split('T');
  const implied = risksOf(state, action.factors);
  const alsoRisks = action.risks.filter(risk => !implied.includes(risk));
  const dynamic = state.factors.filter(factor => factor.kind === 'dynamic' || action.factors.includes(factor.id));
  return {
    front: [
      { id: 'what', label: 'agreeAction.what', kind: 'line', value: action.what, required: true },
      ...somebody('owner', 'input.owner', 'input.ownerOther', action.owner, view, tools),
      { id: 'due', label: 'input.due', kind: 'date', value: day, required: true },
      { id: 'dueTime', label: 'input.dueTime', kind: 'time', value: time },
    ],
    rest: [
      { id: 'factors', label: 'agreeAction.factors', ...several(dynamic, action.factors, room) },
      { id: 'type', label: 'input.type', kind: 'choice', choices: choices.types, value: action.type },
      { id: 'effect', label: 'input.effect', kind: 'text', value: action.effect },
      { id: 'fit', label: 'input.fit', kind: 'text', value: action.fit },
      {
        id: 'intensity',
        label: 'input.intensity',
        kind: 'choice',
        choices: choices.intensities,
        value: action.intensity,
      },
      {
        id: 'horizon',
        label: 'input.horizon',
        kind: 'choice',
        choices: choices.horizons,
        // A term that nobody chose follows the day, also when the day is mended.
        placeholder: words.t('agreeAction.horizonDefault'),
        value: action.horizon === usualHorizon(action.due, action.agreedOn) ? undefined : action.horizon,
      },
      { id: 'every', label: 'input.every', kind: 'choice', choices: choices.repetitions, value: action.every },
      ...somebody('reportTo', 'input.reportTo', 'input.reportToOther', action.reportTo, view, tools),
      { id: 'mandate', label: 'input.mandate', kind: 'choice', choices: choices.mandates, value: action.mandate },
      { id: 'mandateBy', label: 'input.mandateBy', kind: 'date', value: action.mandateBy },
      {
        id: 'framework',
        label: 'input.framework',
        kind: 'choice',
        choices: choices.frameworks,
        value: action.framework,
      },
      { id: 'risks', label: 'editItem.alsoRisks', ...several(state.risks, alsoRisks, room) },
      { id: 'subjects', label: 'input.subjects', ...several(state.subjects, action.subjects, room) },
    ],
  };
}

function scenarioFields(scenario: Scenario, view: FormView, tools: Tools): EditFields {
  const { state } = tableOf(view);
  return {
    front: [
      { id: 'signals', label: 'draftScenario.signals', kind: 'line', value: scenario.signals, required: true },
      ...somebody('who', 'input.who', 'input.whoOther', scenario.who, view, tools),
      { id: 'response', label: 'input.response', kind: 'line', value: scenario.response, required: true },
    ],
    rest: [
      { id: 'kind', label: 'input.kind', ...named(scenarioKinds, 'scenarioKind', tools), value: scenario.kind },
      { id: 'byWhen', label: 'input.byWhen', kind: 'line', value: scenario.byWhen },
      { id: 'actions', label: 'input.actions', ...several(state.actions, scenario.actions, tools.room) },
    ],
  };
}

function subjectFields(subject: Subject): EditFields {
  return {
    front: [{ id: 'name', label: 'input.name', kind: 'line', value: subject.name, required: true }],
    rest: [],
  };
}
