import { isBlind, openableSteps, stepsOf } from '../../domain/agenda.ts';
import { leadsTheTable } from '../../domain/decision.ts';
import type { ReadingName } from '../../domain/readings.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf } from '../frame.ts';
import type { WordKey } from '../words.ts';

/**
 * The menu behind the board's button: what helps the talk for everyone, and for chair and note-taker what they may do besides
 * moving on. Six buttons at first sight; the rest is behind two of them.
 */
export const moreView: FormViewBuilder = (view, tools) => {
  const { conference } = tableOf(view);
  const isRunning = conference.closed === undefined;
  const leads = view.viewer !== undefined && leadsTheTable(conference, view.viewer) && isRunning;
  const isBlindNow = leads && isBlind(conference.phase);
  const own: readonly Opening[] = leads ? [] : [{ title: 'roles.title', form: 'roles' }];
  const hands: Opening = { title: 'showOfHands.title', form: 'showOfHands' };
  const person: Opening = { title: 'person.title', form: 'person' };
  return {
    ...frameOf(view, tools),
    ...backToBoard(view.token),
    explanations: explanations(view, tools),
    forms: rows(view, tools, [{ title: 'items.title', form: 'items' }, isBlindNow ? hands : person, ...own]),
    leading: leads ? [leadingPart(view, tools, isBlindNow ? [person] : [])] : [],
  };
};

interface Opening {
  readonly title: WordKey;
  readonly form: 'items' | 'roles' | 'person' | 'showOfHands';
}

function rows(view: FormView, { words }: Tools, openings: readonly Opening[]): readonly ViewData[] {
  return openings.map(({ title, form }) => ({
    title: words.t(title),
    data: { token: view.token, verb: 'form.show', form },
  }));
}

function explanations(view: FormView, { words }: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const withScale = conference.steps.includes('safety') || state.subjects.length > 0;
  const names: readonly ReadingName[] = ['method', 'centralEight', 'rnr', ...(withScale ? (['scale'] as const) : [])];
  return names.map(reading => ({
    title: words.find(`more.${reading}`) ?? '',
    data: { token: view.token, verb: 'reading.show', reading },
  }));
}

/** More time for chair and note-taker; what changes the agenda is for the chair. */
function leadingPart(view: FormView, tools: Tools, others: readonly Opening[]): ViewData {
  const { conference } = tableOf(view);
  const { words } = tools;
  const isChair = view.viewer === conference.chair;
  const urgent = conference.urgent ? 'no' : 'yes';
  const closed = openableSteps.filter(step => !stepsOf(conference).includes(step));
  return {
    isOpen: isOpen(view, ['step', 'reason']),
    forms: rows(view, tools, [{ title: 'roles.title', form: 'roles' }, ...others]),
    urgent: isChair
      ? [
          {
            title: words.t(conference.urgent ? 'more.urgentOff' : 'more.urgentOn'),
            data: { token: view.token, verb: 'conference.setUrgent', urgent },
          },
        ]
      : [],
    steps:
      isChair && closed.length > 0
        ? [
            {
              choices: closed.map(value => ({ title: words.t(`step.${value}`), value })),
              v: filledIn(view, tools, ['step', 'reason']),
            },
          ]
        : [],
  };
}
