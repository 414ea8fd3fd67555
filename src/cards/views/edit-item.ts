import { findItem } from '../../domain/editable-fields.ts';
import { refusalOfCorrecting } from '../../domain/may-correct.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { editFieldsOf } from '../edit-fields.ts';
import type { EditField } from '../edit-inputs.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { lineLimit, textLimit } from '../input-fields.ts';
import { wordsOf } from '../item-words.ts';

/** The inputs of one item as they are now, to mend; and behind a button to withdraw it. Only for whoever may do so. */
export const editItemView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const id = view.item ?? '';
  const item = findItem(state, id);
  const no = view.viewer === undefined ? undefined : refusalOfCorrecting(state, conference, view.viewer, id);
  const isGone = item === undefined;
  const refusals = no === undefined || isGone ? view.refusals : [...view.refusals, no];
  return {
    ...frameOf({ ...view, refusals }, tools),
    gone: isGone ? [{}] : [],
    form: isGone || no !== undefined ? [] : [formOf(item, view, tools)],
  };
};

function formOf(item: NonNullable<ReturnType<typeof findItem>>, view: FormView, tools: Tools): ViewData {
  const fields = editFieldsOf(item, view, tools);
  const [front, rest] = [fields.front.filter(hasAnswers), fields.rest.filter(hasAnswers)];
  const data = (verb: string) => ({ token: view.token, verb, item: item.id });
  const known = {
    ...Object.fromEntries([...front, ...rest].map(field => [field.id, field.value])),
    ...view.proposed,
  };
  const values = filledIn(view, tools, Object.keys(known), known);
  const ids = rest.map(field => field.id);
  return {
    id: item.id,
    what: typed(wordsOf(item), tools),
    fields: front.map(field => inputOf(field, values, tools)),
    rest:
      rest.length === 0
        ? []
        : [{ isOpen: isOpen(view, ids, known), fields: rest.map(field => inputOf(field, values, tools)) }],
    toggle: rest.length === 0 ? [] : [{}],
    edit: data('item.edit'),
    withdraw: data('item.withdraw'),
  };
}

/** Nothing to choose from is nothing to ask. */
function hasAnswers({ kind, choices }: EditField): boolean {
  return kind !== 'many' || (choices?.length ?? 0) > 0;
}

function inputOf(field: EditField, values: Readonly<Record<string, string>>, { words }: Tools): ViewData {
  const { id, kind } = field;
  const isText = kind === 'line' || kind === 'text';
  const example = id.endsWith('Other') ? words.t('person.example') : '';
  const input = {
    id,
    label: words.t(field.label),
    value: values[id] ?? '',
    limit: kind === 'line' ? lineLimit : textLimit,
    choices: field.choices ?? [],
    many: kind === 'many',
    required: field.required ?? false,
    placeholder: field.placeholder ?? (isText ? example : words.t('choose')),
  };
  const isChoice = kind === 'choice' || kind === 'many';
  return {
    text: isText ? [input] : [],
    choice: isChoice ? [input] : [],
    date: kind === 'date' ? [input] : [],
    time: kind === 'time' ? [input] : [],
  };
}
