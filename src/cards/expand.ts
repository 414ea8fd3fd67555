import type { Card } from '../ports/card-renderer.ts';
import type { Template } from './template-library.ts';

/** What a template is filled with. Undefined fields are left out before expanding; lists are always there. */
export type ViewValue = string | number | boolean | readonly ViewValue[] | ViewData;
export type ViewData = { readonly [key: string]: ViewValue | undefined };

const opening = '\u0024{';
/** Stands in for `${` in data while the template is expanded; no input can hold the NUL in it. */
const standIn = '\u0024\u0000{';

/**
 * Fills a template. Typed text that looks like an expression is data and stays as it was typed; an expression that the template
 * itself could not fill (a missing value) is refused, because it would stand on the screen.
 * Throws an Error that names the template and the place.
 */
export function expand(name: string, template: Template, data: ViewData): Card {
  const expanded: unknown = template.expand({ $root: cleaned(data) });
  const warnings = template.getLastTemplateExpansionWarnings();
  if (warnings.length > 0) throw new Error(`[cards] ${name}: ${warnings.join('; ')}`);
  return finished(name, expanded) as Card;
}

/** A copy without undefined and null, and without anything in it that expanding could take for an expression. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withStandIn(value);
  if (Array.isArray(value)) return value.filter(isPresent).map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    const field: unknown = (value as Record<string, unknown>)[key];
    if (isPresent(field)) copy[key] = cleaned(field);
  }
  return copy;
}

/** Most texts have neither, and looking is cheaper than replacing. */
function withStandIn(text: string): string {
  const clear = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  return clear.includes(opening) ? clear.replaceAll(opening, standIn) : clear;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/**
 * A template has no other way to leave a property out than to fill in what it means anyway; those are taken out here, because a
 * card is small.
 */
const meaningless: Readonly<Record<string, readonly unknown[]>> = {
  value: [''],
  placeholder: [''],
  color: ['', 'Default'],
  style: ['', 'default'],
  weight: ['Default'],
  isSubtle: [false],
};

/** A card is walked through once; where something is wrong is worked out only when it is. */
function finished(name: string, expanded: unknown): unknown {
  try {
    return finishedNode(expanded);
  } catch (error) {
    if (error instanceof Unfinished) throw new Error(`[cards] ${name}: ${error.place} ${error.message}`);
    throw error;
  }
}

class Unfinished extends Error {
  place = '';
  in(step: string | number): this {
    this.place = `/${step}${this.place}`;
    return this;
  }
}

function finishedNode(node: unknown): unknown {
  if (typeof node === 'string') {
    if (node.includes(opening)) throw new Unfinished("isn't filled in");
    return node.includes('\u0000') ? node.replaceAll(standIn, opening) : node;
  }
  if (node === null || node === undefined) throw new Unfinished('is empty');
  if (typeof node !== 'object') return node;
  if (Array.isArray(node)) return node.map((element, index) => within(index, element));
  const fields: Record<string, unknown> = {};
  for (const key in node) {
    const field: unknown = (node as Record<string, unknown>)[key];
    if (!meaningless[key]?.includes(field)) fields[key] = within(key, field);
  }
  return fields;
}

function within(step: string | number, node: unknown): unknown {
  try {
    return finishedNode(node);
  } catch (error) {
    throw error instanceof Unfinished ? error.in(step) : error;
  }
}
