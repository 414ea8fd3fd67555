import type { CaseState } from '../domain/case-state.ts';
import type { OpenableForm } from '../domain/readings.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import { type FormName, type FormToken, listNames } from '../ports/form-tokens.ts';
import type { ActionLists } from './action-lists.ts';
import type { Answers, Asker } from './answers.ts';
import type { Dependencies } from './dependencies.ts';

type ShowForm = Extract<Request, { readonly kind: 'showForm' }>;
type FormOfRow = Extract<OpenableForm & FormName, 'reminder' | 'beforehand'>;

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids'>;
  readonly answers: Answers;
  readonly lists: ActionLists;
  readonly availability: (asker: Asker, tenant: string) => Promise<Card>;
  /** Everything open of this person, as it is now. */
  readonly everything: (asker: Asker, tenant: string) => Promise<Card>;
}

/** Opened from a list in one's own chat only, where the token says which action it's about. */
const ownForms: ReadonlySet<OpenableForm> = new Set(['reminder', 'myActions', 'availability', 'beforehand'] as const);

export function isOwnForm(request: Request): request is ShowForm {
  return request.kind === 'showForm' && ownForms.has(request.form);
}

/** A row of a list, the list itself, or a form that was opened from one. */
export function isOfList({ form, person, item }: FormToken): boolean {
  return person !== undefined && item !== undefined && (isRow(form) || openedFromRow.has(form));
}
const openedFromRow: ReadonlySet<FormToken['form']> = new Set(['reminder', 'availability', 'beforehand'] as const);

/** It has no form of its own: what is pressed on it is answered with the list. */
export function isRow(form: FormToken['form']): boolean {
  return listNames.some(name => name === form);
}

/** What a button of a list shows, in the place of the list: the form of one row, another page, leave and hours. */
export function createOwnLists({ deps, answers, lists, availability, everything }: Parts) {
  return async (request: ShowForm, asker: Asker, pressed: FormToken, state: CaseState | undefined): Promise<Card> => {
    const { form, item } = request;
    if (form === 'myActions') {
      if (item === 'new') return everything(asker, pressed.tenant);
      const page = Number(item ?? Number.NaN);
      return lists.again(pressed, asker, Number.isInteger(page) ? { page } : {});
    }
    if (form === 'availability') return availability(asker, pressed.tenant);
    if (!isFormOfRow(form) || !isAbout(form, pressed) || state === undefined)
      return answers.notice(asker, [], [{ code: 'unknown' }]);
    // Withdrawn, or somebody else's by now: the list says so.
    if (form === 'reminder' && !isStillOf(asker.person, pressed, state)) return lists.again(pressed, asker);
    const token = { ...pressed, token: deps.ids.newToken(), form };
    await deps.tokens.save([token]);
    return answers.form(asker, token, state, {});
  };
}

function isFormOfRow(form: OpenableForm): form is FormOfRow {
  return form === 'reminder' || form === 'beforehand';
}

function isStillOf(person: PersonId, { action: id }: FormToken, state: CaseState): boolean {
  return state.actions.some(action => action.id === id && action.owner.person === person);
}

/** A row opens its own form only. */
function isAbout(form: FormOfRow, { form: row, action }: FormToken): boolean {
  return form === 'reminder' ? action !== undefined : row === 'beforehand';
}
