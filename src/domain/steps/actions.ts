import type { Action, CaseState, Conference } from '../case-state.ts';
import type { PersonChoice } from '../commands.ts';
import {
  accept,
  chairOnly,
  contributorOf,
  type Decision,
  findPerson,
  firstRefusal,
  isRefusal,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventBody, EventOf } from '../events.ts';
import { sameWords } from '../same-words.ts';
import type {
  ActionType,
  Due,
  FactorId,
  Framework,
  Horizon,
  Intensity,
  Mandate,
  Repetition,
  RiskId,
  RiskLevel,
} from '../values.ts';
import { riskLevels } from '../values.ts';
import { addDays, dayOf } from '../working-days.ts';

/**
 * Actions: what, by whom, by when, for which factor, with which effect. An action works on the risks of its factors (RNR:
 * intensity follows the risk), so that follow-up is tied to what it's for.
 */

/** Up to six weeks is "kort". */
const shortHorizonDays = 42;

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
  readonly framework?: Framework;
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
  const factors = command.factors ?? [];
  const strangers = factors.some(id => !state.factors.some(factor => factor.id === id));
  const past = dayOf(command.due) < context.today;
  if (isRefusal(owner) || (reportTo !== undefined && isRefusal(reportTo)) || strangers || past)
    return refuseAll([
      ...(isRefusal(owner) ? [owner] : []),
      ...(reportTo !== undefined && isRefusal(reportTo) ? [reportTo] : []),
      ...(strangers ? [refusal('unknown', 'factors')] : []),
      ...(past ? [refusal('pastDate', 'due', { date: dayOf(command.due) })] : []),
    ]);
  const twin = state.actions.find(
    action => action.status === 'open' && sameWords(action.what, command.what) && action.owner.name === owner.name,
  );
  if (twin !== undefined && !context.duplicateConfirmed) return refuse('duplicateItem', 'what', { twin: twin.id });
  const type = command.type ?? 'intervention';
  const risks = risksOf(state, factors);
  const action: Action = present<Action>({
    id: `A${state.actions.length + 1}`,
    type,
    what: command.what,
    owner,
    due: command.due,
    horizon: command.horizon ?? (dayOf(command.due) <= addDays(context.today, shortHorizonDays) ? 'short' : 'long'),
    intensity: command.intensity ?? proposedIntensity(state, conference, type, risks),
    fit: command.fit ?? lastFit(state),
    effect: command.effect,
    factors,
    risks,
    every: command.every,
    reportTo,
    mandate: command.mandate,
    framework: command.framework,
    by: who.by,
    conference: conference.id,
    agreedOn: context.today,
    status: 'open',
  });
  return accept(...who.joining, { type: 'ActionAgreed', action });
}

/** The risks that these factors belong to, in the order of the case. */
function risksOf(state: CaseState, factors: readonly FactorId[]): readonly RiskId[] {
  const touched = new Set(state.factors.filter(factor => factors.includes(factor.id)).flatMap(factor => factor.risks));
  return state.risks.map(risk => risk.id).filter(id => touched.has(id));
}

/** What was said last about what fits this person, as the default for the next action. */
function lastFit(state: CaseState): string | undefined {
  return state.actions.findLast(action => action.fit !== undefined)?.fit;
}

/** RNR, the principle of risk: intensity follows the agreed level. Finding out has no intensity. */
function proposedIntensity(
  state: CaseState,
  conference: Conference,
  type: ActionType,
  risks: readonly RiskId[],
): Intensity | undefined {
  if (type === 'information') return undefined;
  const levels = risks.flatMap(risk => agreedLevelOf(state, conference, risk) ?? []);
  const highest = Math.max(-1, ...levels.map(level => riskLevels.indexOf(level)));
  return ([undefined, 'light', 'medium', 'intensive', 'intensive'] as const)[highest + 1];
}

/** The level agreed in this conference, else in the most recent one that agreed on it. */
function agreedLevelOf(state: CaseState, conference: Conference, risk: RiskId): RiskLevel | undefined {
  const agreed = (one: Conference) => one.agreedLevels[risk]?.level;
  return agreed(conference) ?? state.conferences.map(agreed).findLast(level => level !== undefined);
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
