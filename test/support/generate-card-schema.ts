/**
 * Writes test/fixtures/schemas/teams-card.json: a strict JSON Schema of the cards that Teams takes, generated from the types of
 * @microsoft/teams.cards. To be run again when that package changes:
 *   node test/support/generate-card-schema.ts
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { schemaFile } from './card-schema.ts';

type Node = { [key: string]: unknown };

const require = createRequire(import.meta.url);
const types = path.join(path.dirname(require.resolve('@microsoft/teams.cards')), 'core.d.ts');
const generated = createGenerator({
  path: types,
  tsconfig: path.resolve(import.meta.dirname, '../../tsconfig.json'),
  type: 'IAdaptiveCard',
  expose: 'all',
  skipTypeCheck: true,
  additionalProperties: false,
}).createSchema('IAdaptiveCard');
const definitions = (generated.definitions ?? {}) as { [name: string]: Node };

const schema = withoutProse(generated) as { definitions: { [name: string]: Node } };
// The data of a Submit is ours to fill in.
schema.definitions.ISubmitActionData = { type: 'object' };
writeFileSync(schemaFile, `${JSON.stringify(schema)}\n`);

/** The `type` that an interface is recognised by: `TextBlock` for `ITextBlock`. */
function typeOf(reference: unknown): string | undefined {
  const name = (reference as { $ref?: string }).$ref?.split('/').pop();
  const properties = definitions[decodeURIComponent(name ?? '')]?.properties as
    | { type?: { const?: string } }
    | undefined;
  return properties?.type?.const;
}

/** Descriptions out; a choice of interfaces is decided by its `type`, so that a mistake gives one error instead of forty. */
function withoutProse(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (typeof node !== 'object' || node === null) return node;
  const fields: Node = {};
  for (const [key, value] of Object.entries(node))
    if (key !== 'description' || typeof value === 'object') fields[key] = withoutProse(value);
  return Array.isArray(fields.anyOf) ? discriminated(fields, fields.anyOf) : fields;
}

function discriminated(fields: Node, choices: readonly unknown[]): Node {
  const typed = choices.filter(choice => typeOf(choice) !== undefined);
  const rest = choices.filter(choice => typeOf(choice) === undefined);
  if (typed.length < 2) return fields;
  // Several interfaces share the type of Graph's "Component", which no card of ours has.
  const unique = typed.filter(choice => typed.filter(other => typeOf(other) === typeOf(choice)).length === 1);
  const byType = {
    type: 'object',
    discriminator: { propertyName: 'type' },
    required: ['type'],
    oneOf: unique,
  };
  const { anyOf: _anyOf, ...others } = fields;
  if (rest.length === 0) return { ...others, ...byType };
  const otherwise = rest.length === 1 ? rest[0] : { anyOf: rest };
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { ...others, if: { type: 'object' }, then: byType, else: otherwise };
}
