import { type Element, elementsOf, inputsOf, linesOf, ofType } from '../cards/read-card.ts';

/**
 * Adaptive Cards 1.2, as far as our cards go: what kinds of element there are and what a client that knows no more reads of each
 * (adaptivecards.io/schemas/1.2.0). Teams on a phone is documented at 1.2; it draws cards that say 1.5 too.
 */
const element = ['type', 'id', 'isVisible', 'separator', 'spacing', 'height', 'fallback', 'requires'];
const block = ['style', 'verticalContentAlignment', 'bleed', 'minHeight', 'selectAction', 'backgroundImage'];
const letters = ['text', 'color', 'fontType', 'isSubtle', 'size', 'weight'];
const action = ['type', 'id', 'title', 'iconUrl', 'style', 'fallback', 'requires'];
const read: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', 'version', 'body', 'actions', 'fallbackText', 'lang', 'speak', 'minHeight'],
  TextBlock: [...element, ...letters, 'horizontalAlignment', 'maxLines', 'wrap'],
  RichTextBlock: [...element, 'inlines', 'horizontalAlignment'],
  TextRun: ['type', ...letters, 'highlight', 'italic', 'strikethrough', 'selectAction'],
  Image: [...element, 'url', 'altText', 'size', 'width', 'style', 'horizontalAlignment'],
  Container: [...element, ...block, 'items'],
  ColumnSet: [...element, ...block, 'columns', 'horizontalAlignment'],
  Column: [...element, ...block, 'items', 'width'],
  ActionSet: [...element, 'actions'],
  'Input.Text': [...element, 'value', 'placeholder', 'isMultiline', 'maxLength', 'style'],
  'Input.ChoiceSet': [...element, 'value', 'placeholder', 'choices', 'isMultiSelect', 'style', 'wrap'],
  'Input.Date': [...element, 'value', 'placeholder', 'min', 'max'],
  'Input.Time': [...element, 'value', 'placeholder', 'min', 'max'],
  'Input.Toggle': [...element, 'value', 'title', 'valueOn', 'valueOff', 'wrap'],
  'Action.Submit': [...action, 'data'],
  'Action.ToggleVisibility': [...action, 'targetElements'],
};

/** The card with only what such a client reads: the fallback of what it doesn't know, else nothing in its place. */
export function onOlderClient(card: unknown): unknown {
  const [shown] = known(card);
  return shown;
}

function known(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [node];
  if (Array.isArray(node)) return [node.flatMap(known)];
  const { type, fallback } = node as Element;
  if (typeof type !== 'string') return [node];
  const names = read[type];
  if (names === undefined) return typeof fallback === 'object' ? known(fallback) : [];
  const kept = Object.entries(node).filter(([name]) => names.includes(name) && name !== 'fallback');
  return [Object.fromEntries(kept.map(([name, value]) => [name, name === 'data' ? value : known(value)[0]]))];
}

/** What somebody on a client of 1.2 misses of a card, or finds in another order; each thing is one line. */
export function lostOnOlderClients(card: unknown): readonly string[] {
  const older = onOlderClient(card);
  return [
    ...unlike('inputs', inputsOf(card).map(fieldOf), inputsOf(older).map(fieldOf)),
    ...unlike('buttons', ofType(card, 'Action.Execute').map(sent), ofType(older, 'Action.Submit').map(sent)),
    ...unlike('openers', ofType(card, 'Action.ToggleVisibility'), ofType(older, 'Action.ToggleVisibility')),
    ...namesLost(card, older),
    ...linesLost(card, older),
  ];
}

const fieldOf = ({ id, value, choices, placeholder }: Element) => ({ id, value, choices, placeholder });
const sent = ({ title, data, style }: Element) => ({ title, data, style });

function unlike(what: string, newer: readonly unknown[], older: readonly unknown[]): readonly string[] {
  return JSON.stringify(newer) === JSON.stringify(older) ? [] : [`${what} aren't the same`];
}

/** Directly above each field stands its name. */
function namesLost(card: unknown, older: unknown): readonly string[] {
  const above = new Map<unknown, string>();
  let last = '';
  for (const one of elementsOf(older)) {
    if (String(one.type).startsWith('Input.')) above.set(one.id, last);
    if (one.type === 'RichTextBlock' || one.type === 'TextBlock') last = linesOf(one)[0] ?? '';
  }
  return inputsOf(card)
    .filter(input => input.isVisible !== false && above.get(input.id) !== input.label)
    .map(input => `${String(input.id)} has no name`);
}

/** Each line is there, in the same order; of a table all that stands in its cells. */
function linesLost(card: unknown, older: unknown): readonly string[] {
  const lines = linesOf(older);
  let from = 0;
  return elementsOf(card).flatMap(one => {
    if (one.type !== 'TextBlock' && one.type !== 'RichTextBlock') return [];
    const line = linesOf(one)[0] ?? '';
    const at = lines.findIndex((candidate, index) => index >= from && candidate === line);
    if (at >= 0) {
      from = at + 1;
      return [];
    }
    return nothing.has(line) || lines.some(candidate => candidate.includes(line)) ? [] : [`no "${line}"`];
  });
}

/** An empty cell. */
const nothing: ReadonlySet<string> = new Set(['', '–']);
