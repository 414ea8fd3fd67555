import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** What Microsoft's schema has against a document, each with its place; empty when nothing. */
export type SchemaCheck = (document: unknown) => readonly string[];

const folder = new URL('../../manifest/schema/', import.meta.url);

type SchemaName = 'MicrosoftTeams' | 'MicrosoftTeams.Localization';
const compiled = new Map<SchemaName, SchemaCheck>();

/** One of Microsoft's schemas of version 1.25, in `manifest/schema`; read once. */
export function schemaCheck(name: SchemaName): SchemaCheck {
  const check = compiled.get(name) ?? compileCheck(name);
  compiled.set(name, check);
  return check;
}

function compileCheck(name: SchemaName): SchemaCheck {
  // It says draft 4, of which it uses nothing that later drafts read otherwise; without the line ajv reads it as its own.
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return document => {
    if (validate(document)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const what = typeof params.additionalProperty === 'string' ? `: ${params.additionalProperty}` : '';
      return `${instancePath || '/'} ${message ?? 'is not as it has to be'}${what}`;
    });
  };
}

/** The names that Microsoft documents; its schema takes any text for one. */
export function knownPermissions(): ReadonlySet<string> {
  const names = readFileSync(new URL('resource-specific-permissions.txt', folder), 'utf8');
  return new Set(names.split('\n').filter(name => name !== ''));
}
