import type { Conference, MinutesCorrection } from './case-state.ts';
import { accept, chairOnly, type Decision, present, refuse, refuseAll, type Table } from './decision.ts';
import type { EventMeta, EventOf } from './events.ts';
import type { ItemId } from './values.ts';

/** After closing: a draft is adopted, filed, and corrected when something in it was wrong. */

/** Adopted minutes aren't changed but corrected: a new version, with what was wrong beside it. */
export interface CorrectMinutes {
  readonly verb: 'minutes.correct';
  /** What it's about (`A2`); absent when it's about the whole. */
  readonly item?: ItemId;
  readonly text: string;
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

/** The chair makes the draft final. Version 1 is the first adopted one. */
export function adoptMinutes(table: Table): Decision {
  const { conference } = table;
  const no = chairOnly(table);
  if (no !== undefined) return refuseAll([no]);
  if (conference.closed === undefined) return refuse('notClosedYet');
  if (conference.adopted !== undefined) return refuse('alreadyAdopted');
  return accept({ type: 'MinutesAdopted', conference: conference.id, version: 1 });
}

/** A correction is an event and a new version, which is filed beside the earlier ones. */
export function correctMinutes(table: Table, { item, text }: CorrectMinutes): Decision {
  const no = chairOnly(table);
  if (no !== undefined) return refuseAll([no]);
  const { conference } = table;
  if (conference.adopted === undefined) return refuse('notAdoptedYet');
  if (item !== undefined && !isInMinutes(conference, item)) return refuse('unknown', 'item');
  const last = conference.corrections.at(-1);
  if (last?.text === text && last.item === item) return accept();
  const version = (last?.version ?? conference.adopted.version) + 1;
  return accept(
    present<EventOf<'MinutesCorrected'>>({
      type: 'MinutesCorrected',
      conference: conference.id,
      version,
      item,
      text,
    }),
  );
}

/** What the minutes can name is what the case held at closing. */
function isInMinutes({ atClosing }: Conference, id: ItemId): boolean {
  if (atClosing === undefined) return false;
  const { risks, factors, actions, scenarios, subjects } = atClosing;
  return [...risks, ...factors, ...actions, ...scenarios, ...subjects].some(item => item.id === id);
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

type AdoptionEvent = EventOf<'MinutesAdopted' | 'MinutesCorrected' | 'MinutesFiled'>;

export function evolveAdoption(conference: Conference, event: AdoptionEvent, meta: EventMeta): Conference {
  switch (event.type) {
    case 'MinutesAdopted':
      return { ...conference, adopted: { at: meta.at, by: meta.actor.person, version: event.version } };
    case 'MinutesCorrected': {
      const { version, item, text } = event;
      const correction = present<MinutesCorrection>({ version, at: meta.at, by: meta.actor.person, item, text });
      return { ...conference, corrections: [...conference.corrections, correction] };
    }
    case 'MinutesFiled':
      return { ...conference, filed: { version: event.version, files: event.files } };
  }
}
