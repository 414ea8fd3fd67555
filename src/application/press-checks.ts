import type { Command } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import { type FormToken, shownNames } from '../ports/form-tokens.ts';
import { isOfList, isOwnForm, isRow } from './own-lists.ts';
import { asksForMore } from './show-more-of.ts';
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
  const command = request.kind === 'command' ? request.command : undefined;
  const verb = command?.verb;
  if (isOwnForm(request)) return isOfList(token) ? undefined : { code: 'notUnderstood' };
  if (token.form === 'availability' || request.kind === 'setAvailability')
    return token.form === 'availability' && request.kind === 'setAvailability' ? undefined : { code: 'notUnderstood' };
  if ((token.form === 'reminder' || isRow(token.form)) && !verb?.startsWith('reminder.'))
    return { code: 'notUnderstood' };
  if (token.form === 'acceptAction' && verb !== 'action.accept') return { code: 'notUnderstood' };
  const only = onlyOf(token);
  if (only !== undefined && !only.some(one => one === verb)) return { code: 'notUnderstood' };
  // What only shows something takes the asking for more of it.
  if (shownNames.some(name => name === token.form) && !asksForMore(request) && !isAboutWords(request))
    return { code: 'notUnderstood' };
  const isAlone = press.conversation.kind === 'personal';
  if (verb === 'conference.open' && isAlone) return { code: 'groupOnly' };
  return command && otherThanIts(token, command);
}

/** Of a card with words of a machine. */
function isAboutWords({ kind }: Request): boolean {
  return kind === 'postSummary' || kind === 'takeWords' || kind === 'dropWords';
}

/** What a form is about is said by its token. Another number in the data is as unknown as one that isn't there. */
function otherThanIts({ form, action, item }: FormToken, command: Command): Refusal | undefined {
  const isAboutAction = form === 'reminder' || form === 'acceptAction' || isRow(form);
  if (isAboutAction && 'action' in command && command.action !== action) return { code: 'unknown', item: 'action' };
  if (form === 'tellSignal' && 'signal' in command && command.signal !== item)
    return { code: 'unknown', item: 'signal' };
  if (form === 'editItem' && 'item' in command && command.item !== item) return { code: 'unknown', item: 'item' };
  return undefined;
}

/** In one's own chat nobody checks who is in the meeting's, so a form takes what it's for and nothing else. */
function onlyOf({ form, conversation }: FormToken): readonly string[] | undefined {
  return (conversation === undefined ? takenOver[form] : undefined) ?? aboutACase[form];
}

/** Forms of the meeting that one may have in one's own chat too, and what they take there. */
const takenOver: Readonly<Partial<Record<FormToken['form'], readonly string[]>>> = {
  correctMinutes: ['minutes.correct'],
  raiseRisk: ['risk.raise'],
  raiseFactor: ['factor.raise', 'hint.keep'],
  agreeAction: ['action.agree'],
  editItem: ['item.edit', 'item.withdraw'],
};

/** Forms of one's own about a case, and what they take. */
const aboutACase: Readonly<Partial<Record<FormToken['form'], readonly string[]>>> = {
  signal: ['signal.record'],
  tellSignal: ['signal.startUrgent'],
  direction: ['direction.record'],
  beforehand: ['preparation.answer'],
  closeCase: ['case.close', 'case.extendRetention'],
};

/** A closed conference takes these only; opening the next one is no press on it. */
export function outlivesClosing({ verb }: Press, { form }: FormToken): boolean {
  return (
    form === 'reminder' ||
    form === 'acceptAction' ||
    aboutACase[form] !== undefined ||
    verb === 'conference.open' ||
    /^(minutes|reminder)\./.test(verb)
  );
}
