import type { DirectionStep } from '../../domain/case-state.ts';
import { currentStep, directorOf, nextStep, openDirection } from '../../domain/direction.ts';
import { directionSteps } from '../../domain/values.ts';
import { personName } from '../board-rows.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';

const whoDirects = ['director', 'directorOther'] as const;

/** What was done about it that nobody directs the case, and what comes next: a step, what came of it, by when. */
export const directionView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, room } = tools;
  const direction = openDirection(state);
  const steps = direction?.steps ?? [];
  const shown = steps.slice(-room.rows);
  return {
    ...frameOf(view, tools),
    about: [state.code, state.approach].join(' · '),
    now: statusOf(view, tools),
    steps: shown.map(step => stepLine(step, tools)),
    earlier:
      shown.length === steps.length
        ? []
        : [{ text: words.t('timeline.earlier', { count: steps.length - shown.length }) }],
    choices: directionSteps.map((value, index) => ({
      title: `${index + 1}. ${words.t(`directionStep.${value}`)}`,
      value,
    })),
    directors: [
      ...peopleChoices(state.conferences.at(-1), [], room),
      choice(words.t('person.elsewhereMore'), otherPerson, 100),
    ],
    directorOpen: isOpen(view, whoDirects),
    v: filledIn(view, tools, ['step', 'note', 'until', ...whoDirects], { step: nextStep(direction) }),
  };
};

/** "Er is geen casusregisseur sinds 20 november. Nu: gesprek, uiterlijk 27 november." */
function statusOf(view: Parameters<FormViewBuilder>[0], tools: Tools): string {
  const { state } = tableOf(view);
  const { words, dates } = tools;
  const direction = openDirection(state);
  const director = directorOf(state);
  if (direction === undefined)
    return director === undefined
      ? words.t('direction.notYet')
      : words.t('direction.director', { who: personName(director, tools) });
  const { step, until } = currentStep(direction, tools.calendar);
  const late = until < dates.dayOf(view.now) ? 'direction.nowLate' : 'direction.now';
  return words.t(late, {
    since: dates.day(direction.since),
    step: words.t(`directionStep.short.${step}`),
    until: dates.day(until),
  });
}

function stepLine({ step, note, at, until, by }: DirectionStep, tools: Tools): ViewData {
  const { words, dates } = tools;
  const day = until === undefined ? '' : `, ${words.t('direction.until', { until: dates.day(until) })}`;
  return {
    label: `${dates.shortDue(dates.dayOf(at))}  `,
    step: words.t(`directionStep.short.${step}`),
    text: `${day} – ${typed(note, tools)} (${personName(by, tools)})`,
  };
}
