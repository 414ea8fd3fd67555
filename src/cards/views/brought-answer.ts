import type { CardView } from '../../ports/card-renderer.ts';
import { personName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, tableOf, typed } from '../frame.ts';
import { literal, shorten } from '../text.ts';

/** What somebody found out, for whom it was promised: the question, the answer, and which risk it's about. */
export function broughtAnswerView(view: Extract<CardView, { kind: 'broughtAnswer' }>, tools: Tools): ViewData {
  const { state } = tableOf(view);
  const { words, room } = tools;
  const action = state.actions.find(one => one.id === view.action);
  const answer = action?.answers?.[view.answer];
  if (action === undefined || answer === undefined)
    throw new Error('[cards] broughtAnswer: rendered without its answer');
  const said = answer.occurrence === undefined ? 'reviewStatus' : 'occurrence';
  const status = words.find(`${said}.${answer.status}`) ?? words.t(`reviewStatus.${answer.status}`);
  const note = answer.note === undefined ? words.t('broughtAnswer.noNote') : literal(answer.note);
  const risks = action.risks.flatMap(id => state.risks.find(risk => risk.id === id) ?? []);
  const inPlace = action.reportTo !== undefined && action.reportTo.person !== view.viewer;
  return {
    about: words.t('broughtAnswer.about', { case: state.code, who: personName(action.owner, tools) }),
    id: `${action.id} `,
    what: typed(action.what, tools),
    status,
    note: shorten(note, Math.max(room.text, 300)),
    risks: risks.map(({ id, what }) => ({ label: `${id} `, text: typed(what, tools) })).slice(0, room.rows),
    inPlace:
      inPlace && action.reportTo !== undefined
        ? [{ text: words.t('broughtAnswer.inPlace', { name: typed(action.reportTo.name, tools) }) }]
        : [],
  };
}
