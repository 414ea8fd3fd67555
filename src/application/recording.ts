import type { CaseState, Conference } from '../domain/case-state.ts';
import type { DecisionContext } from '../domain/commands.ts';
import type { DueMoment, PlannedReminder } from '../domain/effects.ts';
import { type CaseEvent, type EventBody, theBot } from '../domain/events.ts';
import { changedProjection } from '../domain/overview.ts';
import { reactionsTo } from '../domain/reactions.ts';
import type { Append, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { LoadedCase } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { nextMorning } from './next-morning.ts';
import { boundTo, tokensOf } from './tokens-of.ts';

/** What was decided, before it's recorded. */
export interface Decided {
  readonly base: LoadedCase;
  /** The state with the events in it. */
  readonly state: CaseState;
  readonly conference: Conference;
  readonly bodies: readonly EventBody[];
  readonly events: readonly CaseEvent[];
  /** Of the forms in the answer. */
  readonly answerTokens: readonly FormToken[];
}

/** From what was decided to what is appended: who and when, what has to be sent, the tokens of what is sent. */
export function createRecording({
  clock,
  ids,
  calendar,
  processDirectors,
}: Pick<Dependencies, 'clock' | 'ids' | 'calendar' | 'processDirectors'>) {
  function momentOf({ day, time, before, effect }: PlannedReminder): DueMoment {
    const at = clock.instantAt(day, time);
    const now = clock.now();
    if (before === undefined || at > now) return { at, effect };
    const next = nextMorning(clock, calendar, now, time);
    return { at: next < before ? clock.instantAt(next, time) : at, effect };
  }

  /** Buttons of the board are bound to a phase, so each phase has a board token; the next edit carries the last one. */
  function boardTokens(stream: StreamId, conference: Conference, events: readonly EventBody[]): FormToken[] {
    if (!events.some(event => event.type === 'PhaseEntered')) return [];
    return [{ ...boundTo(stream, conference), token: ids.newToken(), form: 'board', phase: conference.phase }];
  }

  return {
    stamp(bodies: readonly EventBody[], { actor, now }: DecisionContext): CaseEvent[] {
      const organisation = actor.person === theBot ? undefined : actor.organisation;
      return bodies.map(body => ({
        id: ids.newId(),
        at: now,
        actor: { person: actor.person, ...(organisation !== undefined && { organisation }) },
        ...body,
      }));
    },

    appendOf(stream: StreamId, { base, state, conference, bodies, events, answerTokens }: Decided): Append {
      const now = clock.now();
      const reactions = reactionsTo(bodies, state, conference, now, calendar, ids.newToken, processDirectors);
      const projection = changedProjection(base.state, state);
      return {
        stream,
        expectedVersion: base.version,
        ...(base.last !== undefined && { behind: base.last }),
        events,
        effects: reactions.effects,
        dueMoments: [...reactions.reminders.map(momentOf), ...reactions.moments]
          // Agreed after nine on the day itself: whoever was at the table just heard it, and "later" never means "at once".
          .filter(moment => moment.at > now),
        tokens: [
          ...tokensOf(stream, conference, reactions),
          ...boardTokens(stream, conference, bodies),
          ...answerTokens,
        ],
        ...(projection && { projection }),
      };
    },
  };
}
