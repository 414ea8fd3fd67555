import { findApproach } from './approaches.ts';
import { actorOfCase } from './belonging.ts';
import type { CaseState } from './case-state.ts';
import { accept, type Decision, refuse, type Table } from './decision.ts';
import { guardsDirection } from './direction.ts';
import type { Effect, PlannedReminder } from './effects.ts';
import type { EventMeta, EventOf } from './events.ts';
import type { Instant, LocalDate, PersonId, PersonRef } from './values.ts';
import { addMonths } from './working-days.ts';

/**
 * Closing a case: from that day its data is kept for as many years as its approach says, and then destroyed. Nobody is reminded or
 * asked anything about a closed case; a new conference opens it again and ends its retention.
 */

/** Three reasons are those of Top X: a year without offences, long detention, long without result (closing criteria of the process). */
export const caseClosingReasons = [
  'yearWithoutOffences',
  'longDetention',
  'longWithoutResult',
  'goalsMet',
  'transferred',
] as const;
export type CaseClosingReason = (typeof caseClosingReasons)[number];

/** Years by which a retention may be made longer, each time with a reason (law on cooperation: reasoned extension). */
export const extensionYears = ['1', '2', '3', '4', '5'] as const;

/** Years after closing, for an approach that the house doesn't have any more. */
export const usualRetentionYears = 5;
/** In the night, when nobody is at a table. */
const hourOfDestruction = '03:00';
/** One for the house: its name is all that remains of a case in there. */
const retentionLane = 'retention';

export interface CloseCase {
  readonly verb: 'case.close';
  readonly reason: CaseClosingReason;
}

export interface ExtendRetention {
  readonly verb: 'case.extendRetention';
  readonly years: number;
  readonly reason: string;
}

/** A closed case, with how long it's kept. */
export interface CaseEnd {
  readonly at: Instant;
  readonly by: PersonId;
  readonly reason: CaseClosingReason;
  /** The day on which it's destroyed. */
  readonly retentionUntil: LocalDate;
  /** In order. */
  readonly extensions: readonly RetentionExtension[];
}

export interface RetentionExtension {
  readonly at: Instant;
  readonly by: PersonRef;
  readonly years: number;
  readonly reason: string;
}

/** By the chair of the latest conference or a process director of the house, during a conference or after it. */
export function closeCase(table: Table, { reason }: CloseCase): Decision {
  const { state, context } = table;
  const latest = state.conferences.at(-1);
  if (actorOfCase(table) === undefined || latest === undefined) return refuse('unknown');
  if (!guardsDirection(state, context.actor.person, context.processDirectors))
    return refuse('notChair', undefined, { chair: latest.chairName });
  if (state.ended !== undefined) return state.ended.reason === reason ? accept() : refuse('caseClosed');
  const years = findApproach(context.approaches, state.approach)?.retentionYears ?? usualRetentionYears;
  return accept({ type: 'CaseClosed', reason, retentionUntil: addMonths(context.today, years * 12) });
}

/** Only the house keeps data longer, and it says why. Pressed again it's longer again: the answer says until when. */
export function extendRetention(table: Table, { years, reason }: ExtendRetention): Decision {
  const { state, context } = table;
  const by = actorOfCase(table);
  if (by === undefined) return refuse('unknown');
  if (!context.processDirectors.includes(by.person)) return refuse('notProcessDirector');
  if (state.ended === undefined) return refuse('caseNotClosed');
  const retentionUntil = addMonths(state.ended.retentionUntil, years * 12);
  return accept({ type: 'RetentionExtended', years, reason, retentionUntil, by });
}

type EndingEvent = EventOf<'CaseClosed' | 'RetentionExtended' | 'CaseReopened'>;

export function evolveEnding(state: CaseState, event: EndingEvent, { at, actor }: EventMeta): CaseState {
  switch (event.type) {
    case 'CaseClosed': {
      const { reason, retentionUntil } = event;
      return { ...state, ended: { at, by: actor.person, reason, retentionUntil, extensions: [] } };
    }
    case 'RetentionExtended': {
      if (state.ended === undefined) return state;
      const { years, reason, by, retentionUntil } = event;
      const extensions = [...state.ended.extensions, { at, by, years, reason }];
      return { ...state, ended: { ...state.ended, retentionUntil, extensions } };
    }
    case 'CaseReopened': {
      const { ended: _ended, ...open } = state;
      return open;
    }
  }
}

/** When the case goes, as it stands now; the day is looked at again then. */
export function endOfRetention(state: CaseState, conference: string): PlannedReminder | undefined {
  const until = state.ended?.retentionUntil;
  if (until === undefined) return undefined;
  return {
    day: until,
    time: hourOfDestruction,
    effect: { kind: 'endRetention', lane: retentionLane, conference, until },
  };
}

/** Its retention is over: on that day, not before. False for a case that was opened again. */
export function isToBeDestroyed({ ended }: Pick<CaseState, 'ended'>, today: LocalDate): boolean {
  return ended !== undefined && ended.retentionUntil <= today;
}

/** What isn't sent about a closed case. A signal is: it may be why the case opens again. */
const silentKinds: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  'remindOwner',
  'remindInMeeting',
  'tellUnreached',
  'tellOverdue',
  'tellBlocked',
  'tellStillYours',
  'askOwner',
  'askInMeeting',
  'tellDirection',
  'askBeforehand',
  'preparationInMeeting',
  'tellPreparation',
]);

export function isSilent({ ended }: Pick<CaseState, 'ended'>, { kind }: Pick<Effect, 'kind'>): boolean {
  return ended !== undefined && silentKinds.has(kind);
}
