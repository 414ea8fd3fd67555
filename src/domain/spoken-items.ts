import { readSpokenAction, type SpokenAction } from './spoken-action.ts';
import { tidy } from './spoken-words.ts';
import type { FactorKind, LocalDate } from './values.ts';

/**
 * Stands in a text where the owner was mentioned. It can't be typed: the caller takes control characters out of the text before it
 * puts this in.
 */
export const ownerPlaceholder = '\u0001';

/** An item that was typed in the chat. `what` may be empty. `mentioned` tells that a placeholder was taken out of it. */
export type SpokenItem =
  | { readonly kind: 'risk'; readonly what: string; readonly mentioned: boolean }
  | { readonly kind: 'factor'; readonly factorKind: FactorKind; readonly what: string; readonly mentioned: boolean }
  | ({ readonly kind: 'action'; readonly mentioned: boolean } & SpokenAction)
  | { readonly kind: 'scenario'; readonly signals: string; readonly response: string; readonly mentioned: boolean };

const labels: Readonly<Record<string, 'risk' | 'action' | 'scenario' | FactorKind>> = {
  risico: 'risk',
  risk: 'risk',
  factor: 'dynamic',
  dynamisch: 'dynamic',
  dynamic: 'dynamic',
  beschermend: 'protective',
  'beschermende factor': 'protective',
  protective: 'protective',
  'protective factor': 'protective',
  statisch: 'static',
  'statische factor': 'static',
  static: 'static',
  'static factor': 'static',
  actie: 'action',
  action: 'action',
  scenario: 'scenario',
};

/**
 * Reads an item that starts with its kind and a colon: `risico:`, `factor:`, `beschermend:`, `statisch:`, `actie:`, `scenario:` or
 * their English twins, in any case. Undefined for any other text.
 *
 * An action may say when it's due at the end, at the start, or beside the mention of its owner: "gesprek over dagbesteding @… vóór
 * vrijdag". Elsewhere only "vóór", "uiterlijk", "before" and "by" mark a day ("bellen vóór vrijdag met school"). Words that look
 * like a day but aren't said as one stay in `what`: "gesprek op school", "verslag van vrijdag", "elke vrijdag bellen". Nothing typed
 * gets lost: each word is in `what` or in `dueWords`, or was read as the due date; only spaces become single ones, and a comma,
 * colon or dash that a date leaves hanging goes with it.
 *
 * @param text without the mention of the bot; `ownerPlaceholder` where a person was mentioned
 * @param today the day in the house's own time zone
 */
export function readSpokenItem(text: string, today: LocalDate): SpokenItem | undefined {
  const colon = text.indexOf(':');
  const label = tidy(withoutOwner(text.slice(0, Math.max(0, colon)))).toLowerCase();
  const kind = Object.hasOwn(labels, label) ? labels[label] : undefined;
  if (kind === undefined) return undefined;
  const mentioned = text.includes(ownerPlaceholder);
  const said = text.slice(colon + 1);
  if (kind === 'action') return { kind, mentioned, ...readSpokenAction(said.split(ownerPlaceholder), today) };
  const what = tidy(withoutOwner(said));
  if (kind === 'scenario') return { kind, mentioned, ...ifThen(what) };
  return kind === 'risk' ? { kind, what, mentioned } : { kind: 'factor', factorKind: kind, what, mentioned };
}

/** "Als hij twee nachten niet slaapt, dan belt de behandelaar"; without a "dan" it's all about what is seen. */
function ifThen(said: string): { signals: string; response: string } {
  const [, signals = '', response = ''] = /^(?:als |if )?(.*?)(?:,? (?:dan|then) (.*))?$/i.exec(said) ?? [];
  return { signals, response };
}

function withoutOwner(text: string): string {
  return text.replaceAll(ownerPlaceholder, ' ');
}
