import {
  acceptanceOf,
  lastFit,
  proposedIntensity,
  risksWith,
  usualHorizon,
  usualRisks,
  usualType,
} from '../action-defaults.ts';
import type { Conference } from '../case-state.ts';
import type { PersonChoice } from '../commands.ts';
import {
  accept,
  chairOnly,
  contributorOf,
  type Decision,
  findPerson,
  firstRefusal,
  isRefusal,
  nextId,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventBody, EventOf } from '../events.ts';
import type { Action } from '../items.ts';
import { unknownReferences } from '../references.ts';
import type { Refusal } from '../refusal.ts';
import { sameWords } from '../same-words.ts';
import type {
  ActionType,
  Due,
  FactorId,
  Framework,
  Horizon,
  Intensity,
  LocalDate,
  Mandate,
  Repetition,
  RiskId,
  SubjectId,
} from '../values.ts';
import { dayOf } from '../working-days.ts';

/**
 * Actions: what, by whom, by when, for which factor, with which effect. An action works on the risks of its factors (RNR:
 * intensity follows the risk), so that follow-up is tied to what it's for.
 */

export interface AgreeAction {
  readonly verb: 'action.agree';
  readonly what: string;
  readonly owner: PersonChoice;
  readonly due: Due;
  readonly factors?: readonly FactorId[];
  readonly type?: ActionType;
  readonly horizon?: Horizon;
  readonly intensity?: Intensity;
  readonly fit?: string;
  readonly effect?: string;
  readonly every?: Repetition;
  readonly reportTo?: PersonChoice;
  readonly mandate?: Mandate;
  /** With `toConfirm`: the day before which the owner's organisation confirms. */
  readonly mandateBy?: LocalDate;
  readonly framework?: Framework;
  /** Named besides the risks of the factors; in a spoed without a factor all risks at hand unless said otherwise. */
  readonly risks?: readonly RiskId[];
  /** Whom a safety measure is for; everybody at risk unless said otherwise. */
  readonly subjects?: readonly SubjectId[];
}

export interface LeaveFactorWithoutAction {
  readonly verb: 'factor.withoutAction';
  readonly reasons: readonly { readonly factor: FactorId; readonly reason: string }[];
}

export function agreeAction(table: Table, command: AgreeAction): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference, context } = table;
  const owner = findPerson(table, command.owner, 'owner');
  const reportTo = command.reportTo === undefined ? undefined : findPerson(table, command.reportTo, 'reportTo');
  const factors = [...new Set(command.factors)];
  const wrong = [
    ...(isRefusal(owner) ? [owner] : []),
    ...(reportTo !== undefined && isRefusal(reportTo) ? [reportTo] : []),
    ...wrongFields(table, command),
  ];
  if (wrong.length > 0 || isRefusal(owner) || (reportTo !== undefined && isRefusal(reportTo))) return refuseAll(wrong);
  const twin = state.actions.find(
    action => action.status === 'open' && sameWords(action.what, command.what) && action.owner.name === owner.name,
  );
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'what', { twin: twin.id });
  const type = command.type ?? usualType(conference);
  const risks = risksWith(state, factors, command.risks ?? usualRisks(state, conference, factors));
  // A day before which a mandate is confirmed says that it isn't given yet.
  const mandate = command.mandate ?? (command.mandateBy === undefined ? undefined : 'toConfirm');
  const action: Action = present<Action>({
    id: nextId(state, 'A'),
    type,
    what: command.what,
    owner,
    due: command.due,
    horizon: command.horizon ?? usualHorizon(command.due, context.today),
    intensity: command.intensity ?? proposedIntensity(state, conference, { type, risks }),
    fit: command.fit ?? lastFit(state),
    effect: command.effect,
    factors,
    risks,
    subjects: command.subjects ?? [],
    every: command.every,
    reportTo,
    mandate,
    mandateBy: mandate === 'toConfirm' ? command.mandateBy : undefined,
    framework: command.framework,
    by: who.by,
    conference: conference.id,
    agreedOn: context.today,
    status: 'open',
    acceptance: acceptanceOf(conference, owner, context.actor.person),
  });
  return accept(...who.joining, { type: 'ActionAgreed', action });
}

function wrongFields({ state, conference, context }: Table, command: AgreeAction): Refusal[] {
  const { due, mandateBy } = command;
  const past = dayOf(due) < context.today;
  return [
    ...unknownReferences(state, command),
    ...(past ? [refusal('pastDate', 'due', { date: dayOf(due) })] : []),
    // Under acute danger a day is too wide (spoed: measures with person and time).
    ...(conference.urgent && !due.includes('T') && !past ? [refusal('timeNeeded', 'due')] : []),
    ...(mandateBy !== undefined && mandateBy < context.today
      ? [refusal('pastDate', 'mandateBy', { date: mandateBy })]
      : []),
  ];
}

/** The chair says why a factor of the top three gets no action; that covers it. */
export function leaveWithoutAction(table: Table, command: LeaveFactorWithoutAction): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { state, conference } = table;
  const wrong = command.reasons.flatMap(({ factor }) => {
    if (!state.factors.some(one => one.id === factor)) return [refusal('unknown', `reason:${factor}`)];
    return conference.topThree?.factors.includes(factor)
      ? []
      : [refusal('notInTopThree', `reason:${factor}`, { factor })];
  });
  if (wrong.length > 0) return refuseAll(wrong);
  return accept(
    ...command.reasons
      .filter(({ factor, reason }) => conference.withoutAction[factor] !== reason)
      .map(({ factor, reason }): EventBody => ({ type: 'FactorLeftWithoutAction', factor, reason })),
  );
}

export function evolveActions(conference: Conference, event: EventOf<'FactorLeftWithoutAction'>): Conference {
  return { ...conference, withoutAction: { ...conference.withoutAction, [event.factor]: event.reason } };
}
