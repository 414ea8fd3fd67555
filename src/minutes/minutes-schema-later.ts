import { z } from 'zod';
import { due, id, organisation, person, text } from './minutes-values.ts';

const score = z.int().min(0).max(10);

/**
 * The lists of the contract that later steps fill (look-back, safety, scenarios, warnings): empty in what the domain makes
 * today, and already readable in full by whoever builds on the JSON Schema.
 */
export const laterLists = {
  lookBack: z.array(
    z.object({
      action: id,
      what: text,
      owner: person,
      due,
      status: z.enum(['done', 'partly', 'notDone', 'notPossible', 'unanswered']),
      note: text.exactOptional(),
    }),
  ),
  safety: z.array(
    z.object({
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
    }),
  ),
  scenarios: z.array(
    z.object({
      id,
      signals: text,
      response: text,
      who: person.exactOptional(),
      kind: z.enum(['escalation', 'stabilisation', 'recovery']).exactOptional(),
    }),
  ),
  warnings: z.array(z.object({ code: id, item: id.exactOptional(), overrideReason: text.nullable() })),
};
