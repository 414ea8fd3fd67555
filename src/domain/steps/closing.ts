import type { CaseState, Conference } from '../case-state.ts';
import { uncoveredFactors } from '../counts.ts';
import {
  accept,
  chairOnly,
  type Decision,
  firstRefusal,
  present,
  refusal,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventMeta, EventOf } from '../events.ts';
import type { Refusal } from '../refusal.ts';
import type { LocalDate, PersonId } from '../values.ts';

/** Closing: next date, reflection, the check that every top-three factor is covered; then the minutes. */

export interface CloseConference {
  readonly verb: 'conference.close';
  readonly nextDate?: LocalDate;
  readonly reflection?: string;
}

export interface AdoptMinutes {
  readonly verb: 'minutes.adopt';
}

/** Not a press: the archive reports that the files of this version are whole, and their hashes. */
export interface RecordFiling {
  readonly verb: 'minutes.recordFiling';
  readonly version: number;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * Offered in every phase; only here coverage is checked: a top-three factor without an action and without a reason refuses
 * closing, because an action without its risk, or a risk without its action, is what isn't followed up (pilot report).
 */
export function closeConference(table: Table, command: CloseConference): Decision {
  const { state, conference, context } = table;
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const wrong = refusalsOfCoverage(state, conference);
  if (command.nextDate !== undefined && command.nextDate < context.today)
    wrong.push(refusal('pastDate', 'nextDate', { date: command.nextDate }));
  if (wrong.length > 0) return refuseAll(wrong);
  return accept(
    present<EventOf<'ConferenceClosed'>>({
      type: 'ConferenceClosed',
      nextDate: command.nextDate,
      reflection: command.reflection,
    }),
  );
}

/** Whoever may not close gets no form for it: it would ask for what is refused afterwards. */
export function refusalOfClosingForm(conference: Conference, person: PersonId): Refusal | undefined {
  if (person !== conference.chair) return refusal('notChair', undefined, { chair: conference.chairName });
  return conference.closed === undefined ? undefined : refusal('closed');
}

/** One per factor of the top three that has neither an action nor a reason for none. */
export function refusalsOfCoverage(state: CaseState, conference: Conference): Refusal[] {
  return uncoveredFactors(state, conference).map(id =>
    refusal('topThreeWithoutAction', id, { factor: state.factors.find(factor => factor.id === id)?.what ?? id }),
  );
}

/** The chair makes the draft final. Version 1 is the first adopted one. */
export function adoptMinutes(table: Table): Decision {
  const { conference } = table;
  const no = chairOnly(table);
  if (no !== undefined) return refuseAll([no]);
  if (conference.closed === undefined) return refuse('notClosedYet');
  if (conference.adopted !== undefined) return refuse('alreadyAdopted');
  return accept({ type: 'MinutesAdopted', conference: conference.id, version: 1 });
}

export function recordFiling({ conference }: Table, command: RecordFiling): Decision {
  if (conference.filed?.version === command.version) return accept();
  return accept({
    type: 'MinutesFiled',
    conference: conference.id,
    version: command.version,
    files: command.files,
  });
}

type ClosingEvent = EventOf<'ConferenceClosed' | 'MinutesAdopted' | 'MinutesFiled'>;

export function evolveClosing(conference: Conference, event: ClosingEvent, meta: EventMeta): Conference {
  switch (event.type) {
    case 'ConferenceClosed': {
      const { type: _type, ...closing } = event;
      const { nextDate, reflection } = closing;
      const said = { ...(nextDate !== undefined && { nextDate }), ...(reflection !== undefined && { reflection }) };
      return { ...conference, closed: { at: meta.at, by: meta.actor.person, ...said } };
    }
    case 'MinutesAdopted':
      return { ...conference, adopted: { at: meta.at, by: meta.actor.person, version: event.version } };
    case 'MinutesFiled':
      return { ...conference, filed: { version: event.version, files: event.files } };
  }
}
