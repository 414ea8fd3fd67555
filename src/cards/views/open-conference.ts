import { type FormViewBuilder, filledIn, frameOf } from '../frame.ts';

export const openConferenceView: FormViewBuilder = (view, tools) => ({
  ...frameOf(view, tools),
  approaches: tools.approaches.map(({ name }) => ({ title: name, value: name })),
  v: filledIn(view, tools, ['case', 'approach', 'minutes', 'urgent']),
});
