import { signalKinds } from '../../domain/values.ts';
import { choice } from '../choices.ts';
import { type FormViewBuilder, filledIn, frameOf, recordButton, tableOf } from '../frame.ts';

/** One sign of rising risk or a broken condition, by somebody of the case, in their own chat: one field and one press. */
export const signalView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, room } = tools;
  const agreements = state.scenarios.slice(0, room.rows).map(({ id, signals, response }) =>
    // The whole agreement stands in the answer; here it only has to be recognised.
    choice(`${id}  ${signals} → ${response}`, id, Math.min(room.text, 100)),
  );
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'signal.record'),
    about: state.code,
    kinds: signalKinds.map(value => ({ title: words.t(`signalKind.${value}`), value })),
    agreements: agreements.length === 0 ? [] : [{ choices: agreements }],
    v: {
      ...filledIn(view, tools, ['what', 'scenario']),
      // What was typed behind the code says nothing about its kind.
      ...filledIn({ ...view, values: view.values.kind === undefined ? {} : view.values }, tools, ['kind'], {
        kind: 'rising',
      }),
    },
  };
};
