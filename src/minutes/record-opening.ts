import type { Minutes } from '../domain/minutes-data.ts';
import { type Block, heading, list, paragraph, values } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { dueWords } from './dutch-dates.ts';
import { allOf, personWords } from './people.ts';
import { columns, headings, labels, phrases, purposeWords, sentences } from './words.ts';

const attendanceColumns: readonly Column[] = [
  { title: columns.organisation, share: 2 },
  { title: columns.who, share: 3 },
];

/** What the table couldn't see, what is hard to see, and who finds out what by when. */
export function unknowns(minutes: Minutes): readonly Block[] {
  if (minutes.unknowns.length === 0) return [heading(headings.unknowns), paragraph(sentences.nothingUnknown)];
  const items = minutes.unknowns.map(unknown => ({
    lead: unknown.id,
    text: `${unknown.what} – ${whyUnknown(minutes, unknown)}`,
  }));
  return [heading(headings.unknowns), ...list('bullets', items)];
}

function whyUnknown(minutes: Minutes, unknown: Minutes['unknowns'][number]): string {
  if (unknown.kind === 'factor') return sentences.hardToSee;
  if (unknown.kind === 'risk') return phrases.noView(allOf(unknown.organisations));
  const action = minutes.actions.find(({ id }) => id === unknown.id);
  if (action === undefined) return allOf(unknown.organisations);
  const findOut = phrases.findOut(personWords(action.owner), dueWords(action.due));
  return action.reportTo === undefined ? findOut : `${findOut}, ${phrases.reportedTo(personWords(action.reportTo))}`;
}

export function direction(minutes: Minutes): readonly Block[] {
  const { conference } = minutes;
  const director =
    conference.caseDirector === undefined
      ? conference.caseDirectorReason === undefined
        ? sentences.noDirector
        : phrases.noDirector(conference.caseDirectorReason)
      : personWords(conference.caseDirector);
  return [
    // What comes before fits one page in most conferences, to be read or sent on by itself; the record starts after it.
    heading(headings.direction, { onNewPage: minutes.risks.length > 0 }),
    ...values([
      [labels.purpose, purposeWords[conference.purpose]],
      [labels.goal, conference.goal ?? sentences.noGoal],
      [labels.chair, personWords(conference.chair)],
      [labels.caseDirector, director],
    ]),
  ];
}

export function attendance(minutes: Minutes): readonly Block[] {
  const absent = minutes.absentOrganisations.join(', ');
  const missing = absent === '' ? sentences.everyoneThere : phrases.absent(absent);
  if (minutes.attendees.length === 0) {
    return [
      heading(headings.attendance),
      paragraph(sentences.nobodyListed),
      ...(absent === '' ? [] : [paragraph(missing)]),
    ];
  }
  const byOrganisation = minutes.attendees.toSorted((a, b) => a.organisation.localeCompare(b.organisation, 'nl'));
  const rows = byOrganisation.map(attendee => [[{ text: attendee.organisation }], [{ text: attendeeWords(attendee) }]]);
  return [heading(headings.attendance), table(attendanceColumns, rows), paragraph(missing, { spaceBefore: true })];
}

/** Name and role; a role that says the same as the name (people by function) isn't said twice. */
function attendeeWords(attendee: Minutes['attendees'][number]): string {
  const { name, role, recordedBy } = attendee;
  const same = role === undefined || role === '' || role.toLowerCase() === name.toLowerCase();
  const who = same ? name : `${name}, ${role}`;
  return recordedBy === undefined ? who : phrases.recordedBy(who, recordedBy);
}
