import { z } from 'zod';
import { minutesSchema } from './minutes-schema.ts';
import { sharedShapes } from './minutes-values.ts';

/**
 * The JSON Schema (draft 2020-12) of `rondetafel.minutes/1`, for whoever reads filed minutes without our code. It allows fields
 * it doesn't name. `docs/schemas/rondetafel.minutes-1.schema.json` is this, written out; a test keeps the two equal and says how
 * to write it anew.
 */
export function minutesJsonSchema(): object {
  return {
    $id: 'urn:rondetafel:minutes:1',
    title: 'Minutes of one case conference',
    ...z.toJSONSchema(minutesSchema, { io: 'input', metadata: sharedShapes }),
  };
}
