/**
 * What clients that know Adaptive Cards 1.2 only would lose of a finished card, and get back here; the rest of a card is 1.2 or has
 * its own `fallback` in the template (tables, buttons).
 *
 * Since 1.3 an input has a `label`; before that a field has no name. The one kind of element that newer clients know and older ones
 * don't is a table: a hidden one draws nothing where it's known, and where it isn't, its fallback stands above the field, as literal as a label.
 */
export function withNameAbove(element: unknown): readonly unknown[] {
  if (!isNamedInput(element)) return [element];
  const name = { type: 'RichTextBlock', inlines: [element.label] };
  return [{ type: 'Table', isVisible: false, fallback: name }, element];
}

interface NamedInput {
  readonly type: string;
  readonly label: string;
}

/** A hidden one has nothing to fill in. */
function isNamedInput(element: unknown): element is NamedInput {
  if (typeof element !== 'object' || element === null) return false;
  const { type, label, isVisible } = element as { type?: unknown; label?: unknown; isVisible?: unknown };
  return typeof type === 'string' && type.startsWith('Input.') && typeof label === 'string' && isVisible !== false;
}
