import type { CaseState, Conference } from './case-state.ts';
import { type Concern, concernsOf } from './concerns.ts';
import {
  accept,
  chairOnly,
  type Decision,
  firstRefusal,
  nextId,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import type { EventBody, EventOf } from './events.ts';
import type { Warning } from './items.ts';
import type { LocalDate, WarningId } from './values.ts';

/**
 * Warnings are rules with a source, never refusals: what they're about is recorded all the same, and the chair may set them
 * aside with a reason that lands in the minutes. Each holds as long as its rule does: an action that is mended takes it away.
 */

export interface OverrideWarnings {
  readonly verb: 'warning.override';
  /** For all that remain. */
  readonly reason?: string;
  readonly reasons?: readonly { readonly warning: WarningId; readonly reason: string }[];
}

/** The warnings of this conference that still hold, with their numbers; those that were set aside are in it too. */
export function warningsOf(state: CaseState, conference: Conference, today: LocalDate): readonly (Warning & Concern)[] {
  const holding = concernsOf(state, conference, today);
  return state.warnings
    .filter(warning => warning.conference === conference.id)
    .flatMap(warning => {
      const concern = holding.find(one => isAbout(warning, one));
      return concern === undefined ? [] : [{ ...concern, ...warning }];
    });
}

/** Warnings that hold and that nobody has given a reason for. */
export function remainingWarnings(
  state: CaseState,
  conference: Conference,
  today: LocalDate,
): readonly (Warning & Concern)[] {
  return warningsOf(state, conference, today).filter(warning => warning.overrideReason === undefined);
}

function isAbout(warning: Pick<Warning, 'code' | 'item'>, concern: Concern): boolean {
  return warning.code === concern.code && warning.item === concern.item;
}

/** What the rules newly say after a command, numbered, as events that go with it. */
export function newWarnings(state: CaseState, conference: Conference, today: LocalDate): EventBody[] {
  const known = state.warnings.filter(warning => warning.conference === conference.id);
  const fresh = concernsOf(state, conference, today).filter(
    concern => !known.some(warning => isAbout(warning, concern)),
  );
  return fresh.map((concern, index): EventBody => {
    const id = `W${Number(nextId(state, 'W').slice(1)) + index}`;
    const item = concern.item === undefined ? {} : { item: concern.item };
    return { type: 'WarningRaised', warning: { id, code: concern.code, ...item, conference: conference.id } };
  });
}

/** What the person who just recorded something should hear: what holds about the items of these events and the risks they touch. */
export function warningsAbout(
  state: CaseState,
  conference: Conference,
  today: LocalDate,
  events: readonly EventBody[],
): readonly Concern[] {
  const fresh = new Set(events.flatMap(event => (event.type === 'WarningRaised' ? [event.warning.id] : [])));
  const touched = new Set(events.flatMap(event => itemsOf(state, event)));
  return remainingWarnings(state, conference, today).filter(
    warning => fresh.has(warning.id) || (warning.item !== undefined && touched.has(warning.item)),
  );
}

function itemsOf(state: CaseState, event: EventBody): readonly string[] {
  if (event.type === 'ActionAgreed') return [event.action.id, ...event.action.risks];
  if (event.type === 'RiskLevelAgreed') return [event.risk];
  if (event.type !== 'ItemEdited') return [];
  return [event.item, ...(state.actions.find(action => action.id === event.item)?.risks ?? [])];
}

/** One reason for every warning that remains. */
export function setAside(state: CaseState, conference: Conference, today: LocalDate, reason: string): EventBody[] {
  return remainingWarnings(state, conference, today).map(({ id }) => ({
    type: 'WarningOverridden',
    warning: id,
    reason,
  }));
}

/** The chair sets warnings aside: one reason for all that remain, or one for each. */
export function overrideWarnings(table: Table, command: OverrideWarnings): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { state, conference, context } = table;
  const wanted = command.reasons ?? [];
  const unknown = wanted.filter(
    ({ warning }) => !state.warnings.some(one => one.id === warning && one.conference === conference.id),
  );
  if (unknown.length > 0) return refuseAll(unknown.map(({ warning }) => refusal('unknown', `reason:${warning}`)));
  if (command.reason === undefined && wanted.length === 0) return refuse('nothingAnswered');
  const { reason } = command;
  const rest = reason === undefined ? [] : remainingWarnings(state, conference, context.today);
  const reasons = [
    ...wanted,
    ...rest
      .filter(warning => !wanted.some(one => one.warning === warning.id))
      .map(warning => ({ warning: warning.id, reason: reason ?? '' })),
  ];
  return accept(
    ...reasons
      .filter(({ warning, reason: said }) => state.warnings.find(one => one.id === warning)?.overrideReason !== said)
      .map((said): EventBody => ({ type: 'WarningOverridden', ...said })),
  );
}

export function evolveWarnings(state: CaseState, event: EventOf<'WarningRaised' | 'WarningOverridden'>): CaseState {
  if (event.type === 'WarningRaised') return { ...state, warnings: [...state.warnings, event.warning] };
  return {
    ...state,
    warnings: state.warnings.map(warning =>
      warning.id === event.warning ? { ...warning, overrideReason: event.reason } : warning,
    ),
  };
}
