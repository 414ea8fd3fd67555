import type { CaseState, Closing, Conference } from '../case-state.ts';
import type { PersonChoice } from '../commands.ts';
import { uncoveredFactors } from '../counts.ts';
import {
  accept,
  chairOnly,
  type Decision,
  findPerson,
  firstRefusal,
  isRefusal,
  present,
  refusal,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventMeta, EventOf } from '../events.ts';
import { proposedNextDate } from '../next-date.ts';
import type { Refusal } from '../refusal.ts';
import { unsafeWithoutMeasure } from '../safety-line.ts';
import { risksWithoutMeasure, skippedSteps, urgentNextWithinDays } from '../urgent.ts';
import type { LocalDate, PersonId } from '../values.ts';
import { setAside } from '../warnings.ts';
import { addDays } from '../working-days.ts';

/** Closing: next date, reflection, the check that every top-three factor is covered; then the minutes. */

export interface CloseConference {
  readonly verb: 'conference.close';
  readonly nextDate?: LocalDate;
  readonly reflection?: string;
  /** For the warnings that remain: set aside in the same press. */
  readonly reason?: string;
  /** Spoed: one line "als het misgaat", and who follows until when. */
  readonly ifItGoesWrong?: string;
  readonly follower?: PersonChoice;
  readonly followUntil?: LocalDate;
}

/**
 * Offered in every phase; only here coverage is checked: a top-three factor without an action and without a reason refuses
 * closing, because an action without its risk, or a risk without its action, is what isn't followed up (pilot report).
 */
export function closeConference(table: Table, command: CloseConference): Decision {
  const { state, conference, context } = table;
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const follower = command.follower === undefined ? undefined : findPerson(table, command.follower, 'follower');
  const nextDate =
    command.nextDate ??
    (conference.urgent ? proposedNextDate(state, conference, context.today, context.calendar) : undefined);
  const wrong = [
    ...refusalsOfCoverage(state, conference),
    ...refusalsOfDates(table, { nextDate, followUntil: command.followUntil }),
    ...(follower !== undefined && isRefusal(follower) ? [follower] : []),
  ];
  if (wrong.length > 0 || (follower !== undefined && isRefusal(follower))) return refuseAll(wrong);
  const skipped = skippedSteps(conference);
  return accept(
    ...(command.reason === undefined ? [] : setAside(state, conference, context.today, command.reason)),
    present<EventOf<'ConferenceClosed'>>({
      type: 'ConferenceClosed',
      nextDate,
      reflection: command.reflection,
      ifItGoesWrong: command.ifItGoesWrong,
      follower,
      followUntil: command.followUntil,
      skippedSteps: skipped.length === 0 ? undefined : skipped,
    }),
  );
}

function refusalsOfDates(
  { conference, context }: Table,
  { nextDate, followUntil }: { nextDate: LocalDate | undefined; followUntil: LocalDate | undefined },
): Refusal[] {
  const { today } = context;
  const latest = addDays(today, urgentNextWithinDays);
  return [
    ...(nextDate !== undefined && nextDate < today ? [refusal('pastDate', 'nextDate', { date: nextDate })] : []),
    ...(conference.urgent && nextDate !== undefined && nextDate > latest
      ? [refusal('withinSevenDays', 'nextDate', { date: latest })]
      : []),
    ...(followUntil !== undefined && followUntil < today
      ? [refusal('pastDate', 'followUntil', { date: followUntil })]
      : []),
  ];
}

/** Whoever may not close gets no form for it: it would ask for what is refused afterwards. */
export function refusalOfClosingForm(conference: Conference, person: PersonId): Refusal | undefined {
  if (person !== conference.chair) return refusal('notChair', undefined, { chair: conference.chairName });
  return conference.closed === undefined ? undefined : refusal('closed');
}

/**
 * What keeps a conference from closing: a factor of the top three without action or reason, a subject under 6 without a safety
 * measure; in a spoed a risk without a measure that has a person and a time.
 */
export function refusalsOfCoverage(state: CaseState, conference: Conference): Refusal[] {
  const unsafe = unsafeWithoutMeasure(state).map(subject =>
    refusal('safetyWithoutMeasure', subject.id, { name: subject.name }),
  );
  if (conference.urgent)
    return [
      ...unsafe,
      ...risksWithoutMeasure(state, conference).map(id =>
        refusal('urgentRiskWithoutMeasure', id, { risk: state.risks.find(risk => risk.id === id)?.what ?? id }),
      ),
    ];
  return [
    ...unsafe,
    ...uncoveredFactors(state, conference).map(id =>
      refusal('topThreeWithoutAction', id, { factor: state.factors.find(factor => factor.id === id)?.what ?? id }),
    ),
  ];
}

export function evolveClosing(conference: Conference, event: EventOf<'ConferenceClosed'>, meta: EventMeta): Conference {
  const { type: _type, ...said } = event;
  return { ...conference, closed: present<Closing>({ at: meta.at, by: meta.actor.person, ...said }) };
}
