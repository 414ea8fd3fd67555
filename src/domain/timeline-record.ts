import type { ApproachName } from './approaches.ts';
import type { CaseState } from './case-state.ts';
import { findItem } from './editable-fields.ts';
import type { CaseEvent } from './events.ts';
import { stateAtClosing } from './minutes.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';
import type { CaseCode, ConferenceId, Instant } from './values.ts';

/** The timeline until a conference closed, to be kept beside its minutes. */
export interface TimelineRecord {
  readonly case: { readonly code: CaseCode; readonly approach: ApproachName };
  readonly conference: { readonly number: number; readonly closedAt: Instant };
  /** Of the minutes it stands beside. */
  readonly version: number;
  readonly adoptedAt?: Instant;
  /** The oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** What the items in it were called, by id. */
  readonly items: Readonly<Record<string, string>>;
}

/**
 * What was decided and done until that conference closed, and how its minutes were corrected up to this version; the same for every
 * filing of a version, whatever happened since.
 * @param events of the whole case, in order
 * @throws when the conference isn't closed or isn't of this case
 */
export function timelineRecordOf(
  events: readonly CaseEvent[],
  current: CaseState,
  id: ConferenceId,
  version: number,
): TimelineRecord {
  const conference = current.conferences.find(one => one.id === id);
  if (conference?.closed === undefined) throw new Error('A timeline is kept of a closed conference');
  const state = stateAtClosing(current, conference);
  const opened = events.findIndex(event => event.type === 'ConferenceOpened' && event.conference === id);
  const closed = events.findIndex((event, at) => at > opened && event.type === 'ConferenceClosed');
  const corrected = events.filter(
    (event, at) =>
      at > closed && event.type === 'MinutesCorrected' && event.conference === id && event.version <= version,
  );
  const entries = timelineOf([...events.slice(0, closed + 1), ...corrected], state);
  return {
    case: { code: state.code, approach: state.approach },
    conference: { number: conference.number, closedAt: conference.closed.at },
    version,
    ...(conference.adopted !== undefined && { adoptedAt: conference.adopted.at }),
    entries,
    items: Object.fromEntries(
      [...new Set(entries.flatMap(entry => entry.items))].map(item => [item, wordsOf(state, item)]),
    ),
  };
}

function wordsOf(state: CaseState, id: string): string {
  const item = findItem(state, id);
  if (item === undefined) return '';
  if ('what' in item) return item.what;
  return 'signals' in item ? item.signals : item.name;
}
