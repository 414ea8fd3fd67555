import type { CaseState, Conference } from '../domain/case-state.ts';
import type { CaseEvent } from '../domain/events.ts';
import { minutesOf } from '../domain/minutes.ts';
import { pgaxAtClosing } from '../domain/pgax.ts';
import { planRecordOf } from '../domain/plan-record.ts';
import { timelineRecordOf } from '../domain/timeline-record.ts';
import type { ConferenceId } from '../domain/values.ts';
import type { LoggedAccess } from '../ports/access-log.ts';
import type { FiledBeside, MinutesArchive } from '../ports/minutes-archive.ts';
import type { Bundle } from './bundle.ts';

/** What is known of a case. */
export interface WholeCase {
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
  readonly accesses: readonly LoggedAccess[];
}

/**
 * What the legality committee reads (WGS): every event as it was recorded, who saw and did what, and as documents the minutes, plan and
 * timeline of every version that was adopted.
 * @param archive files into the folder of the bundle
 */
export async function writeCase(
  bundle: Bundle,
  archive: MinutesArchive,
  { events, state, accesses }: WholeCase,
  progressed: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  await bundle.json(
    'events.json',
    // Apart: an event of the minutes has a version of its own.
    events.map((event, position) => ({ version: position + 1, event })),
  );
  await bundle.json('access-log.json', accesses);
  const all = state.conferences.flatMap(one => versionsOf(one).map(version => ({ conference: one, version })));
  for (const [done, { conference, version }] of all.entries()) {
    progressed(done, all.length);
    await archive.file(minutesOf(state, conference.id, version), besideMinutes(events, state, conference.id, version));
  }
  progressed(all.length, all.length);
  const last = state.conferences.findLast(({ adopted }) => adopted !== undefined);
  const version = last && versionsOf(last).at(-1);
  if (last === undefined || version === undefined) return;
  await bundle.json('plan.json', planRecordOf(state, last.id, version));
  await bundle.json('timeline.json', timelineRecordOf(events, state, last.id, version));
}

/** What stands beside the minutes of that version. */
export function besideMinutes(
  events: readonly CaseEvent[],
  state: CaseState,
  id: ConferenceId,
  version: number,
): FiledBeside {
  return {
    plan: planRecordOf(state, id, version),
    timeline: timelineRecordOf(events, state, id, version),
    pgax: pgaxAtClosing(state, id),
  };
}

/** The adopted versions of a conference, the first one first; none while its minutes aren't adopted. */
export function versionsOf({ adopted, corrections }: Conference): readonly number[] {
  if (adopted === undefined) return [];
  const versions = new Set([adopted.version, ...corrections.map(({ version }) => version)]);
  return [...versions].sort((one, other) => one - other);
}
