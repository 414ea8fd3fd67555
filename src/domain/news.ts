import { answersBrought } from './answered.ts';
import type { CaseState, Conference } from './case-state.ts';
import { askedAboutOn, currentStep, openDirection } from './direction.ts';
import type { Effect, PlannedReminder } from './effects.ts';
import type { EventBody } from './events.ts';
import { reminderTime } from './reminder-policy.ts';
import { whoHears } from './signals.ts';
import type { LocalDate, PersonId } from './values.ts';
import type { Calendar } from './working-days.ts';

interface Scene {
  readonly after: CaseState;
  readonly conference: Conference;
  readonly today: LocalDate;
  readonly calendar: Calendar;
  readonly newToken: () => string;
  readonly processDirectors: readonly PersonId[];
}

/**
 * What people of a case hear outside the table: a signal, an answer that was promised to them, a case that nobody directs. Each in
 * their own chat, and told by ids only: the words are read when it's sent.
 */
export function newsBetweenConferences(
  events: readonly EventBody[],
  scene: Scene,
): { readonly effects: readonly Effect[]; readonly reminders: readonly PlannedReminder[] } {
  const { after, conference } = scene;
  return {
    effects: [...events.flatMap(event => signalNews(event, scene)), ...answersBrought(events, after, conference)],
    reminders: events.some(event => event.type === 'DirectionStepTaken' || event.type === 'ConferenceClosed')
      ? directionReminders(scene)
      : [],
  };
}

function signalNews(event: EventBody, { after, conference, newToken }: Scene): readonly Effect[] {
  if (event.type === 'SignalRecorded')
    return whoHears(after, event.signal).map(person => ({
      kind: 'tellSignal',
      lane: `person:${person}`,
      conference: conference.id,
      signal: event.signal.id,
      person,
      token: newToken(),
    }));
  if (event.type !== 'UrgentStartAsked') return [];
  const latest = after.conferences.at(-1) ?? conference;
  return [{ kind: 'offerUrgent', lane: latest.conversation, conference: latest.id, token: newToken() }];
}

/** The chair of now and the process directors, on the morning of the step's own day. */
function directionReminders({ after, conference, today, calendar, newToken, processDirectors }: Scene) {
  const direction = openDirection(after);
  if (direction === undefined) return [];
  const { step, until } = currentStep(direction, calendar);
  const { chair } = after.conferences.at(-1) ?? conference;
  return [...new Set([chair, ...processDirectors])].map(
    (person): PlannedReminder => ({
      day: askedAboutOn(until, today, calendar),
      time: reminderTime,
      effect: {
        kind: 'tellDirection',
        lane: `person:${person}`,
        conference: conference.id,
        person,
        step,
        steps: direction.steps.length,
        since: direction.since,
        token: newToken(),
      },
    }),
  );
}
