import type { Conference } from '../domain/case-state.ts';
import { type AskedCard, askedCards, type Effect, type PostedForm } from '../domain/effects.ts';
import type { Reactions } from '../domain/reactions.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';

export function boundTo(stream: StreamId, conference: Conference) {
  return {
    tenant: stream.tenant,
    conversation: conference.conversation,
    case: stream.case,
    conference: conference.id,
  };
}

/** Each card that will go out has its token stored before it's sent. */
export function tokensOf(stream: StreamId, conference: Conference, reactions: Reactions): FormToken[] {
  return [...reactions.effects, ...reactions.reminders.map(reminder => reminder.effect)].flatMap(effect =>
    tokenOf(stream, conference, effect),
  );
}

export function tokenOf(stream: StreamId, conference: Conference, effect: Effect): FormToken[] {
  const bound = boundTo(stream, conference);
  switch (effect.kind) {
    case 'postBoard':
      return [{ ...bound, token: effect.token, form: 'board', phase: effect.phase }];
    case 'postForm':
      if (isAsked(effect.form)) return [];
      return [{ ...bound, token: effect.token, form: effect.form, phase: effect.phase }];
    case 'tellSignal':
    case 'tellDirection': {
      const { conversation: _meeting, ...personal } = bound;
      const form = effect.kind === 'tellSignal' ? 'tellSignal' : 'direction';
      const item = effect.kind === 'tellSignal' ? { item: effect.signal } : {};
      return [{ ...personal, token: effect.token, form, person: effect.person, ...item }];
    }
    case 'sendWorded': {
      const { conversation: _meeting, ...personal } = bound;
      const form = effect.about === 'summary' ? 'summary' : 'proposal';
      // By rule there's nothing that is kept.
      const item =
        effect.why === undefined
          ? { item: [effect.asked, ...(effect.nth === undefined ? [] : [effect.nth])].join(':') }
          : {};
      return [{ ...personal, token: effect.token, form, person: effect.person, ...item }];
    }
    case 'offerUrgent':
      // Like the form that somebody types for: it names a case, and belongs to no conference yet.
      return [
        { tenant: stream.tenant, token: effect.token, form: 'openConference', conversation: conference.conversation },
      ];
    case 'askBeforehand': {
      const { conversation: _meeting, ...personal } = bound;
      return [{ ...personal, token: effect.token, form: 'beforehand', person: effect.person }];
    }
    case 'remindOwner':
    case 'askOwner': {
      // Pressed in the owner's own chat, which may not exist yet: bound to the person instead.
      const { conversation: _meeting, ...personal } = bound;
      const form = effect.kind === 'askOwner' ? 'acceptAction' : 'reminder';
      return [{ ...personal, token: effect.token, form, person: effect.person, action: effect.action }];
    }
    default:
      return [];
  }
}

/** Cards without buttons need no token. */
function isAsked(form: PostedForm | AskedCard): form is AskedCard {
  return askedCards.some(asked => asked === form);
}
