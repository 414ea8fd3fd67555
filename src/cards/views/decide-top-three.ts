import { revealedRound, votesPerFactor } from '../../domain/counts.ts';
import type { FactorId } from '../../domain/values.ts';
import { itemChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';

type Votes = ReadonlyMap<FactorId, readonly string[]>;

/** The count per organisation, who chose what, and the chair's form with the three filled in when the count is clear. */
export const decideTopThreeView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const round = revealedRound(conference.voteRounds);
  const votes = votesPerFactor(round);
  const count = (id: FactorId) => votes.get(id)?.length ?? 0;
  const ranked = state.factors
    .filter(factor => factor.kind === 'dynamic')
    .toSorted((one, other) => count(other.id) - count(one.id));
  const chosen =
    conference.topThree?.factors ?? leaders(ranked.map(factor => ({ id: factor.id, count: count(factor.id) })));
  const counted = firstRows(
    ranked.filter(factor => count(factor.id) > 0),
    tools,
  );
  const voters = new Set(round?.answers.map(answer => answer.organisation)).size;
  return {
    ...frameOf(view, tools),
    rows: counted.shown.map(factor => ({
      id: factor.id,
      what: typed(factor.what, tools),
      count: bar(count(factor.id)),
      who: nameList(votes.get(factor.id) ?? [], tools),
    })),
    more: counted.more,
    nothing: counted.shown.length === 0 ? [{ text: tools.words.t('decideTopThree.none') }] : [],
    outliers: outliers(
      counted.shown.map(factor => factor.id),
      votes,
      voters,
      tools,
    ),
    ballot: ranked.length === 0 ? [] : [{ choices: itemChoices(ranked, tools.room) }],
    v: filledIn(view, tools, ['factors', 'reason'], { factors: chosen.join(','), reason: conference.topThree?.reason }),
  };
};

/** "4 ●●●●". Above ten the number says enough. */
function bar(count: number): string {
  return count > 10 ? String(count) : `${count} ${'●'.repeat(count)}`;
}

/** The three with most votes; when the third place is shared, only those above it: the table says who. */
function leaders(ranked: readonly { id: FactorId; count: number }[]): readonly FactorId[] {
  const voted = ranked.filter(one => one.count > 0);
  const cut = voted[3]?.count;
  return voted
    .slice(0, 3)
    .filter(one => cut === undefined || one.count > cut)
    .map(one => one.id);
}

/** More than this asks the whole table and so nobody. */
const mostOutliers = 3;

function outliers(shown: readonly FactorId[], votes: Votes, voters: number, tools: Tools): readonly ViewData[] {
  const lines = shown
    .map(id => ({ id, who: votes.get(id) ?? [] }))
    .filter(({ who }) => voters > 2 && who.length > 0 && who.length <= 2 && who.length < voters)
    .slice(0, mostOutliers)
    .map(({ id, who }) => ({
      text: tools.words.t(who.length === 1 ? 'hint.askOutlier.factorOne' : 'hint.askOutlier.factor', {
        who: nameList(who, tools),
        item: id,
      }),
    }));
  return lines.length === 0 ? [] : [{ lines }];
}
