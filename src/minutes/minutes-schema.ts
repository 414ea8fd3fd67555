import { z } from 'zod';
import type { Minutes } from '../domain/minutes-data.ts';
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
import { laterLists } from './minutes-schema-later.ts';
import {
  approach,
  caseCode,
  due,
  id,
  instant,
  localDate,
  organisation,
  person,
  personRecorded,
  text,
} from './minutes-values.ts';

const conference = z.object({
  id,
  number: z.int().positive(),
  openedAt: instant,
  closedAt: instant,
  purpose: z.enum(purposes),
  goal: text.exactOptional(),
  chair: person,
  caseDirector: person.exactOptional(),
  caseDirectorReason: text.exactOptional(),
  urgent: z.boolean(),
});

const risk = z.object({
  id,
  what: text,
  severity: text.exactOptional(),
  triggers: text.exactOptional(),
  affected: text.exactOptional(),
  whereWhen: text.exactOptional(),
  ratings: z.array(
    z.object({
      organisation,
      level: z.enum(ratingLevels),
      reason: text.exactOptional(),
      recordedBy: text.exactOptional(),
    }),
  ),
  agreedLevel: z.enum(riskLevels).exactOptional(),
  reason: text.exactOptional(),
  by: personRecorded,
});

const factor = z.object({
  id,
  kind: z.enum(factorKinds),
  what: text,
  assessable: z.boolean(),
  domain: z.enum(lifeDomains).exactOptional(),
  centralEight: z.enum(centralEight).exactOptional(),
  source: z.enum(factorSources).exactOptional(),
  instrument: text.exactOptional(),
  instrumentDate: localDate.exactOptional(),
  risks: z.array(id),
  by: personRecorded,
  votes: z.int().nonnegative(),
  rank: z.int().positive().exactOptional(),
});

const action = z.object({
  id,
  type: z.enum(actionTypes),
  what: text,
  owner: person,
  due,
  horizon: z.enum(horizons),
  intensity: z.enum(intensities).exactOptional(),
  fit: text.exactOptional(),
  effect: text.exactOptional(),
  factors: z.array(id),
  risks: z.array(id),
  every: z.enum(repetitions).exactOptional(),
  mandate: z.enum(mandates).exactOptional(),
  framework: z.enum(frameworks).exactOptional(),
  reportTo: person.exactOptional(),
  by: personRecorded,
});

/**
 * `rondetafel.minutes/1`: what a filed JSON document holds. Fields that don't apply are absent, lists are always there. A reader
 * must tolerate fields it doesn't know. Texts are as people typed them, unescaped.
 */
export const minutesSchema = z.object({
  schema: z.literal('rondetafel.minutes/1'),
  case: z.object({ code: caseCode, approach }),
  conference,
  attendees: z.array(person.extend({ role: text.exactOptional(), recordedBy: text.exactOptional() })),
  absentOrganisations: z.array(organisation),
  ...laterLists,
  risks: z.array(risk),
  factors: z.array(factor),
  topThree: z.object({ factors: z.array(id), reason: text.exactOptional() }),
  actions: z.array(action),
  withoutAction: z.array(z.object({ factor: id, reason: text })),
  unknowns: z.array(
    z.object({
      id,
      kind: z.enum(['risk', 'factor', 'action']),
      what: text,
      organisations: z.array(organisation),
    }),
  ),
  nextDate: localDate.exactOptional(),
  reflection: text.exactOptional(),
  adopted: z.object({ at: instant, by: person }).exactOptional(),
  version: z.int().nonnegative(),
});

type Json<T> = T extends readonly (infer Item)[]
  ? readonly Json<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Json<T[Key]> }
    : T;
type Later = keyof typeof laterLists;
type Now<T> = { [Key in keyof T as Exclude<Key, Later>]: T[Key] };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type SchemaMinutes = Json<z.infer<typeof minutesSchema>>;

// The file format and the domain can't drift apart: this line stops compiling when a field is added, dropped or retyped on one side.
true satisfies Same<Now<Json<Minutes>>, Now<SchemaMinutes>>;
// The lists that later steps fill are empty in the domain today; what the domain holds must fit the full contract.
true satisfies Minutes extends SchemaMinutes ? true : false;
