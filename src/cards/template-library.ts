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
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const made = parse(text);
  parsed.set(text, made);
  if (isExpression(made)) for (const one of [made, ...made.children]) lookUpDirectly(one);
  return made;
};

/** As much of an expression of adaptive-expressions as is needed to see that it only names a value. */
interface Expression {
  readonly type: string;
  readonly children: readonly Expression[];
  toString(): string;
  tryEvaluate(memory: unknown, options: unknown): { readonly value: unknown; readonly error: unknown };
}

function isExpression(made: unknown): made is Expression {
  return typeof made === 'object' && made !== null && 'tryEvaluate' in made;
}

/**
 * Three of four expressions are a name (`text`, `v.reason`, `$root.id`), for which the library takes the path apart and puts it together
 * again each time. Here it's looked up; whatever isn't simply there is left to the library, with its rules for what is missing.
 */
function lookUpDirectly(expression: Expression): void {
  const path = expression.type === 'Accessor' ? expression.toString() : '';
  if (!/^\$?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(path)) return;
  const names = path.startsWith('$') ? path.split('.') : ['$data', ...path.split('.')];
  const evaluate = expression.tryEvaluate.bind(expression);
  expression.tryEvaluate = (memory, options) => {
    let value: unknown = memory;
    for (const name of names) {
      const isThere =
        typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name);
      if (!isThere) return evaluate(memory, options);
      value = (value as Record<string, unknown>)[name];
    }
    return value === undefined || value === null ? evaluate(memory, options) : { value, error: undefined };
  };
}

export function compileTemplate(source: unknown): Template {
  return new Template(source);
}
