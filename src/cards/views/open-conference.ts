import type { Refusal } from '../../domain/refusal.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools } from '../frame.ts';

export const openConferenceView: FormViewBuilder = (view, tools) => {
  const asked = view.refusals.find(refusal => refusal.code === 'newFaces');
  return {
    ...frameOf(view, tools),
    hello: view.greeting === true ? [{}] : [],
    start: asked === undefined ? startButton(view, tools) : confirmButton(view, tools, asked),
    approaches: tools.approaches.map(({ name }) => ({ title: name, value: name })),
    // A case that exists has one.
    approachIsNeeded: asked === undefined,
    approachHint: tools.words.t(asked === undefined ? 'choose' : 'openConference.approachKept'),
    v: filledIn(view, tools, ['case', 'approach', 'minutes', 'urgent']),
  };
};

function startButton({ token }: FormView, { words }: Tools): ViewData {
  return { title: words.t('openConference.button'), data: { token, verb: 'conference.open' } };
}

/** Pressed after the names of who is new to that case, it says that it's meant so; of that case and no other. */
function confirmButton({ token }: FormView, { words }: Tools, { values }: Refusal): ViewData {
  return {
    title: words.t('openConference.anyway'),
    data: { token, verb: 'conference.open', confirm: '1', confirmCase: String(values?.case) },
  };
}
