import { createRequire } from 'node:module';

/**
 * The part of adaptivecards-templating that we use. Its own type files lead to TypeScript sources inside `adaptivecards`, which
 * no compiler setting of ours accepts, so it's loaded as CommonJS with the types written here.
 */
interface TemplateLibrary {
  readonly Template: new (source: unknown) => Template;
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

export function compileTemplate(source: unknown): Template {
  return new library.Template(source);
}
