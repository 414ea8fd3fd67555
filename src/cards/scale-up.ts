import type { Subject } from '../domain/items.ts';
import { safetyLine, scoreRoundsOf } from '../domain/safety-line.ts';
import { directSafety, type Score, scaleUpWays } from '../domain/values.ts';
import type { FormView } from '../ports/card-renderer.ts';
import type { ViewData } from './expand.ts';
import { filledIn, type Tools, tableOf, typed } from './frame.ts';

/**
 * Asked when somebody wasn't at 6 at the previous agreement and doesn't look to be now: if investing in safety doesn't help, scale
 * up (vision paper on phased work). Its own button, because it is a decision of its own.
 */
export function scaleUpSection(view: FormView, tools: Tools, subjects: readonly Subject[]): ViewData {
  const asked = subjects.flatMap(subject => {
    const last = lastBefore(view, subject.id);
    return last !== undefined && last < directSafety && mayBeUnderSix(view, subject.id) ? [{ subject, last }] : [];
  });
  const { words } = tools;
  return {
    scaleUps:
      asked.length === 0 ? [] : [{ rows: asked.map(({ subject, last }) => question(view, tools, subject, last)) }],
    yesNo: [
      { title: words.t('answer.yes'), value: 'yes' },
      { title: words.t('answer.no'), value: 'no' },
    ],
    ways: scaleUpWays.map(value => ({ title: words.t(`scaleUpWay.${value}`), value })),
  };
}

/** What was agreed the last time before this conference. */
function lastBefore(view: FormView, id: string): Score | undefined {
  const { state, conference } = tableOf(view);
  const before = state.conferences.slice(0, state.conferences.indexOf(conference));
  return safetyLine({ ...state, conferences: before }, id).at(-1);
}

/** Agreed under 6; as long as nothing is agreed, somebody gave less than 6 or nobody gave a number. */
function mayBeUnderSix(view: FormView, id: string): boolean {
  const { conference } = tableOf(view);
  const lowest = conference.agreedScores[id]?.score ?? scoreRoundsOf(conference, id).at(-1)?.lowest;
  return lowest === undefined || lowest < directSafety;
}

function question(view: FormView, tools: Tools, { id, name }: Subject, last: Score): ViewData {
  const { words } = tools;
  const [scaleUp, how, reason] = [`scaleUp:${id}`, `how:${id}`, `reason:${id}`] as const;
  const decided = tableOf(view).conference.scalingUp[id];
  const v = filledIn(view, tools, [scaleUp, how, reason], {
    [scaleUp]: decided && (decided.scaleUp ? 'yes' : 'no'),
    [how]: decided?.how,
    [reason]: decided?.reason,
  });
  return {
    id,
    name: typed(name, tools),
    last: words.t('agreeSafety.last', { score: last }),
    scaleUpLabel: words.t('agreeSafety.scaleUpOf', { item: id }),
    howLabel: words.t('agreeSafety.howOf', { item: id }),
    reasonLabel: words.t('agreeSafety.reasonOf', { item: id }),
    scaleUp: v[scaleUp] ?? '',
    how: v[how] ?? '',
    reason: v[reason] ?? '',
  };
}
