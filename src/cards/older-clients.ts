import type { Card } from '../ports/card-renderer.ts';

/**
 * The card with what clients that know Adaptive Cards 1.2 only would lose of it; the rest of our cards is 1.2 or has its own `fallback`
 * in the template (tables, buttons).
 *
 * Since 1.3 an input has a `label`; before that a field has no name. The one kind of element that newer clients know and older ones
 * don't is a table: a hidden one draws nothing where it's known, and where it isn't, its fallback stands above the field, as literal
 * as a label.
 */
export function withNamesAboveFields(card: Card): Card {
  return named(card) as Card;
}

function named(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap(element => [...nameOf(element), named(element)]);
  if (typeof node !== 'object' || node === null) return node;
  const copy: Record<string, unknown> = { ...node };
  for (const part of parts) if (part in copy) copy[part] = named(copy[part]);
  return copy;
}

/** Where fields stand. */
const parts = ['body', 'items', 'columns'];

/** Nothing above a hidden one: there's nothing to fill in. */
function nameOf(element: unknown): readonly unknown[] {
  if (typeof element !== 'object' || element === null) return [];
  const { type, label, isVisible } = element as { type?: unknown; label?: unknown; isVisible?: unknown };
  if (typeof type !== 'string' || !type.startsWith('Input.') || isVisible === false || label === undefined) return [];
  return [{ type: 'Table', isVisible: false, fallback: { type: 'RichTextBlock', inlines: [label] } }];
}
