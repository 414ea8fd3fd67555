import type { CaseState } from '../../domain/case-state.ts';
import { directorOf } from '../../domain/direction.ts';
import type { Signal } from '../../domain/items.ts';
import { agreementsTouched, whoHears } from '../../domain/signals.ts';
import { agreementLine } from '../agreements.ts';
import { personName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, frameOf, type Tools, tableOf } from '../frame.ts';
import { firstRows } from '../lists.ts';
import { literal, shorten } from '../text.ts';

/** A signal as chair and case director hear of it, and as whoever told it gets it back: which agreement it touches, and spoed. */
export const tellSignalView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, dates, room } = tools;
  const signal = state.signals.find(one => one.id === view.item);
  if (signal === undefined) throw new Error('[cards] tellSignal: rendered without its signal');
  const runs = state.conferences.at(-1)?.closed === undefined;
  return {
    ...frameOf(view, tools),
    title: words.t('tellSignal.title', { id: signal.id }),
    about: [state.code, words.t(`signalKind.${signal.kind}`), dates.day(dates.dayOf(signal.at))].join(' · '),
    what: shorten(literal(signal.what), Math.max(room.text, 200)),
    by: words.t('tellSignal.by', { who: personName(signal.by, tools) }),
    heard: view.viewer === signal.by.person ? heardBy(state, signal, tools) : [],
    ...agreements(state, signal, tools),
    urgent: runs ? [] : [{ data: { token: view.token, verb: 'signal.startUrgent', signal: signal.id } }],
    running: runs ? [{}] : [],
  };
};

/** For whoever told it: who gets it now, by name. */
function heardBy(state: CaseState, signal: Signal, { words }: Tools): readonly ViewData[] {
  const { chair, chairName = '' } = state.conferences.at(-1) ?? {};
  const director = directorOf(state)?.name ?? '';
  const names = whoHears(state, signal).map(person => (person === chair ? chairName : director));
  return names.length === 0 ? [] : [{ text: words.t('tellSignal.heard', { who: names.join(', ') }) }];
}

function agreements(state: CaseState, signal: Signal, tools: Tools): ViewData {
  const { words } = tools;
  const touched = agreementsTouched(state, signal);
  const isChosen = touched.some(one => one.id === signal.scenario);
  const { shown, more } = firstRows(touched, tools);
  const title =
    shown.length === 0 ? 'tellSignal.noAgreement' : isChosen ? 'tellSignal.agreement' : 'tellSignal.perhaps';
  return {
    agreementsTitle: words.t(title),
    agreements: shown.map(one => ({ id: `${one.id} `, text: agreementLine(one, tools) })),
    more,
  };
}
