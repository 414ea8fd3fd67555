import { z } from 'zod';

/** What a model may answer; anything else in its answer is refused. There's no field for a score, a level, a person or advice. */

/** @param ids of the items of this case that were sent: no other can be named */
export function sentencesSchema(ids: readonly [string, ...string[]]) {
  return z.strictObject({ sentences: z.array(z.strictObject({ text: z.string(), ids: z.array(z.enum(ids)) })) });
}

export const lineSchema = z.strictObject({ text: z.string() });

export const proposalsSchema = z.strictObject({
  items: z.array(z.strictObject({ kind: z.enum(['risk', 'factor', 'action']), what: z.string() })),
});

/** As the other side gets it: JSON Schema without its own address. */
export function jsonSchemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema);
  return rest;
}
