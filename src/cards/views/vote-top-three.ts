import { itemChoices } from '../choices.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, tableOf, typed } from '../frame.ts';
import { firstRows } from '../lists.ts';

/** Only dynamic factors can be chosen; the others inform. What this person chose before is filled in. */
export const voteTopThreeView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const dynamic = state.factors.filter(factor => factor.kind === 'dynamic');
  const informing = firstRows(
    state.factors.filter(factor => factor.kind !== 'dynamic'),
    tools,
  );
  const own =
    view.viewer === undefined
      ? undefined
      : conference.voteRounds.at(-1)?.answers.find(answer => answer.person === view.viewer);
  const others = forOthers(view, tools, { mustChoose: true });
  return {
    ...frameOf(view, tools),
    ballot:
      dynamic.length === 0
        ? []
        : [
            {
              choices: itemChoices(dynamic, tools.room),
              v: filledIn(view, tools, ['factors'], { factors: own?.factors.join(',') }),
            },
          ],
    nothing: dynamic.length === 0 ? [{ text: words.t('voteTopThree.none') }] : [],
    informing:
      informing.shown.length === 0
        ? []
        : [
            {
              rows: informing.shown.map(factor => ({
                id: factor.id,
                what: typed(factor.what, tools),
                kind: words.t(`kind.${factor.kind}`),
              })),
              more: informing.more,
            },
          ],
    ...others,
    behindToggle: others.behind.length === 0 ? [] : [{}],
  };
};
