import { proposedNextDate } from '../../domain/next-date.ts';
import { risksAtHand } from '../../domain/urgent.ts';
import { remainingWarnings } from '../../domain/warnings.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import { coverageOf } from '../coverage.ts';
import type { ViewData } from '../expand.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf } from '../frame.ts';
import { warningNotices } from '../gentle-notices.ts';

const asides = ['reflection', 'followerOther'] as const;

/**
 * Next date, reflection, what isn't covered yet, and the warnings that remain with one reason for all of them. In a spoed also
 * what to do when it goes wrong and who follows; reflection is behind "Meer" then.
 */
export const closeView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { urgent } = conference;
  const coverage = coverageOf(view, tools);
  const nextDate = proposedNextDate(state, conference, tools.dates.dayOf(view.now), tools.calendar);
  const known = { nextDate, ...(urgent && { followUntil: nextDate }) };
  const elsewhere = choice(tools.words.t('person.elsewhereMore'), otherPerson, 100);
  return {
    ...frameOf(view, tools),
    ...coverage,
    state: stateOf(view, coverage, tools),
    remaining: remaining(view, tools),
    plain: urgent ? [] : [{}],
    follow: urgent ? [{ people: [...peopleChoices(conference, view.members, tools.room), elsewhere] }] : [],
    moreOpen: view.values.follower === otherPerson || isOpen(view, asides),
    v: filledIn(view, tools, ['nextDate', 'reason', 'ifItGoesWrong', 'follower', 'followUntil', ...asides], known),
    // Opened from the board, this form stands in its place for the one who pressed.
    ...backToBoard(tookBoardsPlace(view) ? view.token : undefined),
  };
};

/** In a sentence whether closing is possible; nothing when the lines below it say what is missing. */
function stateOf(
  view: FormView,
  { uncovered, missing }: { uncovered: number; missing: readonly ViewData[] },
  { words }: Tools,
): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  if (uncovered > 0)
    return [{ text: words.t(uncovered === 1 ? 'close.uncoveredOne' : 'close.uncovered', { count: uncovered }) }];
  if (missing.length > 0) return [];
  if (conference.urgent)
    return [
      { text: words.t(risksAtHand(state, conference).length > 0 ? 'close.urgentCovered' : 'close.urgentNoRisk') },
    ];
  const isDecided = (conference.topThree?.factors ?? []).length > 0;
  return [{ text: words.t(isDecided ? 'close.covered' : 'close.noTopThree') }];
}

/** What still deserves a thought, in the words in which it was said first. Nothing that stands on top of this card already. */
function remaining(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const onTop = (code: string, item: string | undefined) =>
    view.warnings?.some(warning => warning.code === code && warning.item === item) ?? false;
  const warnings = remainingWarnings(state, conference, tools.dates.dayOf(view.now));
  return warningNotices(
    warnings.filter(({ code, item }) => !onTop(code, item)),
    undefined,
    tools,
  );
}

function tookBoardsPlace(view: FormView): boolean {
  return view.viewer !== undefined && tableOf(view).conference.phase !== 'closing';
}
