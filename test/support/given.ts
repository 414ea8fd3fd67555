import { expect } from 'vitest';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { Command, DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { deepFreeze } from './deep-freeze.ts';
import { idOf, members, type Seat, actor as seated } from './domain-people.ts';

/** A Friday, so that working days matter. */
export const today = '2026-11-20';
export const now = '2026-11-20T10:00:00.000Z';
export const conferenceId = 'c1';

/** Single events and pieces of history, in any mix. */
export type History = readonly (EventBody | readonly EventBody[])[];

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
  return {
    now,
    today,
    actor,
    members,
    conference: conferenceId,
    approaches: usualApproaches,
    calendar: publicHolidaysOnly,
    processDirectors: [],
    ...more,
  };
}

/**
 * What has happened so far; single events and pieces of history in any mix. The state is frozen, so that a rule that changes it
 * throws. What the rules of RNR and SMART say goes along as events with every command (`decide`), so `thenEvents` looks past
 * them: a test about a warning asks for it with `thenWarned`, one about a hint with `thenHinted`.
 */
export function given(...history: History) {
  const events = stamped(history.flat());
  const state = deepFreeze(fold(events));
  return {
    state,
    when(command: Command, context: DecisionContext) {
      const decision = decide(state, deepFreeze(command), deepFreeze(context));
      const happened = decision.kind === 'accepted' ? decision.events : [];
      const hints = decision.kind === 'accepted' ? (decision.hints ?? []) : [];
      return {
        decision,
        /** Exactly these besides warnings, in this order; and the state takes them. */
        thenEvents(...expected: EventBody[]): void {
          const plain = happened.filter(event => event.type !== 'WarningRaised');
          expect(decision.kind === 'refused' ? decision : plain).toStrictEqual(expected);
          fold(stamped(happened), state);
        },
        /** It was so already: no event, no warning either. */
        thenNothing(): void {
          expect(decision).toMatchObject({ kind: 'accepted', events: [] });
        },
        /** Exactly these, in this order, each as `code` or `code:item`. */
        thenRefused(...expected: string[]): void {
          expect(decision.kind === 'refused' ? decision.refusals.map(shortly) : decision).toEqual(expected);
        },
        /** Exactly these warnings are new, in this order, each as `code` or `code:item`; without arguments none is. */
        thenWarned(...expected: string[]): void {
          const raised = happened.flatMap(event => (event.type === 'WarningRaised' ? [shortly(event.warning)] : []));
          expect(decision.kind === 'refused' ? decision : raised).toEqual(expected);
        },
        /** Exactly these hints are heard, in this order, each as `code` or `code:item`; without arguments none is. */
        thenHinted(...expected: string[]): void {
          expect(decision.kind === 'refused' ? decision : hints.map(shortly)).toEqual(expected);
        },
        /** The case after it, all events taken, warnings too. */
        thenCase(): CaseState {
          const after = fold(stamped(happened), state);
          if (decision.kind === 'refused' || after === undefined) throw new Error(JSON.stringify(decision));
          return after;
        },
        /** The last conference after it. */
        thenConference(): Conference {
          const conference = this.thenCase().conferences.at(-1);
          if (conference === undefined) throw new Error('This history has no ConferenceOpened');
          return conference;
        },
      };
    },
  };
}

function shortly({ code, item }: { readonly code: string; readonly item?: string }): string {
  return item === undefined ? code : `${code}:${item}`;
}

/** The state after this history, which must hold a case. */
export function stateAfter(...history: History): CaseState {
  const { state } = given(...history);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  return state;
}

/** The last conference after this history. */
export function conferenceAfter(...history: History): Conference {
  const conference = stateAfter(...history).conferences.at(-1);
  if (conference === undefined) throw new Error('This history has no ConferenceOpened');
  return conference;
}
