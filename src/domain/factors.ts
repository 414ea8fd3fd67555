import type { CaseState } from './case-state.ts';
import {
  accept,
  acceptWithHints,
  contributorOf,
  type Decision,
  isRefusal,
  nextId,
  present,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import { type Hint, soundsLikeAbsence } from './hints.ts';
import type { Factor } from './items.ts';
import { sameWords } from './same-words.ts';
import type {
  CentralEight,
  FactorId,
  FactorKind,
  FactorSource,
  LifeDomain,
  LocalDate,
  Mark,
  RiskId,
} from './values.ts';

/**
 * Factors: what fosters or lessens a risk. Only the relevant current ones with their context are asked for, never a report; each
 * partner stays responsible for its own assessments (pilot report).
 */

export interface RaiseFactor {
  readonly verb: 'factor.raise';
  readonly what: string;
  readonly kind?: FactorKind;
  readonly assessable?: boolean;
  readonly domain?: LifeDomain;
  readonly centralEight?: CentralEight;
  readonly source?: FactorSource;
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
  readonly risks?: readonly RiskId[];
  readonly mark?: Mark;
}

/** "Zo laten": the factor stays worded as it is and the hint doesn't come again. */
export interface KeepHint {
  readonly verb: 'hint.keep';
  readonly item: FactorId;
}

export function raiseFactor(table: Table, command: RaiseFactor): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference, context } = table;
  if (command.risks?.some(id => !state.risks.some(risk => risk.id === id))) return refuse('unknown', 'risks');
  const twin = state.factors.find(factor => sameWords(factor.what, command.what));
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'what', { twin: twin.id });
  const factor: Factor = present<Factor>({
    id: nextId(state, 'F'),
    kind: kindOf(command.kind ?? 'dynamic', command.centralEight),
    what: command.what,
    assessable: command.assessable ?? true,
    domain: command.domain,
    centralEight: command.centralEight,
    source: command.source,
    instrument: command.instrument,
    instrumentDate: command.instrumentDate,
    risks: command.risks ?? state.risks.map(risk => risk.id),
    mark: command.mark,
    by: who.by,
    conference: conference.id,
  });
  return acceptWithHints([...who.joining, { type: 'FactorRaised', factor }], hintsOn(factor, context.today));
}

/** Criminal history can inform, never be voted for: it doesn't change (Central Eight, as the field reads it here). */
export function kindOf(kind: FactorKind, domain: CentralEight | undefined): FactorKind {
  return domain === 'history' ? 'static' : kind;
}

/** What somebody hears once about how a factor is worded and how old what it's from is. */
export function hintsOn(factor: Factor, today: LocalDate): Hint[] {
  const isAbsence = factor.kind === 'protective' && !factor.absenceKept && soundsLikeAbsence(factor.what);
  return [
    ...(isAbsence ? [{ code: 'protectiveAbsence' as const, item: factor.id }] : []),
    ...(isCurrent(factor, today) ? [] : [{ code: 'notCurrent' as const, item: factor.id }]),
  ];
}

/**
 * False for a factor from an instrument that is older than a year: information must be current when the table meets (pilot
 * report). What was seen or heard has no date to go by.
 */
export function isCurrent(factor: Pick<Factor, 'instrumentDate'>, today: LocalDate): boolean {
  return factor.instrumentDate === undefined || factor.instrumentDate >= yearBefore(today);
}

function yearBefore(day: LocalDate): LocalDate {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

/**
 * Organisations at the table that have shared no factor from a current assessment; partners are responsible for their own
 * assessments, and an alternative (a file-based analysis) worked where there was none (pilot report).
 */
export function withoutCurrentAssessment(
  state: CaseState,
  organisations: readonly string[],
  today: LocalDate,
): readonly string[] {
  const isFrom = (organisation: string, factor: Factor) =>
    factor.source === 'instrument' && isCurrent(factor, today) && sameWords(factor.by.organisation, organisation);
  return organisations.filter(organisation => !state.factors.some(factor => isFrom(organisation, factor)));
}

export function keepHint(table: Table, { item }: KeepHint): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const factor = table.state.factors.find(one => one.id === item);
  if (factor === undefined) return refuse('unknown', 'item');
  if (factor.kind !== 'protective') return refuse('notAProtectiveHint', 'item', { item });
  return factor.absenceKept ? accept() : accept(...who.joining, { type: 'HintKept', item });
}
