import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Actor, Command } from '../domain/commands.ts';
import type { CaseCode } from '../domain/values.ts';
import type { PressKey, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { activityKey, type Press } from './turn.ts';

export function streamOf(token: FormToken): StreamId | undefined {
  return token.case === undefined ? undefined : { tenant: token.tenant, case: token.case };
}

export function conferenceOf(state: CaseState | undefined, token: FormToken): Conference | undefined {
  return state?.conferences.find(one => one.id === token.conference);
}

/** What the command is about comes from the server's own token, never from the card's data. */
export function targetOf(press: Press, token: FormToken, command: Command, newId: () => string) {
  const { tenant } = token;
  if (command.verb === 'conference.open')
    return {
      stream: { tenant, case: command.case satisfies CaseCode },
      context: { opening: { conferenceId: newId(), conversation: press.conversation.id, processDirectors: [] } },
    };
  return {
    stream: { tenant, case: token.case ?? '' },
    context: {
      ...(token.conference !== undefined && { conference: token.conference }),
      ...(token.phase !== undefined && { renderedFor: token.phase }),
    },
  };
}

export function pressKey(press: Press, actor: Actor): PressKey {
  const inputs = Object.entries(press.values).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    activityId: activityKey(press),
    person: actor.person,
    ...(press.token !== undefined && { token: press.token, inputs: JSON.stringify([press.verb, inputs]) }),
  };
}
