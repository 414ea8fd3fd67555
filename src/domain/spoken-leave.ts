import { readSpokenDue } from './spoken-dates.ts';
import type { LocalDate } from './values.ts';
import { dayOf } from './working-days.ts';

/** What somebody types about their leave: "1-12-2026 t/m 12-12-2026", "24 december", "van 1 tot en met 12 december". */
export interface SpokenLeave {
  readonly from?: LocalDate;
  readonly until?: LocalDate;
}

const between = / (?:t\/m|t\.m\.|tm|tot en met|tot|till|until|to|through|–|-) /i;

/**
 * The first and the last day, as far as they can be read; one day is both. A first day without a month takes that of the last:
 * "1 t/m 12 december". What can be read in two ways isn't read. It's echoed on the form, and counts when that is pressed.
 */
export function readSpokenLeave(text: string, today: LocalDate): SpokenLeave {
  const words = text.trim().replace(/^(?:van|vanaf|from)\s+/i, '');
  const [first = '', last, ...more] = words.split(between);
  if (more.length > 0) return {};
  const until = dayIn(last ?? first, today);
  const month = /^\d{1,2}\s+(.+)$/.exec(last ?? '')?.[1];
  const from = dayIn(/^\d{1,2}$/.test(first) && month !== undefined ? `${first} ${month}` : first, today);
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function dayIn(words: string, today: LocalDate): LocalDate | undefined {
  const spoken = readSpokenDue(words, today);
  return spoken.kind === 'due' ? dayOf(spoken.due) : undefined;
}
