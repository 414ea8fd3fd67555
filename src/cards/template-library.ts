import { createRequire } from 'node:module';

/**
 * The part of adaptivecards-templating that we use. Its own type files lead to TypeScript sources inside `adaptivecards`, which
 * no compiler setting of ours accepts, so it's loaded as CommonJS with the types written here.
 */
interface TemplateLibrary {
  readonly Template: {
    new (source: unknown): Template;
    /** Text without `${` as it is, other text as an expression that can be evaluated any number of times. */
    parseInterpolatedString(text: string): unknown;
  };
}

/** A compiled template. */
export interface Template {
  /** `$root` is what its expressions are filled from. */
  expand(context: { readonly $root: unknown }): unknown;
  /** Conditions of the last expansion that couldn't be evaluated. */
  getLastTemplateExpansionWarnings(): readonly string[];
}

const require = createRequire(import.meta.url);
const library: TemplateLibrary = require('adaptivecards-templating');

// All templates together hold four hundred different expressions, six thousand times; parsing them is most of a warm start.
const { Template } = library;
const parse = Template.parseInterpolatedString;
const parsed = new Map<string, unknown>();
Template.parseInterpolatedString = text => {
  if (!text.includes('${')) return text;
  const known = parsed.get(text) ?? parse(text);
  parsed.set(text, known);
  return known;
};

export function compileTemplate(source: unknown): Template {
  return new Template(source);
}
