import { z } from 'zod';
import { stepNames } from '../domain/agenda.ts';
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
  marks,
  purposes,
  repetitions,
} from '../domain/values.ts';
import {
  directionStep,
  monitorLevel,
  preparation,
  review,
  risk,
  safety,
  scenario,
  signal,
  thePerson,
  warning,
} from './minutes-schema-steps.ts';
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

const step = z.enum(stepNames);

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
  caseDirectorUntil: localDate.exactOptional(),
  caseDirectorElsewhere: text.exactOptional(),
  urgent: z.boolean(),
  meetingKind: text.exactOptional(),
  openedSteps: z.array(z.object({ step, reason: text.exactOptional() })),
  skippedSteps: z.array(step),
  time: z.array(z.object({ step, minutes: z.int().nonnegative(), budget: z.number().nonnegative().exactOptional() })),
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
  current: z.boolean().exactOptional(),
  mark: z.enum(marks).exactOptional(),
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
  mandateBy: localDate.exactOptional(),
  acceptance: z.enum(['asked', 'accepted', 'declined']).exactOptional(),
  acceptanceReason: text.exactOptional(),
  subjects: z.array(id),
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
  lookBack: z.array(review),
  preparation: z.array(preparation).exactOptional(),
  subjects: z.array(z.object({ id, name: text })),
  safety: z.array(safety),
  monitor: z.array(monitorLevel),
  person: thePerson,
  risks: z.array(risk),
  factors: z.array(factor),
  topThree: z.object({ factors: z.array(id), reason: text.exactOptional() }),
  actions: z.array(action),
  withoutAction: z.array(z.object({ factor: id, reason: text })),
  scenarios: z.array(scenario),
  signals: z.array(signal).exactOptional(),
  direction: z.array(directionStep).exactOptional(),
  warnings: z.array(warning),
  urgentAgreements: z
    .object({
      ifItGoesWrong: text.exactOptional(),
      follower: person.exactOptional(),
      followUntil: localDate.exactOptional(),
    })
    .exactOptional(),
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
  corrections: z.array(
    z.object({ version: z.int().positive(), at: instant, by: person, item: id.exactOptional(), text }),
  ),
  version: z.int().nonnegative(),
});

type Json<T> = T extends readonly (infer Item)[]
  ? readonly Json<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Json<T[Key]> }
    : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

// The file format and the domain can't drift apart: this line stops compiling when a field is added, dropped or retyped on one side.
true satisfies Same<Json<Minutes>, Json<z.infer<typeof minutesSchema>>>;
