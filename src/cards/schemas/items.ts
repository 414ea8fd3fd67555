import { z } from 'zod';
import type { AgreeAction } from '../../domain/steps/actions.ts';
import {
  actionTypes,
  centralEight,
  factorKinds,
  factorSources,
  frameworks,
  horizons,
  intensities,
  lifeDomains,
  mandates,
  marks,
  repetitions,
  scenarioKinds,
} from '../../domain/values.ts';
import { clockTime, date, due, flag, idOf, idsOf, line, oneOf, person, refuse, text } from '../input-fields.ts';
import { form } from './form.ts';

/** The inputs of an item beside those that it can't do without: all optional, the same when it's raised and when it's mended. */
const moreOfRisk = {
  severity: text.exactOptional(),
  triggers: text.exactOptional(),
  affected: text.exactOptional(),
  whereWhen: text.exactOptional(),
  mark: oneOf(marks).exactOptional(),
};
const moreOfFactor = {
  kind: oneOf(factorKinds).exactOptional(),
  assessable: flag.exactOptional(),
  domain: oneOf(lifeDomains).exactOptional(),
  centralEight: oneOf(centralEight).exactOptional(),
  source: oneOf(factorSources).exactOptional(),
  instrument: line.exactOptional(),
  instrumentDate: date.exactOptional(),
  risks: idsOf('R').exactOptional(),
  mark: oneOf(marks).exactOptional(),
};
const moreOfAction = {
  dueTime: clockTime.exactOptional(),
  factors: idsOf('F').exactOptional(),
  type: oneOf(actionTypes).exactOptional(),
  horizon: oneOf(horizons).exactOptional(),
  intensity: oneOf(intensities).exactOptional(),
  fit: text.exactOptional(),
  effect: text.exactOptional(),
  every: oneOf(repetitions).exactOptional(),
  reportTo: person.exactOptional(),
  mandate: oneOf(mandates).exactOptional(),
  mandateBy: date.exactOptional(),
  framework: oneOf(frameworks).exactOptional(),
  risks: idsOf('R').exactOptional(),
  subjects: idsOf('P').exactOptional(),
};
const moreOfScenario = {
  who: person.exactOptional(),
  kind: oneOf(scenarioKinds).exactOptional(),
  byWhen: line.exactOptional(),
  actions: idsOf('A').exactOptional(),
};

/** The clock time has an input of its own beside the day; a day that was sent with a time already keeps its own. */
function dueAt(day: string, { dueTime }: { dueTime?: string }): string {
  return dueTime === undefined || day.includes('T') ? day : `${day}T${dueTime}`;
}

/** The inputs of an item that is mended, by the letter of its number; only those that are given change. */
const editable = {
  R: z.object({ what: line.exactOptional(), ...moreOfRisk }),
  F: z.object({ what: line.exactOptional(), ...moreOfFactor }),
  A: z
    .object({ what: line.exactOptional(), owner: person.exactOptional(), due: due.exactOptional(), ...moreOfAction })
    .transform(({ due: day, dueTime, ...fields }, ctx) => {
      if (day !== undefined) return { ...fields, due: dueAt(day, { ...(dueTime !== undefined && { dueTime }) }) };
      return dueTime === undefined ? fields : refuse(ctx, 'required', undefined, ['due']);
    }),
  S: z.object({ signals: line.exactOptional(), response: line.exactOptional(), ...moreOfScenario }),
  P: z.object({ name: line.exactOptional() }),
};

const editItem = z.looseObject({ item: idOf('RFASP') }).transform(({ item, ...fields }, ctx) => {
  const changes = editable[item.slice(0, 1) as keyof typeof editable].safeParse(fields);
  if (changes.success) return { verb: 'item.edit' as const, item, changes: changes.data };
  for (const issue of changes.error.issues)
    ctx.addIssue({
      code: 'custom',
      path: issue.path,
      params: issue.code === 'custom' ? issue.params : { code: 'notUnderstood' },
    });
  return z.NEVER;
});

/** What comes on the table and stays on the case: risks, factors, actions, scenarios. */
export const itemSchemas = {
  'risk.raise': form('risk.raise', { what: line, ...moreOfRisk }),
  'factor.raise': form('factor.raise', { what: line, ...moreOfFactor }),
  'hint.keep': form('hint.keep', { item: idOf('F') }),
  'action.agree': form('action.agree', { what: line, owner: person, due, ...moreOfAction }).transform(
    ({ dueTime, ...action }): AgreeAction => ({
      ...action,
      due: dueAt(action.due, { ...(dueTime !== undefined && { dueTime }) }),
    }),
  ),
  'scenario.draft': form('scenario.draft', { signals: line, response: line, ...moreOfScenario }),
  'item.edit': editItem,
  'item.withdraw': form('item.withdraw', { item: idOf('RFASP') }),
};
