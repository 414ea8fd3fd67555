import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';

export const schemaFile = path.resolve(import.meta.dirname, '../fixtures/schemas/teams-card.json');

let validate: ReturnType<Ajv['compile']> | undefined;

/** What Teams' own types have against a card; empty when nothing. */
export function schemaErrors(card: unknown): readonly string[] {
  validate ??= new Ajv({ allErrors: true, discriminator: true, strict: false, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(schemaFile, 'utf8')),
  );
  if (validate(card)) return [];
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
