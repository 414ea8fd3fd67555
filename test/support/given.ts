import { expect } from 'vitest';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { Command, DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { deepFreeze } from './deep-freeze.ts';
import { idOf, members, type Seat, actor as seated } from './domain-people.ts';

/** A Friday, so that working days matter. */
export const today = '2026-11-20';
export const now = '2026-11-20T10:00:00.000Z';
export const conferenceId = 'c1';

/** Stamps events with an id, a time and the chair as the one who caused them. */
export function stamped(bodies: readonly EventBody[], at = now): readonly CaseEvent[] {
  return bodies.map((body, index) => ({
    id: `e${index + 1}`,
    at,
    actor: { person: idOf('procesregisseur') },
    ...body,
  }));
}

/** Who presses, with what the rules may need besides: by default at the table of `conferenceId`, today. */
export function by(who: Seat | DecisionContext['actor'], more: Partial<DecisionContext> = {}): DecisionContext {
  const actor = typeof who === 'string' ? seated(who) : who;
  return { now, today, actor, members, conference: conferenceId, ...more };
}

/** What has happened so far; single events and pieces of history in any mix. The state is frozen, so that a rule that changes it throws. */
export function given(...history: readonly (EventBody | readonly EventBody[])[]) {
  const events = stamped(history.flat());
  const state = deepFreeze(fold(events));
  return {
    state,
    when(command: Command, context: DecisionContext) {
      const decision = decide(state, deepFreeze(command), deepFreeze(context));
      return {
        decision,
        /** Exactly these, in this order; and the state takes them. */
        thenEvents(...expected: EventBody[]): void {
          expect(decision).toStrictEqual({ kind: 'accepted', events: expected });
          fold(stamped(expected), state);
        },
        /** It was so already. */
        thenNothing(): void {
          expect(decision).toStrictEqual({ kind: 'accepted', events: [] });
        },
        /** Exactly these, in this order, each as `code` or `code:item`. */
        thenRefused(...expected: string[]): void {
          expect(decision.kind === 'refused' ? decision.refusals.map(shortly) : decision).toEqual(expected);
        },
      };
    },
  };
}

function shortly({ code, item }: Refusal): string {
  return item === undefined ? code : `${code}:${item}`;
}

/** The state after this history, which must hold a case. */
export function stateAfter(...history: readonly (EventBody | readonly EventBody[])[]): CaseState {
  const { state } = given(...history);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  return state;
}

/** The last conference after this history. */
export function conferenceAfter(...history: readonly (EventBody | readonly EventBody[])[]): Conference {
  const conference = stateAfter(...history).conferences.at(-1);
  if (conference === undefined) throw new Error('This history has no ConferenceOpened');
  return conference;
}
