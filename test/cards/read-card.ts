/** Reading a rendered card in tests, by what it means to a person and to a client. */

export type Element = { readonly [key: string]: unknown };

/** Every object in the card with a `type`, outside in and top down; fallbacks left out. */
export function elementsOf(card: unknown): readonly Element[] {
  if (Array.isArray(card)) return card.flatMap(elementsOf);
  if (typeof card !== 'object' || card === null) return [];
  const own = 'type' in card ? [card as Element] : [];
  const parts = Object.entries(card).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [...own, ...parts.flatMap(([, part]) => elementsOf(part))];
}

export function ofType(card: unknown, type: string): readonly Element[] {
  return elementsOf(card).filter(element => element.type === type);
}

export function inputsOf(card: unknown): readonly Element[] {
  return elementsOf(card).filter(element => String(element.type).startsWith('Input.'));
}

export function inputOf(card: unknown, id: string): Element {
  const input = inputsOf(card).find(one => one.id === id);
  if (input === undefined) throw new Error(`no input ${id} on this card`);
  return input;
}

export function choicesOf(card: unknown, id: string): readonly { title: string; value: string }[] {
  return inputOf(card, id).choices as { title: string; value: string }[];
}

export function buttonsOf(card: unknown): readonly Element[] {
  return ofType(card, 'Action.Execute');
}

export function verbsOf(card: unknown): readonly unknown[] {
  return [...new Set(buttonsOf(card).map(button => button.verb))];
}

export function buttonOf(card: unknown, verb: string): Element {
  const button = buttonsOf(card).find(one => one.verb === verb);
  if (button === undefined) throw new Error(`no button ${verb} on this card`);
  return button;
}

export function element(card: unknown, id: string): Element | undefined {
  return elementsOf(card).find(one => one.id === id);
}

/** What stands on it as lines of text: TextBlocks, and RichTextBlocks with their runs joined; without where a word may break. */
export function linesOf(card: unknown): readonly string[] {
  return elementsOf(card).flatMap(one => {
    if (one.type === 'TextBlock') return [String(one.text)];
    if (one.type === 'RichTextBlock') return [(one.inlines as (Element | string)[]).map(runText).join('')];
    return [];
  });
}

function runText(run: Element | string): string {
  return String(typeof run === 'string' ? run : run.text).replaceAll('\u00AD', '');
}

/** The same without what stands in a table, or in its stead where a client has none, or says how many rows it leaves out. */
export function linesBesideTables(card: unknown): readonly string[] {
  const { body } = card as { readonly body: readonly unknown[] };
  return body.filter(one => ofType(one, 'Table').length === 0).flatMap(linesOf);
}

/** Everything that stands on it, for `toContain`. */
export function textOf(card: unknown): string {
  return linesOf(card).join('\n');
}

/** Ids of the notices on top. */
export function noticesOf(card: unknown): readonly string[] {
  return elementsOf(card)
    .map(one => String(one.id ?? ''))
    .filter(id => id.startsWith('notice:'));
}
