import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Command, DecisionContext } from '../domain/commands.ts';
import type { Concern } from '../domain/concerns.ts';
import { decide } from '../domain/decide.ts';
import type { DueMoment, PlannedReminder } from '../domain/effects.ts';
import { type CaseEvent, type EventBody, theBot } from '../domain/events.ts';
import { fold } from '../domain/evolve.ts';
import type { Hint } from '../domain/hints.ts';
import { changedProjection } from '../domain/overview.ts';
import { type Reactions, reactionsTo } from '../domain/reactions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { ConferenceId } from '../domain/values.ts';
import { warningsAbout } from '../domain/warnings.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Append, PressKey, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { clientOf, createAccesses, purposeOf } from './accesses.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { nextMorning } from './next-morning.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { boundTo, tokensOf } from './tokens-of.ts';

/** What was accepted, for whoever makes the answer to it. */
export interface Accepted {
  readonly state: CaseState;
  readonly conference: Conference;
  /** Empty when the value was so already. */
  readonly events: readonly EventBody[];
  /** What the person who gave it should hear with it. */
  readonly hints: readonly Hint[];
  readonly warnings: readonly Concern[];
}

/** The answer to an accepted press, with the tokens of the forms in it. */
export interface Answer {
  readonly card: Card;
  readonly tokens: readonly FormToken[];
}

export interface Execution {
  readonly stream: StreamId;
  readonly command: Command;
  /** Everything but the time, which is that of the moment of deciding, and what belongs to the house. */
  readonly context: Omit<DecisionContext, 'now' | 'today' | 'approaches' | 'calendar' | 'processDirectors'>;
  /** The press that asks for it; the same press gets the same answer. Absent for what the bot does itself. */
  readonly press?: PressKey;
  /** For the access log. */
  readonly client?: string | undefined;
  /** Aborted when nobody waits for the answer any more; then it rejects with `tooLate` and records nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Made inside the turn, so that it's durable together with the events. */
  readonly answer: (accepted: Accepted) => Answer;
}

export type Executed =
  | { readonly kind: 'accepted'; readonly accepted: Accepted; readonly card: Card }
  | { readonly kind: 'again'; readonly card: Card }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly state: CaseState | undefined };

/** Where effects and boards go out; both return at once. */
export interface Outlets {
  deliver(tenant: string, lanes: readonly string[]): void;
  showBoard(tenant: string, conference: ConferenceId): void;
  /** Time alone changed what it says. */
  refreshBoard(tenant: string, conference: ConferenceId): void;
}

export type Execute = (execution: Execution) => Promise<Executed>;

/** How often another process may come first before we give up and say "try again". */
const maximumConflicts = 8;

/** load → decide → append → react. The only way in which anything is recorded. */
export function createExecute(
  deps: Pick<
    Dependencies,
    | 'events'
    | 'tokens'
    | 'clock'
    | 'ids'
    | 'log'
    | 'approaches'
    | 'calendar'
    | 'processDirectors'
    | 'destructions'
    | 'access'
  >,
  reader: CaseReader,
  outlets: Outlets,
): Execute {
  const oneAtATime = createOneAtATime();
  const { events: store, clock, ids, log } = deps;
  const accesses = createAccesses(deps);

  return execution =>
    oneAtATime(`${execution.stream.tenant}/${execution.stream.case}`, async () => {
      const { stream, press } = execution;
      refuseTooLate(execution);
      const before = press && (await store.findAnswer(stream.tenant, press));
      if (before) return { kind: 'again', card: before.answer as Card };
      for (let attempt = 0; attempt < maximumConflicts; attempt++) {
        const executed = await attemptOnce(execution);
        if (executed === 'conflict') continue;
        // Refused by what this very press did in another process: then it was answered there in the meantime.
        const meanwhile =
          executed.kind === 'refused' && press ? await store.findAnswer(stream.tenant, press) : undefined;
        return meanwhile ? { kind: 'again', card: meanwhile.answer as Card } : executed;
      }
      log.warn('append.conflicts', { attempts: maximumConflicts });
      return { kind: 'refused', refusals: [{ code: 'tryAgain' }], state: undefined };
    });

  async function attemptOnce(execution: Execution): Promise<Executed | 'conflict'> {
    const { stream, command, press } = execution;
    const loaded = await reader.load(stream);
    const now = clock.now();
    const context: DecisionContext = {
      ...execution.context,
      now,
      today: clock.localDate(now),
      approaches: deps.approaches,
      calendar: deps.calendar,
      processDirectors: deps.processDirectors,
    };
    const decision = decide(loaded.state, command, context);
    if (decision.kind === 'refused') {
      await logTurnedAway(execution, loaded.state, decision.refusals);
      return { kind: 'refused', refusals: decision.refusals, state: loaded.state };
    }
    // A code of a case that was destroyed is as unknown as one that isn't there for this person.
    if (loaded.version === 0 && (await wasDestroyed(stream)))
      return {
        kind: 'refused',
        refusals: [{ code: 'unknown', item: 'case', values: { case: stream.case } }],
        state: undefined,
      };

    const stamped = stamp(decision.events, context);
    const state = fold(stamped, loaded.state);
    const conferenceId = context.conference ?? context.opening?.conferenceId;
    const conference = state?.conferences.find(one => one.id === conferenceId);
    if (state === undefined || conference === undefined)
      throw new Error('An accepted command left no conference behind');
    const accepted: Accepted = {
      state,
      conference,
      events: decision.events,
      hints: decision.hints ?? [],
      warnings: warningsAbout(state, conference, context.today, decision.events),
    };
    const answer = execution.answer(accepted);
    if (stamped.length === 0) {
      // Nothing happened, but the answer's form must be understood when it's pressed.
      if (answer.tokens.length > 0) await deps.tokens.save(answer.tokens);
      return { kind: 'accepted', accepted, card: answer.card };
    }

    const reactions = reactionsTo(
      decision.events,
      state,
      conference,
      now,
      deps.calendar,
      ids.newToken,
      deps.processDirectors,
    );
    const tokens = [
      ...tokensOf(stream, conference, reactions),
      ...boardTokens(stream, conference, decision.events),
      ...answer.tokens,
    ];
    const projection = changedProjection(loaded.state, state);
    refuseTooLate(execution);
    const appended = await store.append({
      ...append(stream, loaded.version, stamped, reactions, tokens),
      access: {
        at: now,
        person: context.actor.person,
        action: 'change',
        what: command.verb,
        client: clientOf({ person: context.actor.person, client: execution.client }),
        ...purposeOf(state),
      },
      ...(projection && { projection }),
      ...(press && { press: { key: press, answer: answer.card } }),
    });
    switch (appended.kind) {
      case 'conflict':
        return 'conflict';
      case 'duplicate':
        return { kind: 'again', card: appended.answer as Card };
      case 'conferenceOpen': {
        const code = appended.where === 'conversation' ? 'conferenceOpenHere' : 'conferenceOpenElsewhere';
        const refusals = [{ code, item: 'case', values: { case: stream.case } }] as const;
        return { kind: 'refused', refusals, state: loaded.state };
      }
      case 'appended':
        reader.remember(stream, { state, version: appended.version });
        outlets.deliver(stream.tenant, [...new Set(reactions.effects.map(effect => effect.lane))]);
        outlets.showBoard(stream.tenant, conference.id);
        return { kind: 'accepted', accepted, card: answer.card };
    }
  }

  /** Somebody named a case that is there, but not for them. */
  async function logTurnedAway(
    { stream: { tenant }, command: { verb }, context: { actor }, client }: Execution,
    state: CaseState | undefined,
    refusals: readonly Refusal[],
  ): Promise<void> {
    if (!refusals.some(({ code, item }) => code === 'unknown' && item === 'case')) return;
    await accesses.record({ person: actor.person, client }, 'refuse', verb, { tenant, states: [state] });
  }

  async function wasDestroyed({ tenant, case: code }: StreamId): Promise<boolean> {
    return (await deps.destructions.destroyedAmong([code], tenant)).length > 0;
  }

  function stamp(bodies: readonly EventBody[], context: DecisionContext): CaseEvent[] {
    const { actor } = context;
    const organisation = actor.person === theBot ? undefined : actor.organisation;
    return bodies.map(body => ({
      id: ids.newId(),
      at: context.now,
      actor: { person: actor.person, ...(organisation !== undefined && { organisation }) },
      ...body,
    }));
  }

  function append(
    stream: StreamId,
    expectedVersion: number,
    events: readonly CaseEvent[],
    reactions: Reactions,
    tokens: readonly FormToken[],
  ): Append {
    const dueMoments = [...reactions.reminders.map(momentOf), ...reactions.moments]
      // Agreed after nine on the day itself: whoever was at the table just heard it, and "later" never means "at once".
      .filter(moment => moment.at > clock.now());
    return { stream, expectedVersion, events, effects: reactions.effects, dueMoments, tokens };
  }

  function momentOf({ day, time, before, effect }: PlannedReminder): DueMoment {
    const at = clock.instantAt(day, time);
    const now = clock.now();
    if (before === undefined || at > now) return { at, effect };
    const next = nextMorning(clock, deps.calendar, now, time);
    return { at: next < before ? clock.instantAt(next, time) : at, effect };
  }

  /** Buttons of the board are bound to a phase, so each phase has a board token; the next edit carries the last one. */
  function boardTokens(stream: StreamId, conference: Conference, events: readonly EventBody[]): FormToken[] {
    if (!events.some(event => event.type === 'PhaseEntered')) return [];
    return [{ ...boundTo(stream, conference), token: ids.newToken(), form: 'board', phase: conference.phase }];
  }
}

/** Whoever pressed was told that nothing was recorded, and may have pressed something else since. */
function refuseTooLate({ signal }: Execution): void {
  if (signal?.aborted) throw new AdapterError('nobody waits for this any more', { code: 'tooLate', retryable: true });
}
