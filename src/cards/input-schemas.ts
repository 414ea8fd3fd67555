import { z } from 'zod';
import { findApproach } from '../domain/approaches.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { Command } from '../domain/commands.ts';
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
  purposes,
  ratingLevels,
  repetitions,
  riskLevels,
} from '../domain/values.ts';
import { date, due, flag, idOf, idsOf, line, oneOf, person, refuse, text } from './input-fields.ts';

/** The inputs of each verb, from text as it was sent to the fields of a command. Unknown inputs are ignored. */
export const schemas = {
  'conference.open': form('conference.open', {
    case: z.string().transform((value, ctx) => readCaseCode(value) ?? refuse(ctx, 'caseCode')),
    approach: z.string().transform((value, ctx) => findApproach(value)?.name ?? refuse(ctx, 'approach')),
    minutes: oneOf(['30', '45'])
      .transform(value => (value === '30' ? 30 : 45))
      .exactOptional(),
    urgent: flag.exactOptional(),
  }),
  'conference.join': form('conference.join', { organisation: line, role: line.exactOptional() }),
  'conference.setGoal': form('conference.setGoal', {
    purpose: oneOf(purposes).exactOptional(),
    goal: text.exactOptional(),
  }).refine(goal => goal.purpose !== undefined || goal.goal !== undefined, { params: { code: 'nothingAnswered' } }),
  'conference.setCaseDirector': form('conference.setCaseDirector', {
    director: person.exactOptional(),
    reason: text.exactOptional(),
  }).refine(choice => choice.director !== undefined || choice.reason !== undefined, {
    path: ['director'],
    params: { code: 'required' },
  }),
  'conference.setNoteTaker': form('conference.setNoteTaker', { noteTaker: person }),
  'risk.raise': form('risk.raise', {
    what: line,
    severity: text.exactOptional(),
    triggers: text.exactOptional(),
    affected: text.exactOptional(),
    whereWhen: text.exactOptional(),
  }),
  'risk.rate': form('risk.rate', {
    ratings: answered({ risk: z.string(), level: oneOf(ratingLevels), reason: text.exactOptional() }),
  }),
  'risk.agree': form('risk.agree', {
    levels: answered({ risk: z.string(), level: oneOf(riskLevels), reason: text.exactOptional() }),
  }),
  'factor.raise': form('factor.raise', {
    what: line,
    kind: oneOf(factorKinds).exactOptional(),
    assessable: flag.exactOptional(),
    domain: oneOf(lifeDomains).exactOptional(),
    centralEight: oneOf(centralEight).exactOptional(),
    source: oneOf(factorSources).exactOptional(),
    instrument: line.exactOptional(),
    instrumentDate: date.exactOptional(),
    risks: idsOf('R').exactOptional(),
  }),
  'topThree.vote': form('topThree.vote', { factors: idsOf('F') }),
  'topThree.decide': form('topThree.decide', { factors: idsOf('F'), reason: text.exactOptional() }),
  'action.agree': form('action.agree', {
    what: line,
    owner: person,
    due,
    factors: idsOf('F').exactOptional(),
    type: oneOf(actionTypes).exactOptional(),
    horizon: oneOf(horizons).exactOptional(),
    intensity: oneOf(intensities).exactOptional(),
    fit: text.exactOptional(),
    effect: text.exactOptional(),
    every: oneOf(repetitions).exactOptional(),
    reportTo: person.exactOptional(),
    mandate: oneOf(mandates).exactOptional(),
    framework: oneOf(frameworks).exactOptional(),
  }),
  'factor.withoutAction': form('factor.withoutAction', { reasons: answered({ factor: z.string(), reason: text }) }),
  'step.next': form('step.next', {}),
  'step.back': form('step.back', {}),
  'step.reveal': form('step.reveal', {}),
  'step.again': form('step.again', {}),
  'conference.close': form('conference.close', { nextDate: date.exactOptional(), reflection: text.exactOptional() }),
  'minutes.adopt': form('minutes.adopt', {}),
  'reminder.done': form('reminder.done', { action: idOf('A'), reason: text.exactOptional() }),
  'reminder.snooze': form('reminder.snooze', { action: idOf('A'), until: date, reason: text.exactOptional() }),
} satisfies Record<string, z.ZodType<Command>>;
export type CardVerb = keyof typeof schemas;

/** What comes along with a contribution: for whom it is recorded, and who one is when one hasn't said so before. */
export const aside = z.object({
  for: person.exactOptional(),
  organisation: line.exactOptional(),
  role: line.exactOptional(),
});
export const contributions: ReadonlySet<CardVerb> = new Set([
  'conference.setGoal',
  'conference.setCaseDirector',
  'risk.raise',
  'risk.rate',
  'risk.agree',
  'factor.raise',
  'topThree.vote',
  'topThree.decide',
  'action.agree',
  'factor.withoutAction',
]);

/** Inputs that come as a family: `level:R1`, `reason:R1` become one item of a list. */
export const families: Readonly<Partial<Record<CardVerb, { list: string; key: string; inputs: RegExp }>>> = {
  'risk.rate': { list: 'ratings', key: 'risk', inputs: /^(level|reason):(R\d+)$/ },
  'risk.agree': { list: 'levels', key: 'risk', inputs: /^(level|reason):(R\d+)$/ },
  'factor.withoutAction': { list: 'reasons', key: 'factor', inputs: /^(reason):(F\d+)$/ },
};

/** A verb that a card of ours may carry. */
export function isCardVerb(verb: string): verb is CardVerb {
  return Object.hasOwn(schemas, verb);
}

function form<const V extends Command['verb'], Shape extends z.ZodRawShape>(verb: V, shape: Shape) {
  return z.object(shape).transform(fields => ({ verb, ...fields }));
}

/** A list in which at least one item is answered. */
function answered<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.object(shape)).refine(items => items.length > 0, { params: { code: 'nothingAnswered' } });
}
