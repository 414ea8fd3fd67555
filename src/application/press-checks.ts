import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Press } from './turn.ts';

/** A token is understood in its own chat and by its own person only; anything else answers as unknown. */
export function belongsTo(token: FormToken, press: Press, person: PersonId): boolean {
  const { conversation } = press;
  if (token.tenant !== conversation.tenant) return false;
  if (token.person !== undefined && token.person !== person) return false;
  return token.conversation === undefined || token.conversation === conversation.id;
}

/**
 * A reminder is pressed outside the meeting chat, where nobody checks who is in that chat: it takes answers to itself and shows
 * nothing else of the case. A conference is held where others are.
 */
export function misplacedIn(press: Press, token: FormToken, request: Request): Refusal | undefined {
  const verb = request.kind === 'command' ? request.command.verb : undefined;
  if (token.form === 'reminder' && !verb?.startsWith('reminder.')) return { code: 'notUnderstood' };
  if (token.form === 'acceptAction' && verb !== 'action.accept') return { code: 'notUnderstood' };
  const isAlone = press.conversation.kind === 'personal';
  return verb === 'conference.open' && isAlone ? { code: 'groupOnly' } : undefined;
}

/** A closed conference takes these only; opening the next one is no press on it. */
export function outlivesClosing({ verb }: Press, { form }: FormToken): boolean {
  return (
    form === 'reminder' || form === 'acceptAction' || verb === 'conference.open' || /^(minutes|reminder)\./.test(verb)
  );
}
