import type { Action } from '../../domain/items.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';

/** One action for somebody who wasn't at the table when it was agreed: yes in one press, no with a reason. */
export const acceptActionView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, dates } = tools;
  const action = state.actions.find(one => one.id === view.action);
  if (action === undefined) throw new Error('[cards] acceptAction: rendered without its action');
  const answer = (value: 'yes' | 'no') => ({
    token: view.token,
    verb: 'action.accept',
    action: action.id,
    answer: value,
  });
  return {
    ...frameOf(view, tools),
    about: words.t('acceptAction.about', { case: state.code, day: dates.day(action.agreedOn) }),
    id: action.id,
    what: typed(action.what, tools),
    lines: aboutAction(action, tools),
    // Everything is about this action, so it goes along as an input too: a client may send inputs and no data of its own.
    open: action.status === 'open' ? [{ yes: answer('yes'), no: answer('no') }] : [],
    noOpen: isOpen(view, ['reason']),
    v: filledIn(view, tools, ['reason'], { reason: action.acceptanceReason }),
  };
};

function askedBy({ owner, handOver }: Action, tools: Tools) {
  const reason = handOver?.reason;
  return { owner: typed(owner.name, tools), ...(reason !== undefined && { reason: typed(reason, tools) }) };
}

function aboutAction(action: Action, tools: Tools): readonly { text: string }[] {
  const { words, dates } = tools;
  const { acceptanceReason: reason, handOver } = action;
  // What an earlier owner answered says nothing about the one who is asked to take it over.
  const acceptance = handOver === undefined ? action.acceptance : undefined;
  return [
    words.t('acceptAction.due', { day: dates.due(action.due) }),
    ...(action.effect === undefined ? [] : [words.t('acceptAction.effect', { effect: typed(action.effect, tools) })]),
    ...(action.status === 'open' ? [] : [words.t('acceptAction.over')]),
    ...(acceptance === 'accepted' ? [words.t('acceptAction.accepted')] : []),
    ...(acceptance === 'declined'
      ? [words.t('acceptAction.declined', reason === undefined ? {} : { reason: typed(reason, tools) })]
      : []),
    ...(acceptance === 'asked' && handOver === undefined ? [words.t('acceptAction.why')] : []),
    ...(handOver === undefined ? [] : [words.t('acceptAction.handOver', askedBy(action, tools))]),
  ].map(text => ({ text }));
}
