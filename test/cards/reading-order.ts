import { type Element, linesOf } from './read-card.ts';

/**
 * What a screen reader comes by, from the top of the JSON down: lines, names of fields, `[input]` for each thing to fill in and titles
 * of buttons.
 */
export function orderOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(orderOf);
  if (typeof node !== 'object' || node === null) return [];
  const one = node as Element;
  const type = String(one.type);
  if (type === 'Table' && one.isVisible === false) return [];
  if (type === 'TextBlock' || type === 'RichTextBlock') return linesOf(one).map(squeezed);
  if (type.startsWith('Action.')) return [squeezed(String(one.title))];
  if (type.startsWith('Input.')) return [...nameOf(one), ...fields(one)];
  return ['body', 'items', 'columns', 'rows', 'cells', 'actions'].flatMap(part => orderOf(one[part]));
}

/** A client of 1.2 has none. */
function nameOf({ label, isRequired }: Element): readonly string[] {
  return typeof label === 'string' ? [squeezed(`${label}${isRequired === true ? ' *' : ''}`)] : [];
}

function fields({ type, title, choices, style, isMultiSelect }: Element): readonly string[] {
  if (type === 'Input.Toggle') return ['[input]', squeezed(String(title))];
  if (type !== 'Input.ChoiceSet' || (style !== 'expanded' && isMultiSelect !== true)) return ['[input]'];
  return (choices as readonly { title: string }[]).flatMap(choice => ['[input]', squeezed(choice.title)]);
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
