import { z } from 'zod';
import { minutesSchema } from './minutes-schema.ts';
import { sharedShapes } from './minutes-values.ts';

/**
 * The JSON Schema (draft 2020-12) of `rondetafel.minutes/1`, for whoever reads filed minutes without our code. It allows fields
 * it doesn't name. `docs/schemas/rondetafel.minutes-1.schema.json` is this, written out, and a test keeps the two equal. To write
 * it anew: `node -e "import('./src/minutes/minutes-json-schema.ts').then(m => console.log(JSON.stringify(m.minutesJsonSchema())))"`
 * into that file, then `npx biome format --write docs/schemas`.
 */
export function minutesJsonSchema(): object {
  return {
    $id: 'urn:rondetafel:minutes:1',
    title: 'Minutes of one case conference',
    ...z.toJSONSchema(minutesSchema, { io: 'input', metadata: sharedShapes }),
  };
}
