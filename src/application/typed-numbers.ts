import { personalNumbersIn, withoutPersonalNumbers } from '../domain/number-guard.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { Press, TypedMessage } from './turn.ts';

/**
 * The one place where everything that people type is looked at for numbers that lead to a person, before it's read as anything
 * else. It goes by what was sent, not by the inputs that a verb knows, so that a new verb, a new input or an input of another button
 * on the same card can't get past it. What a client sends of its own (ids, days, choices) has no such numbers in it.
 */
export function requestWithoutNumbers({ request, values }: Press): Request {
  if (request.kind !== 'command' && request.kind !== 'invalid') return request;
  const numbers = Object.entries(values).flatMap(([item, value]) => refusalsOf(value, { item }));
  if (numbers.length === 0) return request;
  const named = new Set(numbers.map(refusal => refusal.item));
  const others = request.kind === 'invalid' ? request.refusals.filter(({ item }) => !named.has(item)) : [];
  return { kind: 'invalid', refusals: [...numbers, ...others] };
}

/** What is filled in again. The answer to an Action.Submit is a message that stays in a chat, so it doesn't repeat the number. */
export function valuesToFillIn({ values, submitted }: Press): Readonly<Record<string, string>> {
  if (!submitted) return values;
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, withoutPersonalNumbers(value)]));
}

/** What is wrong with a typed message: it stands in the chat by then, where only whoever typed it can take it away. */
export function numbersTypedIn({ text }: TypedMessage): readonly Refusal[] {
  return refusalsOf(text, { values: { why: 'typed' } });
}

/** A signal in one's own chat comes back on its form: without the number, and with what is wrong beside the input. */
export function isToldOnItsForm({ conversation, person, request }: TypedMessage): boolean {
  const isSignal = request.kind === 'signal' && personalNumbersIn(request.what ?? '').length > 0;
  return isSignal && person !== undefined && conversation.kind === 'personal';
}

/** What was typed for that input of a form, as it's filled in there. */
export function typedFor(
  item: string,
  text: string,
): { readonly value: string; readonly refusals: readonly Refusal[] } {
  return { value: withoutPersonalNumbers(text), refusals: refusalsOf(text, { item, values: { why: 'typed' } }) };
}

/** One for each kind. The number itself goes nowhere. */
function refusalsOf(text: string, about: Omit<Refusal, 'code'>): readonly Refusal[] {
  return [...new Set(personalNumbersIn(text).map(({ kind }) => kind))].map(code => ({ code, ...about }));
}
