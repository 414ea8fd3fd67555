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
  return finished(name, expanded, '') as Card;
}

/** A copy without undefined and null, and without anything in it that expanding could take for an expression. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replaceAll(opening, standIn);
  if (Array.isArray(value)) return value.filter(isPresent).map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => isPresent(field))
      .map(([key, field]) => [key, cleaned(field)]),
  );
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

function finished(name: string, node: unknown, place: string): unknown {
  if (typeof node === 'string') {
    if (node.includes(opening)) throw new Error(`[cards] ${name}: ${place} isn't filled in`);
    return node.replaceAll(standIn, opening);
  }
  if (node === null || node === undefined) throw new Error(`[cards] ${name}: ${place} is empty`);
  if (Array.isArray(node)) return node.map((element, index) => finished(name, element, `${place}/${index}`));
  if (typeof node !== 'object') return node;
  const fields = Object.entries(node).filter(([key, field]) => !meaningless[key]?.includes(field));
  return Object.fromEntries(fields.map(([key, field]) => [key, finished(name, field, `${place}/${key}`)]));
}
