import { createRequire } from 'node:module';
import { lineLimit, textLimit } from '../../src/cards/input-fields.ts';
import { buttonsOf, type Element, elementsOf, inputsOf } from './read-card.ts';

/** What every card of ours keeps besides the schema; each broken rule is one line. */
export function brokenRules(card: unknown): readonly string[] {
  const root = card as Element;
  return [
    ...(root.version === '1.5' ? [] : ['bots may use schema 1.5 at most']),
    ...(typeof root.fallbackText === 'string' && root.fallbackText !== '' ? [] : ['no fallbackText']),
    ...(['nl', 'en'].includes(String(root.lang)) ? [] : ['no language to read it aloud in']),
    ...elementsOf(card).flatMap(pictureRules),
    ...repeated(elementsOf(card).flatMap(one => (one.id === undefined ? [] : [String(one.id)]))).map(
      id => `${id} is there twice`,
    ),
    ...inputsOf(card).flatMap(inputRules),
    ...buttonsOf(card).flatMap(buttonRules),
    ...elementsOf(card).flatMap(one => actionRules(one, card)),
    ...tooManyActions(card),
    ...nulls(card, ''),
  ];
}

/** `what`, `level:R1`, `level:housing`, and in a grid for the whole table `level:R1:3` and `factors:3`. */
const inputId = /^[A-Za-z]+(:([A-Z]\d+(:\d+)?|[a-z][A-Za-z]+|\d+))?$/;

function inputRules(input: Element): readonly string[] {
  const { id, label } = input;
  return [
    ...(typeof id === 'string' && inputId.test(id) ? [] : [`input id ${String(id)}`]),
    ...(typeof label === 'string' && label.trim() !== '' ? [] : [`${String(id)} has no label`]),
    ...(input.isRequired === true && typeof input.errorMessage !== 'string' ? [`${String(id)} has no message`] : []),
    ...(input.type === 'Input.Text' && ![lineLimit, textLimit].includes(input.maxLength as number)
      ? [`${String(id)} has no limit of the contract`]
      : []),
  ];
}

function pictureRules({ type, altText }: Element): readonly string[] {
  return type !== 'Image' || (typeof altText === 'string' && altText !== '') ? [] : ['a picture without words'];
}

function buttonRules(button: Element): readonly string[] {
  const fallback = button.fallback as Element | undefined;
  const data = button.data as Element;
  return [
    ...(fallback?.type === 'Action.Submit' ? [] : [`${String(button.verb)} has no Submit to fall back on`]),
    ...(JSON.stringify(fallback?.data) === JSON.stringify(data)
      ? []
      : [`${String(button.verb)} falls back on other data`]),
    ...(fallback?.title === button.title && fallback?.associatedInputs === button.associatedInputs
      ? []
      : [`${String(button.verb)} falls back on another button`]),
    ...(data.verb === button.verb ? [] : [`${String(button.verb)} carries verb ${String(data.verb)}`]),
    ...(typeof data.token === 'string' && data.token.length > 10 ? [] : [`${String(button.verb)} has no token`]),
    ...(typeof button.title === 'string' && button.title !== '' ? [] : [`${String(button.verb)} has no title`]),
  ];
}

function actionRules(action: Element, card: unknown): readonly string[] {
  const type = String(action.type);
  if (!type.startsWith('Action.')) return [];
  if (type === 'Action.Execute') return [];
  if (type !== 'Action.ToggleVisibility') return [`${type} is no action of ours`];
  const targets = action.targetElements as readonly string[];
  const ids = new Set(elementsOf(card).map(one => one.id));
  return targets.filter(id => !ids.has(id)).map(id => `a toggle of ${id}, which isn't there`);
}

/** Of one thing: each row of a list has a token of its own. Microsoft asks for six at most; what is hidden doesn't count until it's opened, nor does a line of text that opens something. */
function tooManyActions(card: unknown): readonly string[] {
  const counts = new Map<unknown, number>();
  for (const button of openButtons(card)) {
    const { token } = (button.data ?? {}) as { readonly token?: unknown };
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const count = Math.max(0, ...counts.values());
  return count > 6 ? [`${count} actions at first sight`] : [];
}

/** The buttons that somebody sees without opening anything. */
export function openButtons(card: unknown): readonly Element[] {
  return visible(card).flatMap(one => (one.type === 'ActionSet' ? (one.actions as Element[]) : []));
}

/** The inputs that somebody sees without opening anything. */
export function openInputs(card: unknown): readonly Element[] {
  return visible(card).filter(one => String(one.type).startsWith('Input.'));
}

function visible(node: unknown): readonly Element[] {
  if (Array.isArray(node)) return node.flatMap(visible);
  if (typeof node !== 'object' || node === null || (node as Element).isVisible === false) return [];
  const own = 'type' in node ? [node as Element] : [];
  const parts = Object.entries(node).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [...own, ...parts.flatMap(([, part]) => visible(part))];
}

function nulls(node: unknown, place: string): readonly string[] {
  if (node === null || node === undefined) return [`nothing at ${place}`];
  if (typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, part]) => nulls(part, `${place}/${key}`));
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Microsoft's own renderer; its ES module doesn't load in Node. */
const require = createRequire(import.meta.url);
const library = require('adaptivecards/dist/adaptivecards.js');

/** What that renderer has against the card; empty when nothing. */
export function rendererComplaints(card: unknown): readonly string[] {
  const context = new library.SerializationContext(new library.Version(1, 5));
  const parsed = new library.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => String(context.getEventAt(index).message));
  const invalid: { message: string }[] = parsed.validateProperties().validationEvents;
  // Its test of `lang` remembers where it left off (a regular expression with `g`), so it refuses every other card.
  return [...events, ...invalid.map(event => event.message)].filter(message => !message.endsWith('"lang".'));
}
