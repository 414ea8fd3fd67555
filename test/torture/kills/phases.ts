import type { Phase } from '../../../src/domain/agenda.ts';
import type { CaseEvent } from '../../../src/domain/events.ts';
import type { CaseOnRecord } from './record.ts';

/** Where a case was at a moment. */
export type Standing = Phase | 'before' | 'closed' | 'adopted' | 'filed';

/**
 * How often a kill came where: of each moment and each case.
 * @param moments milliseconds on the clock of the bot
 */
export function standingsAt(
  moments: readonly number[],
  cases: readonly CaseOnRecord[],
): Readonly<Partial<Record<Standing, number>>> {
  const counts: Partial<Record<Standing, number>> = {};
  for (const { events } of cases)
    for (const moment of moments) {
      const standing = events
        .filter(({ at }) => Date.parse(at) <= moment)
        .reduce<Standing>((before, event) => standingAfter(before, event), 'before');
      counts[standing] = (counts[standing] ?? 0) + 1;
    }
  return counts;
}

function standingAfter(before: Standing, event: CaseEvent): Standing {
  switch (event.type) {
    case 'ConferenceOpened':
      return 'opening';
    case 'PhaseEntered':
      return event.phase;
    case 'ConferenceClosed':
      return 'closed';
    // Of a conference before the one that runs: that one stays where it is.
    case 'MinutesAdopted':
      return before === 'closed' ? 'adopted' : before;
    case 'MinutesFiled':
      return before === 'adopted' ? 'filed' : before;
    default:
      return before;
  }
}
