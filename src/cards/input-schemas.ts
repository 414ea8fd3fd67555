import { z } from 'zod';
import type { Command } from '../domain/commands.ts';
import { line, person } from './input-fields.ts';
import { answerSchemas, families } from './schemas/answers.ts';
import { betweenSchemas } from './schemas/between.ts';
import { conferenceSchemas } from './schemas/conference.ts';
import type { Family } from './schemas/form.ts';
import { itemSchemas } from './schemas/items.ts';
import { personSchemas } from './schemas/the-person.ts';

/** The inputs of each verb, from text as it was sent to the fields of a command. Unknown inputs are ignored. */
export const schemas = {
  ...conferenceSchemas,
  ...personSchemas,
  ...itemSchemas,
  ...answerSchemas,
  ...betweenSchemas,
} satisfies Record<string, z.ZodType<Command>>;
export type CardVerb = keyof typeof schemas;

/** A verb that a card of ours may carry. */
export function isCardVerb(verb: string): verb is CardVerb {
  return Object.hasOwn(schemas, verb);
}

/** How the inputs of this verb belong together; undefined when each stands by itself. */
export function familyOf(verb: CardVerb): Family | undefined {
  return (families as Readonly<Partial<Record<CardVerb, Family>>>)[verb];
}

/** What comes along with a contribution: for whom it is recorded, and who one is when one hasn't said so before. */
export const aside = z.object({
  for: person.exactOptional(),
  organisation: line.exactOptional(),
  role: line.exactOptional(),
});
export const contributions: ReadonlySet<CardVerb> = new Set([
  'conference.setGoal',
  'conference.setCaseDirector',
  'subject.add',
  'action.review',
  'safety.score',
  'safety.agree',
  'safety.scaleUp',
  'monitor.score',
  'risk.raise',
  'risk.rate',
  'risk.agree',
  'factor.raise',
  'hint.keep',
  'topThree.vote',
  'topThree.decide',
  'action.agree',
  'factor.withoutAction',
  'scenario.draft',
  'warning.override',
]);
