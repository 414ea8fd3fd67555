import { isBlind, type Phase, stepOf } from './agenda.ts';
import { endOfRetention, isSilent } from './case-closing.ts';
import type { CaseState, Conference } from './case-state.ts';
import type { DueMoment, Effect, PlannedReminder, PostedForm } from './effects.ts';
import type { EventBody } from './events.ts';
import type { Action } from './items.ts';
import { newsBetweenConferences } from './news.ts';
import { preparationAfterHandOver, preparationsAfterClosing } from './preparation-plan.ts';
import { overdueMomentsOf, planOf, plansAnew, remindersOf, reminderTime } from './reminder-policy.ts';
import { budgetSpentAt } from './time.ts';
import type { ActionId, Instant, PersonId } from './values.ts';
import type { Calendar } from './working-days.ts';

/** The cards that stand in the chat during a phase, in the order of posting; the prompt comes last, where people look. */
const formsOf: Readonly<Record<Phase, readonly PostedForm[]>> = {
  opening: ['opening'],
  lookBack: ['reviewActions'],
  'safety.score': ['scoreSafety'],
  'safety.revealed': ['agreeSafety'],
  monitor: ['monitor'],
  'risks.raise': ['raiseRisk'],
  'risks.rate': ['rateRisks'],
  'risks.revealed': ['agreeRisks'],
  'topThree.raise': ['raiseFactor'],
  'topThree.vote': ['voteTopThree'],
  'topThree.revealed': ['decideTopThree'],
  actions: ['chairActions', 'agreeAction'],
  scenarios: ['draftScenario'],
  closing: ['close'],
};

/** The prompt of a phase, as the answer to a press that was for another phase shows it. */
export function promptOf(phase: Phase): PostedForm {
  return formsOf[phase].at(-1) ?? 'opening';
}

export interface Reactions {
  readonly effects: readonly Effect[];
  readonly reminders: readonly PlannedReminder[];
  /** Moments on the clock of the conference itself. */
  readonly moments: readonly DueMoment[];
}

/** After this long in a blind phase the chair is told that revealing is possible (design of the conference), in ms. */
export const revealPossibleAfterMs = 60_000;

/**
 * What follows from events that just happened, in the state after them.
 * @param now the moment of the events
 * @param calendar the days off of the house
 * @param newToken a new form token for each card; it's stored with the events, before the card is sent
 * @param processDirectors of the house, who hear of a case that nobody directs
 */
export function reactionsTo(
  events: readonly EventBody[],
  after: CaseState,
  conference: Conference,
  now: Instant,
  calendar: Calendar,
  newToken: () => string,
  processDirectors: readonly PersonId[] = [],
): Reactions {
  const chat = { lane: conference.conversation, conference: conference.id };
  const effects: Effect[] = [];
  const reminders: PlannedReminder[] = [];
  const moments: DueMoment[] = [];
  const postForms = (phase: Phase) => {
    for (const form of formsIn(conference, phase))
      effects.push({ kind: 'postForm', ...chat, form, phase, token: newToken() });
  };
  for (const event of events) {
    switch (event.type) {
      case 'ConferenceOpened':
        effects.push({ kind: 'postBoard', ...chat, phase: conference.phase, token: newToken() });
        postForms(conference.phase);
        break;
      case 'PhaseEntered':
        // What people have to answer comes first; tidying up can wait.
        postForms(event.phase);
        effects.push({ kind: 'shrinkForms', ...chat, phase: event.from });
        if (isBlind(event.phase))
          moments.push({
            at: laterBy(revealPossibleAfterMs, now),
            effect: { kind: 'refreshBoard', ...chat, phase: event.phase },
          });
        break;
      case 'ConferenceClosed':
        effects.push({ kind: 'postForm', ...chat, form: 'minutes', phase: conference.phase, token: newToken() });
        effects.push({ kind: 'shrinkForms', ...chat, phase: conference.phase });
        reminders.push(...preparationsAfterClosing(after, conference, calendar, newToken));
        for (const action of after.actions) {
          if (action.conference !== conference.id) continue;
          reminders.push(...remindersFor(action, conference, calendar, newToken));
          if (action.acceptance === 'asked' && action.owner.person !== undefined)
            effects.push(askOwner(action.id, action.owner.person, conference, newToken));
        }
        break;
      case 'SubjectAdded':
        // The prompt that stands there asks nobody about this person, and is never edited while its phase is open.
        if (conference.phase === 'safety.score') postForms(conference.phase);
        break;
      case 'ItemEdited': {
        // What is agreed in this conference is planned when it closes.
        const action = after.actions.find(one => one.id === event.item);
        if (action !== undefined && plansAnew(event.changes) && action.conference !== conference.id)
          reminders.push(...remindersFor(action, conference, calendar, newToken));
        break;
      }
      case 'MinutesAdopted':
      case 'MinutesCorrected':
        effects.push({
          kind: 'fileMinutes',
          lane: `archive:${after.code}`,
          conference: event.conference,
          version: event.version,
        });
        break;
      case 'MinutesFiled':
        effects.push({ kind: 'announceFiled', ...chat }, { kind: 'tidyCards', ...chat });
        break;
      case 'SummaryWorded':
        effects.push({
          kind: 'sendWorded',
          lane: `person:${event.person}`,
          conference: event.conference,
          person: event.person,
          about: 'summary',
          asked: event.asked,
          token: newToken(),
        });
        break;
      case 'ActionBlocked':
        effects.push({
          kind: 'tellBlocked',
          lane: `person:${conference.chair}`,
          conference: conference.id,
          action: event.action,
        });
        break;
      case 'HandOverAsked':
        if (event.to.person !== undefined) effects.push(askOwner(event.action, event.to.person, conference, newToken));
        break;
      case 'HandOverAnswered': {
        const action = after.actions.find(one => one.id === event.action);
        if (action === undefined) break;
        reminders.push(...remindersFor(action, conference, calendar, newToken));
        const { person } = action.owner;
        if (event.accepted)
          reminders.push(...preparationAfterHandOver(after, conference, action.owner, calendar, newToken));
        if (!event.accepted && person !== undefined)
          effects.push({
            kind: 'tellStillYours',
            lane: `person:${person}`,
            conference: conference.id,
            action: action.id,
            person,
          });
        break;
      }
      case 'ReminderSnoozed': {
        const action = after.actions.find(one => one.id === event.action);
        if (action !== undefined) reminders.push(...remindersFor(action, conference, calendar, newToken));
        break;
      }
      case 'CaseClosed':
      case 'RetentionExtended': {
        const end = endOfRetention(after, conference.id);
        if (end !== undefined) reminders.push(end);
        break;
      }
      default:
        break;
    }
  }
  const news = newsBetweenConferences(events, {
    after,
    conference,
    today: now.slice(0, 10),
    calendar,
    newToken,
    processDirectors,
  });
  effects.push(...news.effects);
  reminders.push(...news.reminders);
  if (events.some(event => startsClock(event, conference))) moments.push(...budgetMoments(conference, now));
  const isHeard = ({ kind }: Effect) => !isSilent(after, { kind });
  return { effects: effects.filter(isHeard), reminders: reminders.filter(one => isHeard(one.effect)), moments };
}

/** From here on the current step has another time at which its budget is spent. */
function startsClock(event: EventBody, { stepEntries }: Conference): boolean {
  if (event.type === 'PhaseEntered') return stepOf(event.phase) !== stepOf(event.from);
  // Back from a spoed in the same step: what was planned on entering it still stands.
  if (event.type === 'UrgentSet') return stepEntries.at(-1)?.urgent ?? false;
  return event.type === 'ConferenceOpened' || event.type === 'TimeExtended';
}

function budgetMoments(conference: Conference, now: Instant): readonly DueMoment[] {
  const at = budgetSpentAt(conference);
  // Spent before, when the step was left: the chair heard it then.
  if (at === undefined || at <= now) return [];
  const lane = `person:${conference.chair}`;
  const step = stepOf(conference.phase);
  return [{ at, effect: { kind: 'tellBudgetSpent', lane, conference: conference.id, step, at } }];
}

function laterBy(ms: number, at: Instant): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** The chair's card about the top three has nothing to ask when there is no top three. */
function formsIn(conference: Conference, phase: Phase): readonly PostedForm[] {
  const noTopThree = conference.urgent || (conference.topThree?.factors ?? []).length === 0;
  return formsOf[phase].filter(form => form !== 'chairActions' || !noTopThree);
}

function askOwner(action: ActionId, person: PersonId, conference: Conference, newToken: () => string): Effect {
  return { kind: 'askOwner', lane: `person:${person}`, conference: conference.id, action, person, token: newToken() };
}

/** All reminders of an action, and what the chair hears when it's overdue. */
function remindersFor(
  action: Action,
  conference: Conference,
  calendar: Calendar,
  newToken: () => string,
): readonly PlannedReminder[] {
  const about = { conference: conference.id, action: action.id };
  const plan = planOf(action);
  return [
    ...remindersOf(action, calendar).map(({ stage, day, time }) => ({
      day,
      time,
      effect: toOwner(action.owner.person, conference, { ...about, planned: { stage, day, time, plan } }, newToken),
    })),
    ...overdueMomentsOf(action, calendar).flatMap(({ stage, day, time }) =>
      (stage === 'atOnce' ? (['chair', 'caseDirector'] as const) : (['chair'] as const)).map(to => ({
        day,
        time,
        effect: {
          kind: 'tellOverdue' as const,
          lane: `person:${conference.chair}`,
          ...about,
          to,
          planned: { stage, day, time, plan },
        },
      })),
    ),
  ];
}

/** To the owner's own chat; without an Entra id there's no such chat and the meeting chat gets the line. */
function toOwner(
  person: PersonId | undefined,
  conference: Conference,
  about: Pick<Extract<Effect, { kind: 'remindOwner' }>, 'conference' | 'action' | 'planned'>,
  newToken: () => string,
): Effect {
  return person === undefined
    ? { kind: 'remindInMeeting', lane: conference.conversation, ...about }
    : {
        kind: 'remindOwner',
        lane: `person:${person}`,
        ...about,
        person,
        token: newToken(),
        ...(about.planned.time === reminderTime && { gathered: 'morning' as const }),
      };
}
