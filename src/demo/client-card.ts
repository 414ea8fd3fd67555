/** Reads an Adaptive Card the way a client does: which buttons it has, what goes along with each, what it says. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };
export type CardJson = JsonObject;

interface OfferedInput {
  readonly id: string;
  readonly required: boolean;
  /** What the client sends when nobody touches it; undefined leaves it out. */
  readonly preset: string | undefined;
  /** Of a choice set. */
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly label: string;
  /** Seen without pressing anything first, such as "Meer". */
  readonly open: boolean;
}

export interface OfferedAction {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly title: string;
  /** Of a Submit: `data.verb`. */
  readonly verb: string;
  readonly data: JsonObject;
  /** The inputs that a press sends: those of its own (show) card and of the cards around it. */
  readonly inputs: readonly OfferedInput[];
}

export interface Notice {
  readonly kind: 'refusal' | 'hint' | 'warning';
  readonly code: string;
  readonly item?: string;
  readonly text: string;
}

/** The buttons of a card, those behind "show card" included, in reading order. */
export function actionsOf(card: CardJson): readonly OfferedAction[] {
  return actionsIn(card, [], true);
}

function actionsIn(card: CardJson, around: readonly OfferedInput[], open: boolean): readonly OfferedAction[] {
  const parts = partsOf(card, isShowCard);
  const shown = new Set(partsOf(card, part => isShowCard(part) || part.isVisible === false));
  const inputs = [...around, ...parts.filter(isInput).map(part => readInput(part, open && shown.has(part)))];
  return parts.flatMap(part => {
    if (isShowCard(part)) return isObject(part.card) ? actionsIn(part.card, inputs, false) : [];
    return isPress(part) ? [readAction(part, inputs)] : [];
  });
}

/** Every notice of the contract (`notice:<kind>:<code>[:<item>]`) in a card. */
export function noticesOf(card: CardJson): readonly Notice[] {
  return partsOf(card).flatMap(part => {
    const [, kind, code, item] = /^notice:(refusal|hint|warning):([^:]+)(?::(.+))?$/.exec(text(part.id)) ?? [];
    if (kind === undefined || code === undefined) return [];
    return [{ kind: kind as Notice['kind'], code, ...(item !== undefined && { item }), text: wordsOf(part) }];
  });
}

/** What a reader sees of a card without opening anything, in one line. */
export function wordsOf(card: CardJson): string {
  return partsOf(card)
    .flatMap(part => {
      if (part.type === 'Fact') return [`${text(part.title)} ${text(part.value)}`];
      return ['TextBlock', 'TextRun'].includes(text(part.type)) ? [text(part.text)] : [];
    })
    .filter(line => line !== '')
    .join(' ');
}

/** The lines of text of a card, in reading order; a rich line is one line. */
export function linesOf(card: CardJson): readonly string[] {
  return partsOf(card, part => part.type === 'RichTextBlock').flatMap(part => {
    if (part.type === 'RichTextBlock')
      return [
        partsOf(part)
          .map(run => text(run.text))
          .join(''),
      ];
    return part.type === 'TextBlock' ? [text(part.text)] : [];
  });
}

function readAction(action: JsonObject, around: readonly OfferedInput[]): OfferedAction {
  const data = isObject(action.data) ? action.data : {};
  return {
    type: action.type === 'Action.Submit' ? 'Action.Submit' : 'Action.Execute',
    title: text(action.title),
    verb: text(action.verb) || text(data.verb),
    data,
    inputs: action.associatedInputs === 'none' ? [] : around,
  };
}

function readInput(input: JsonObject, open: boolean): OfferedInput {
  const untouched =
    input.type === 'Input.Toggle' ? text(input.value) || text(input.valueOff) || 'false' : text(input.value);
  const choices = Array.isArray(input.choices) ? input.choices.filter(isObject) : [];
  return {
    id: text(input.id),
    required: input.isRequired === true,
    preset: untouched === '' ? undefined : untouched,
    choices: choices.map(choice => ({ title: text(choice.title), value: text(choice.value) })),
    label: text(input.label) || text(input.title),
    open: open && input.isVisible !== false,
  };
}

const isPress = (part: JsonObject) => part.type === 'Action.Execute' || part.type === 'Action.Submit';
const isShowCard = (part: JsonObject) => part.type === 'Action.ShowCard';
const isInput = (part: JsonObject) => text(part.type).startsWith('Input.');

/** Every object in the card; a `fallback` is what another client would show, so it isn't read. `stopAt` isn't entered. */
function partsOf(card: CardJson, stopAt: (part: JsonObject) => boolean = () => false): readonly JsonObject[] {
  const within = (value: Json): readonly JsonObject[] => {
    if (Array.isArray(value)) return value.flatMap(within);
    if (!isObject(value)) return [];
    if (stopAt(value)) return [value];
    return [value, ...Object.entries(value).flatMap(([key, child]) => (key === 'fallback' ? [] : within(child)))];
  };
  return within(card);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: Json | undefined): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}
