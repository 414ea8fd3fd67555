import { z } from 'zod';
import {
  actionTypes,
  carePhases,
  considerationKinds,
  directionSteps,
  lifeDomains,
  marks,
  monitorLevels,
  processPhases,
  ratingLevels,
  reviewStatuses,
  riskLevels,
  scaleUpWays,
  scenarioKinds,
  signalKinds,
} from '../domain/values.ts';
import { due, id, instant, localDate, organisation, person, personRecorded, score, text } from './minutes-values.ts';

// What the steps besides factors and actions leave in the minutes, each as one shape.

export const review = z.object({
  action: id,
  type: z.enum(actionTypes),
  what: text,
  owner: person,
  due,
  effect: text.exactOptional(),
  factors: z.array(id),
  risks: z.array(id),
  subjects: z.array(id),
  status: z.enum([...reviewStatuses, 'unanswered']),
  times: z.object({ done: z.int().nonnegative(), answered: z.int().positive() }).exactOptional(),
  note: text.exactOptional(),
  recordedBy: text.exactOptional(),
});

export const preparation = z.object({
  organisation,
  changes: text.exactOptional(),
  factors: z.array(text),
  instrument: text.exactOptional(),
  instrumentDate: localDate.exactOptional(),
});

export const safety = z.object({
  subject: id,
  name: text,
  rounds: z.array(
    z.object({
      scores: z.array(
        z.object({
          organisation,
          score,
          explanation: text.exactOptional(),
          onePointUp: text.exactOptional(),
          recordedBy: text.exactOptional(),
        }),
      ),
      lowest: score,
      // Between two scores when an even number was given.
      median: z.number().min(0).max(10),
      highest: score,
    }),
  ),
  agreed: score.exactOptional(),
  requirements: text.exactOptional(),
  line: z.array(score),
  stable: z.boolean(),
  scalingUp: z
    .object({ scaleUp: z.boolean(), how: z.enum(scaleUpWays).exactOptional(), reason: text.exactOptional() })
    .exactOptional(),
});

export const monitorLevel = z.object({
  domain: z.enum(lifeDomains),
  level: z.enum(monitorLevels),
  note: text.exactOptional(),
  before: z.enum(monitorLevels).exactOptional(),
});

export const thePerson = z.object({
  processPhase: z.enum(processPhases),
  carePhase: z.enum(carePhases).exactOptional(),
  carePhaseReason: text.exactOptional(),
  considerations: z.object({ kinds: z.array(z.enum(considerationKinds)), text: text.exactOptional() }).exactOptional(),
  voice: z
    .object({
      invited: z.boolean().exactOptional(),
      invitedReason: text.exactOptional(),
      agreesTo: text.exactOptional(),
      letterSent: z.boolean().exactOptional(),
      letterReason: text.exactOptional(),
      zsmAdvice: text.exactOptional(),
      zsmDate: localDate.exactOptional(),
    })
    .exactOptional(),
});

export const risk = z.object({
  id,
  what: text,
  severity: text.exactOptional(),
  triggers: text.exactOptional(),
  affected: text.exactOptional(),
  whereWhen: text.exactOptional(),
  mark: z.enum(marks).exactOptional(),
  ratings: z.array(
    z.object({
      organisation,
      level: z.enum(ratingLevels),
      reason: text.exactOptional(),
      recordedBy: text.exactOptional(),
    }),
  ),
  agreedLevel: z.enum(riskLevels).exactOptional(),
  levelBefore: z.enum(riskLevels).exactOptional(),
  reason: text.exactOptional(),
  by: personRecorded,
});

export const scenario = z.object({
  id,
  kind: z.enum(scenarioKinds),
  signals: text,
  response: text,
  who: person.exactOptional(),
  byWhen: text.exactOptional(),
  actions: z.array(id),
  by: personRecorded,
});

export const signal = z.object({
  id,
  what: text,
  kind: z.enum(signalKinds),
  scenario: id.exactOptional(),
  by: person,
  at: instant,
});

export const directionStep = z.object({
  step: z.enum(directionSteps),
  note: text,
  at: instant,
  until: localDate.exactOptional(),
  by: person,
});

export const warning = z.object({
  id,
  code: z.enum([
    'rnr.intensity',
    'rnr.fit',
    'smart.owner',
    'smart.due',
    'smart.effect',
    'need.factor',
    'direction',
    'safety.scaleUp',
  ]),
  item: id.exactOptional(),
  overrideReason: text.nullable(),
});
