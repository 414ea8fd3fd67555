import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Command, DecisionContext } from '../domain/commands.ts';
import type { Concern } from '../domain/concerns.ts';
import { decide } from '../domain/decide.ts';
import type { Decision } from '../domain/decision.ts';
import type { CaseEvent, EventBody } from '../domain/events.ts';
import { fold } from '../domain/evolve.ts';
import type { Hint } from '../domain/hints.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { ConferenceId } from '../domain/values.ts';
import { warningsAbout } from '../domain/warnings.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Append, Appended, PressKey, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { clientOf, createAccesses, purposeOf } from './accesses.ts';
import { createAhead } from './ahead.ts';
import type { CaseReader, LoadedCase } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createRecording } from './recording.ts';
import { refuseTooLate } from './too-late.ts';

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
  /** Whether there's anything here for whoever asks, in the state that is decided on; otherwise it's answered as unknown. */
  readonly isThere?: (state: CaseState | undefined) => boolean;
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
interface Begun {
  readonly accepted: Accepted;
  readonly card: Card;
  readonly append: Append;
  readonly appended: Promise<Appended>;
}

/**
 * load → decide → append → react. The only way in which anything is recorded. Who presses while the press before is being written to the disk is decided behind
 * it and written with the next ones, so that fifteen people who press at once don't wait for fifteen writes; nobody gets an answer before
 * what it rests on is recorded. A decision that isn't recorded (a refusal, nothing new) is never taken on what may have changed.
 */
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
  const recording = createRecording(deps);
  const accesses = createAccesses(deps);
  const ahead = createAhead(deps.events, reader);
  const { events: store, clock, log } = deps;

  return async execution => {
    const { stream } = execution;
    for (let conflicts = 0; conflicts < maximumConflicts; conflicts++) {
      const begun = await oneAtATime(`${stream.tenant}/${stream.case}`, () => begin(execution, conflicts > 0));
      if ('kind' in begun) return begun;
      const outcome = await finished(execution, begun);
      if (outcome !== 'conflict') return outcome;
      ahead.contest(stream);
    }
    log.warn('append.conflicts', { attempts: maximumConflicts });
    return { kind: 'refused', refusals: [{ code: 'tryAgain' }], state: undefined };
  };

  /** Decides, and hands what was decided to the store; resolves before that is written. */
  async function begin(execution: Execution, mustLook: boolean): Promise<Begun | Executed> {
    const { stream, command, isThere } = execution;
    for (let look = mustLook; ; look = true) {
      refuseTooLate(execution);
      const known = look ? undefined : ahead.known(stream);
      const base = known ?? (await ahead.recorded(stream));
      const context = contextOf(execution);
      const decision = isThere?.(base.state) === false ? notThere : decide(base.state, command, context);
      const isRecorded = decision.kind === 'accepted' && decision.events.length > 0;
      if (!isRecorded && known !== undefined) continue;
      if (decision === notThere) return { kind: 'refused', refusals: notThere.refusals, state: base.state };
      if (decision.kind === 'refused') return refusedOrAgain(execution, decision.refusals, base.state);
      // A code of a case that was destroyed is as unknown as one that isn't there for this person.
      if (base.version === 0 && (await wasDestroyed(stream))) return refusedOrAgain(execution, unknownCase(stream));

      const events = recording.stamp(decision.events, context);
      const { accepted, answer } = acceptedOf(execution, context, base, decision, events);
      if (!isRecorded) return nothingNew(execution, accepted, answer);
      const { state, conference } = accepted;
      const { person } = context.actor;
      const client = clientOf({ person, client: execution.client });
      const append: Append = {
        ...recording.appendOf(stream, {
          base,
          state,
          conference,
          bodies: decision.events,
          events,
          answerTokens: answer.tokens,
        }),
        access: { at: context.now, person, action: 'change', what: command.verb, client, ...purposeOf(state) },
        ...(execution.press && { press: { key: execution.press, answer: answer.card } }),
      };
      refuseTooLate(execution);
      return { accepted, card: answer.card, append, appended: ahead.send(append, state) };
    }
  }

  function contextOf(execution: Execution): DecisionContext {
    const now = clock.now();
    return {
      ...execution.context,
      now,
      today: clock.localDate(now),
      approaches: deps.approaches,
      calendar: deps.calendar,
      processDirectors: deps.processDirectors,
    };
  }

  function acceptedOf(
    execution: Execution,
    context: DecisionContext,
    base: LoadedCase,
    decision: Extract<Decision, { kind: 'accepted' }>,
    events: readonly CaseEvent[],
  ): { readonly accepted: Accepted; readonly answer: Answer } {
    const state = fold(events, base.state);
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
    return { accepted, answer: execution.answer(accepted) };
  }

  /** What this very press did before, in this process or another, was answered there. */
  async function answeredBefore({ stream, press }: Execution): Promise<Executed | undefined> {
    const before = press && (await store.findAnswer(stream.tenant, press));
    return before && { kind: 'again', card: before.answer as Card };
  }

  async function refusedOrAgain(
    execution: Execution,
    refusals: readonly Refusal[],
    state?: CaseState,
  ): Promise<Executed> {
    const before = await answeredBefore(execution);
    if (before !== undefined) return before;
    await logTurnedAway(execution, state, refusals);
    return { kind: 'refused', refusals, state };
  }

  async function nothingNew(execution: Execution, accepted: Accepted, { card, tokens }: Answer): Promise<Executed> {
    const before = await answeredBefore(execution);
    if (before !== undefined) return before;
    // The answer's form must be understood when it's pressed.
    if (tokens.length > 0) await deps.tokens.save(tokens);
    return { kind: 'accepted', accepted, card };
  }

  async function finished({ stream }: Execution, begun: Begun): Promise<Executed | 'conflict'> {
    const { accepted, card, append } = begun;
    const outcome = await begun.appended;
    switch (outcome.kind) {
      case 'conflict':
        return 'conflict';
      case 'duplicate':
        return { kind: 'again', card: outcome.answer as Card };
      case 'conferenceOpen': {
        const code = outcome.where === 'conversation' ? 'conferenceOpenHere' : 'conferenceOpenElsewhere';
        const refusals = [{ code, item: 'case', values: { case: stream.case } }] as const;
        return { kind: 'refused', refusals, state: (await reader.load(stream)).state };
      }
      case 'appended':
        outlets.deliver(stream.tenant, [...new Set(append.effects.map(effect => effect.lane))]);
        outlets.showBoard(stream.tenant, accepted.conference.id);
        return { kind: 'accepted', accepted, card };
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
}

const notThere = { kind: 'refused', refusals: [{ code: 'unknown' }] } as const satisfies Decision;

function unknownCase(stream: StreamId): readonly Refusal[] {
  return [{ code: 'unknown', item: 'case', values: { case: stream.case } }];
}
