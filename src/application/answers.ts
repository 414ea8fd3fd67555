import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Verb } from '../domain/commands.ts';
import type { EventBody } from '../domain/events.ts';
import { promptOf } from '../domain/reactions.ts';
import type { ActionId, PersonId } from '../domain/values.ts';
import type { Card, CardRenderer, CardView, FormView, RecordedLine } from '../ports/card-renderer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Language } from '../ports/conversations.ts';
import type { FormName, FormToken } from '../ports/form-tokens.ts';
import type { Ids } from '../ports/ids.ts';
import type { Member } from '../ports/roster.ts';
import type { Accepted, Answer } from './execute.ts';

/** Who asks, and what the card they pressed looked like. */
export interface Asker {
  readonly person: PersonId;
  readonly language: Language;
  readonly members: readonly Member[];
  readonly values: Readonly<Record<string, string>>;
}

/** The answer to a press: a card for that person, with what was recorded and what comes next. A courtesy, never state. */
export function createAnswers(deps: { renderer: CardRenderer; clock: Clock; ids: Ids }) {
  const { renderer, clock, ids } = deps;

  function form(
    asker: Asker,
    token: FormToken,
    state: CaseState | undefined,
    more: Partial<Pick<FormView, 'refusals' | 'recorded' | 'values' | 'askToJoin'>>,
  ): Card {
    const shared = { language: asker.language, token: token.token, now: clock.now(), refusals: [], recorded: [] };
    if (token.form === 'board' && state !== undefined && token.conference !== undefined)
      return renderer.render({ kind: 'board', ...shared, state, conference: token.conference, ...more });
    const view: CardView = {
      kind: 'form',
      form: token.form,
      ...shared,
      ...(state !== undefined && { state }),
      ...(token.conference !== undefined && { conference: token.conference }),
      ...(token.action !== undefined && { action: token.action }),
      members: asker.members,
      viewer: asker.person,
      values: {},
      askToJoin: false,
      withBoardLines: false,
      ...more,
    };
    return renderer.render(view);
  }

  return {
    form,

    /** What was recorded, and the form that this person most likely needs next. */
    accepted(asker: Asker, pressed: FormToken, verb: Verb, accepted: Accepted): Answer {
      const recorded = recordedLines(accepted);
      const next = nextForm(pressed.form, verb, accepted.conference);
      if (next === undefined)
        return {
          card: renderer.render({ kind: 'notice', language: asker.language, refusals: [], recorded }),
          tokens: [],
        };
      const { conference } = accepted;
      const token: FormToken = {
        token: ids.newToken(),
        tenant: pressed.tenant,
        form: next,
        phase: conference.phase,
        case: accepted.state.code,
        conference: conference.id,
        conversation: conference.conversation,
        person: asker.person,
      };
      const values = keepsValues(verb) ? keptValues(asker, conference) : {};
      return { card: form(asker, token, accepted.state, { recorded, values }), tokens: [token] };
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;

/** Forms about one thing that can be said again better: what was filled in stays, unlike in forms that add an item each time. */
function keepsValues(verb: Verb): boolean {
  return verb === 'conference.join' || verb === 'conference.setGoal' || verb === 'conference.setCaseDirector';
}

/** Once somebody else is on the list, the form is about the person who fills it in again. */
function keptValues({ person, values }: Asker, conference: Conference): Readonly<Record<string, string>> {
  if ((values.for ?? '') === '' && (values.forOther ?? '') === '') return values;
  const { for: _for, forOther: _forOther, organisationOther: _other, ...rest } = values;
  const own = conference.attendees.find(attendee => attendee.person === person);
  return { ...rest, organisation: own?.organisation ?? '', role: own?.role ?? '' };
}

/** Undefined when there's nothing more to fill in: then the answer only says what was recorded. */
function nextForm(pressed: FormName, verb: Verb, conference: Conference): FormName | undefined {
  if (verb === 'conference.open' || verb.startsWith('minutes.') || verb.startsWith('reminder.')) return undefined;
  if (pressed === 'board') return 'board';
  if (conference.closed !== undefined) return undefined;
  if (verb.startsWith('step.') || verb === 'risk.agree' || verb === 'topThree.decide') {
    const prompt = promptOf(conference.phase);
    return verb === 'risk.agree' && conference.phase === 'risks.revealed' ? 'agreeRisks' : prompt;
  }
  return pressed;
}

/** One line for each thing that was recorded; typed words go in literally. Numbers come from what was recorded. */
export function recordedLines({ events, state, conference }: Accepted): RecordedLine[] {
  if (events.length === 0) return [{ key: 'unchanged' }];
  return events.flatMap((event): RecordedLine[] => recordedLine(event, state, conference));
}

function recordedLine(event: EventBody, state: CaseState, conference: Conference): RecordedLine[] {
  const whatOf = (action: ActionId) => state.actions.find(one => one.id === action)?.what ?? '';
  const nameOf = (person: PersonId) => conference.attendees.find(one => one.person === person)?.name ?? '';
  switch (event.type) {
    case 'CaseOpened':
    case 'MinutesFiled':
      return [];
    case 'ConferenceOpened':
      return [{ key: 'conferenceOpened', item: state.code }];
    case 'ParticipantJoined':
      return event.recordedBy === undefined
        ? [{ key: 'joined', text: event.participant.organisation }]
        : [{ key: 'otherJoined', who: event.participant.name, text: event.participant.organisation }];
    case 'GoalSet':
      return [{ key: 'goalSet', text: event.goal ?? '' }];
    case 'CaseDirectorSet':
      return [{ key: 'caseDirectorSet', text: event.director?.name ?? event.reason ?? '' }];
    case 'NoteTakerSet':
      return [{ key: 'noteTakerSet', text: event.name }];
    case 'PhaseEntered':
      return [{ key: 'phaseEntered', item: event.phase }];
    case 'RoundRevealed':
      return [{ key: 'roundRevealed' }];
    case 'RoundOpenedAgain':
      return [{ key: 'roundOpenedAgain' }];
    case 'RiskRaised':
      return [{ key: 'riskRaised', item: event.risk.id, text: event.risk.what }];
    case 'RiskRated':
      return event.rating.recordedBy === undefined
        ? [{ key: 'riskRated', item: event.rating.risk, text: event.rating.level }]
        : [
            {
              key: 'riskRatedFor',
              who: nameOf(event.rating.person),
              item: event.rating.risk,
              text: event.rating.level,
            },
          ];
    case 'RiskLevelAgreed':
      return [{ key: 'riskLevelAgreed', item: event.risk, text: event.level }];
    case 'FactorRaised':
      return [{ key: 'factorRaised', item: event.factor.id, text: event.factor.what }];
    case 'TopThreeVoted':
      return event.vote.recordedBy === undefined
        ? [{ key: 'topThreeVoted', text: event.vote.factors.join(', ') }]
        : [{ key: 'topThreeVotedFor', who: nameOf(event.vote.person), text: event.vote.factors.join(', ') }];
    case 'TopThreeDecided':
      return [{ key: 'topThreeDecided', text: event.factors.join(', ') }];
    case 'ActionAgreed':
      return [{ key: 'actionAgreed', item: event.action.id, text: event.action.what }];
    case 'FactorLeftWithoutAction':
      return [{ key: 'factorLeftWithoutAction', item: event.factor, text: event.reason }];
    case 'ConferenceClosed':
      return [{ key: 'conferenceClosed' }];
    case 'MinutesAdopted':
      return [{ key: 'minutesAdopted' }];
    case 'ActionDone':
      return [{ key: 'actionDone', item: event.action, text: whatOf(event.action) }];
    case 'ReminderSnoozed':
      return [{ key: 'reminderSnoozed', item: event.action, text: event.until }];
  }
}
