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
import { clientOf, purposeOf } from './accesses.ts';
import type { CaseReader, LoadedCase } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createRecording } from './recording.ts';

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
/** After another process came first we look before we decide, for so long: deciding twice costs more than looking once. */
const contestedMs = 10_000;
const contestedAtMost = 500;

/** Decided and being recorded; what is decided next is decided behind it. */
interface OnItsWay extends LoadedCase {
  /** Shared by all that were decided behind each other: one that isn't recorded takes the others with it. */
  readonly line: { isBroken: boolean };
  readonly settled: Promise<unknown>;
}
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
    'events' | 'tokens' | 'clock' | 'ids' | 'log' | 'approaches' | 'calendar' | 'processDirectors' | 'destructions'
  >,
  reader: CaseReader,
  outlets: Outlets,
): Execute {
  const oneAtATime = createOneAtATime();
  const recording = createRecording(deps);
  const onTheirWay = new Map<string, OnItsWay>();
  const contested = new Map<string, number>();
  const { events: store, clock, log } = deps;

  return async execution => {
    const { stream } = execution;
    const name = `${stream.tenant}/${stream.case}`;
    for (let conflicts = 0; conflicts < maximumConflicts; conflicts++) {
      const begun = await oneAtATime(name, () => begin(name, execution, conflicts > 0));
      if ('kind' in begun) return begun;
      const outcome = await finished(execution, begun);
      if (outcome !== 'conflict') return outcome;
      contested.set(name, performance.now() + contestedMs);
      const [oldest] = contested.keys();
      if (contested.size > contestedAtMost && oldest !== undefined) contested.delete(oldest);
    }
    log.warn('append.conflicts', { attempts: maximumConflicts });
    return { kind: 'refused', refusals: [{ code: 'tryAgain' }], state: undefined };
  };

  /** Decides, and hands what was decided to the store; resolves before that is written. */
  async function begin(name: string, execution: Execution, isAgain: boolean): Promise<Begun | Executed> {
    const { stream, command } = execution;
    const mustLook = isAgain || (contested.get(name) ?? 0) > performance.now();
    for (let look = mustLook; ; look = true) {
      const known = look ? undefined : (onItsWay(name) ?? reader.known(stream));
      const base = known ?? (await loaded(name, stream));
      const context = contextOf(execution);
      const decision = decide(base.state, command, context);
      const isRecorded = decision.kind === 'accepted' && decision.events.length > 0;
      if (!isRecorded && known !== undefined) continue;
      if (decision.kind === 'refused') return refusedOrAgain(execution, decision.refusals, base.state);
      // A code of a case that was destroyed is as unknown as one that isn't there for this person.
      if (base.version === 0 && (await wasDestroyed(stream)))
        return refusedOrAgain(execution, [{ code: 'unknown', item: 'case', values: { case: stream.case } }], undefined);

      const events = recording.stamp(decision.events, context);
      const { accepted, answer } = acceptedOf(execution, context, base, decision, events);
      if (!isRecorded) return nothingNew(execution, accepted, answer);
      const { state, conference } = accepted;
      const append: Append = {
        ...recording.appendOf(stream, {
          base,
          state,
          conference,
          bodies: decision.events,
          events,
          answerTokens: answer.tokens,
        }),
        access: {
          at: context.now,
          person: context.actor.person,
          action: 'change',
          what: command.verb,
          client: clientOf({ person: context.actor.person, client: execution.client }),
          ...purposeOf(state),
        },
        ...(execution.press && { press: { key: execution.press, answer: answer.card } }),
      };
      return { accepted, card: answer.card, append, appended: sent(name, append, state) };
    }
  }

  /** Behind everything that is on its way, as it's recorded. */
  async function loaded(name: string, stream: StreamId): Promise<LoadedCase> {
    await onTheirWay.get(name)?.settled.catch(() => undefined);
    return reader.load(stream);
  }

  function onItsWay(name: string): OnItsWay | undefined {
    const last = onTheirWay.get(name);
    return last?.line.isBroken ? undefined : last;
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
    state: CaseState | undefined,
  ): Promise<Executed> {
    return (await answeredBefore(execution)) ?? { kind: 'refused', refusals, state };
  }

  async function nothingNew(execution: Execution, accepted: Accepted, { card, tokens }: Answer): Promise<Executed> {
    const before = await answeredBefore(execution);
    if (before !== undefined) return before;
    // The answer's form must be understood when it's pressed.
    if (tokens.length > 0) await deps.tokens.save(tokens);
    return { kind: 'accepted', accepted, card };
  }

  /** The store writes appends of a case in the order in which they're handed over here. */
  function sent(name: string, append: Append, state: CaseState): Promise<Appended> {
    const { stream, expectedVersion, events } = append;
    const version = expectedVersion + events.length;
    const last = events.at(-1)?.id ?? append.behind;
    const reached: LoadedCase = { state, version, ...(last !== undefined && { last }) };
    const line = onItsWay(name)?.line ?? { isBroken: false };
    const appended = store.append(append).then(
      outcome => {
        if (outcome.kind === 'appended') reader.remember(stream, reached, events);
        else line.isBroken = true;
        return outcome;
      },
      (error: unknown) => {
        line.isBroken = true;
        throw error;
      },
    );
    const mine: OnItsWay = { ...reached, line, settled: appended };
    onTheirWay.set(name, mine);
    const forget = () => {
      if (onTheirWay.get(name) === mine) onTheirWay.delete(name);
    };
    void appended.then(forget, forget);
    return appended;
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

  async function wasDestroyed({ tenant, case: code }: StreamId): Promise<boolean> {
    return (await deps.destructions.destroyedAmong([code], tenant)).length > 0;
  }
}
