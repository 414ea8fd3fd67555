import type { Minutes } from '../domain/minutes-data.ts';
import { withoutUnseen } from '../domain/unseen.ts';
import type { Due, Instant, LocalDate } from '../domain/values.ts';
import { addDays } from '../domain/working-days.ts';
import { utcOf } from './dutch-dates.ts';

/** One thing in the calendar: a day, or a moment of a day. */
interface Entry {
  /** The same in every version, so that a calendar replaces what it has. */
  readonly name: string;
  readonly when: Due;
  readonly summary: string;
}

/**
 * The next conference and the days by which actions of this one are due, as an iCalendar file (RFC 5545): days as all-day events
 * that keep nobody busy, a clock time at its moment. It says case code, number and organisation, and nothing that was typed about
 * the case, because calendars are shared. The same minutes give the same bytes. Undefined when there's nothing to put in it.
 */
export function calendarOf(minutes: Minutes): string | undefined {
  const { case: of, conference, adopted, version } = minutes;
  const next = conference.number + 1;
  const entries: readonly Entry[] = [
    ...(minutes.nextDate === undefined
      ? []
      : [{ name: `overleg-${next}`, when: minutes.nextDate, summary: `${of.code}: casusoverleg ${next}` }]),
    ...minutes.actions.map(({ id, due, owner }) => ({
      name: id,
      when: due,
      summary: `${of.code}: actie ${id}, ${owner.organisation}`,
    })),
  ];
  if (entries.length === 0) return undefined;
  const stamp = minutes.corrections.at(-1)?.at ?? adopted?.at ?? conference.closedAt;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rondetafel//Casusoverleg//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...entries.flatMap(({ name, when, summary }) => [
      'BEGIN:VEVENT',
      `UID:${of.code}-${name}@rondetafel`,
      `DTSTAMP:${momentText(stamp)}`,
      `SEQUENCE:${version}`,
      ...startOf(when),
      `SUMMARY:${escaped(summary)}`,
      'TRANSP:TRANSPARENT',
      'CLASS:CONFIDENTIAL',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

/** An all-day event ends on the day after; a clock time is a moment without length. */
function startOf(when: Due): readonly string[] {
  if (when.includes('T')) return [`DTSTART:${momentText(utcOf(when))}`];
  return [`DTSTART;VALUE=DATE:${dateText(when)}`, `DTEND;VALUE=DATE:${dateText(addDays(when, 1))}`];
}

function dateText(day: LocalDate): string {
  return day.replaceAll('-', '');
}

/** `20261121T080000Z`, in whole seconds. */
function momentText(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** TEXT of RFC 5545, section 3.3.11; control characters aren't allowed in it. */
function escaped(text: string): string {
  return withoutUnseen(text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'))
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const longestLine = 75;
const encoder = new TextEncoder();

/** Lines of at most 75 octets, the second and later ones after a space that counts; no character is cut in two (section 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > longestLine) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
