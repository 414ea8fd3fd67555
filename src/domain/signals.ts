import { actorOfCase } from './belonging.ts';
import type { CaseState } from './case-state.ts';
import { accept, type Decision, nextId, present, refuse, type Table } from './decision.ts';
import { directorOf } from './direction.ts';
import type { EventOf } from './events.ts';
import type { Scenario, Signal } from './items.ts';
import { sameWords } from './same-words.ts';
import type { PersonId, ScenarioId, SignalId, SignalKind } from './values.ts';

/**
 * Signals: managing risk is also responding to signs of rising risk and to broken conditions while the plan runs (pilot report). They
 * come when they come, so they're taken between conferences and during one, from everybody of the case.
 */

export interface RecordSignal {
  readonly verb: 'signal.record';
  readonly what: string;
  readonly kind?: SignalKind;
  /** The if-then agreement that it touches. */
  readonly scenario?: ScenarioId;
}

/** Because of a signal: the form that begins a spoed, put where a conference is held. */
export interface StartUrgent {
  readonly verb: 'signal.startUrgent';
  readonly signal: SignalId;
}

export function recordSignal(table: Table, command: RecordSignal): Decision {
  const by = actorOfCase(table);
  if (by === undefined) return refuse('unknown');
  const { state, context } = table;
  const { what, scenario } = command;
  if (scenario !== undefined && !state.scenarios.some(one => one.id === scenario)) return refuse('unknown', 'scenario');
  const twin = state.signals.find(one => sameWords(one.what, what) && isRecent(one, context.now));
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'what', { twin: twin.id });
  const kind = command.kind ?? 'rising';
  const signal = present<Signal>({
    id: nextId(state, 'G'),
    what,
    kind,
    scenario,
    by,
    at: context.now,
    urgentAskedAfter: undefined,
  });
  return accept({ type: 'SignalRecorded', signal });
}

/** The same sign on another day is another sign. */
function isRecent({ at }: Signal, now: string): boolean {
  return Date.parse(now) - Date.parse(at) < 24 * 3_600_000;
}

/** A conference is held where others are, so this begins nothing by itself; asked once, until the next conference. */
export function startUrgent(table: Table, { signal: id }: StartUrgent): Decision {
  if (actorOfCase(table) === undefined) return refuse('unknown');
  const { state } = table;
  const signal = state.signals.find(one => one.id === id);
  const latest = state.conferences.at(-1);
  if (signal === undefined || latest === undefined) return refuse('unknown', 'signal');
  if (latest.closed === undefined) return refuse('conferenceRuns', undefined, { case: state.code });
  return signal.urgentAskedAfter === latest.id ? accept() : accept({ type: 'UrgentStartAsked', signal: id });
}

/** The agreement that was chosen with it; without one those about escalation, to see whether one fits. */
export function agreementsTouched(state: CaseState, signal: Pick<Signal, 'scenario'>): readonly Scenario[] {
  const chosen = state.scenarios.filter(one => one.id === signal.scenario);
  return chosen.length > 0 ? chosen : state.scenarios.filter(one => one.kind === 'escalation');
}

/**
 * The signals since last time: while a conference is open, or of one as it closed, those since the one before it closed; of a
 * case between conferences those around the last one too.
 */
export function signalsSince({ conferences, signals }: CaseState): readonly Signal[] {
  const before = conferences.slice(0, -1).findLast(one => one.atClosing !== undefined)?.atClosing?.signals ?? [];
  return signals.filter(signal => !before.some(one => one.id === signal.id));
}

/** Chair and case director hear of a signal, unless it's theirs; whoever is both hears it once. */
export function whoHears(state: CaseState, signal: Signal): readonly PersonId[] {
  const people = [state.conferences.at(-1)?.chair, directorOf(state)?.person];
  return [...new Set(people.flatMap(person => person ?? []))].filter(person => person !== signal.by.person);
}

export function evolveSignals(state: CaseState, event: EventOf<'SignalRecorded' | 'UrgentStartAsked'>): CaseState {
  if (event.type === 'SignalRecorded') return { ...state, signals: [...state.signals, event.signal] };
  const latest = state.conferences.at(-1);
  return {
    ...state,
    signals: state.signals.map(signal =>
      signal.id === event.signal && latest !== undefined ? { ...signal, urgentAskedAfter: latest.id } : signal,
    ),
  };
}
