import type { Minutes } from '../domain/minutes-data.ts';
import { carePhaseWords, processPhaseWords, purposeWords, stepWords } from './choice-words.ts';
import { paragraph, values } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords } from './dutch-dates.ts';
import { personWords } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { columns, headings, labels } from './words.ts';

type Conference = Minutes['conference'];

const attendanceColumns: readonly Column[] = [
  { title: columns.organisation, share: 2 },
  { title: columns.who, share: 3 },
];

/** Why the table sat, who directs for how long, where the case stands, and how the time went. */
export function direction({ conference, person }: Minutes): Section | undefined {
  const { caseDirector } = conference;
  return section(
    headings.direction,
    values([
      [labels.purpose, purposeWords[conference.purpose]],
      [labels.meetingKind, conference.meetingKind],
      [labels.goal, conference.goal],
      [labels.chair, personWords(conference.chair)],
      [labels.caseDirector, directorWords(conference)],
      [labels.directorNote, caseDirector && conference.caseDirectorReason],
      [labels.elsewhere, conference.caseDirectorElsewhere],
      [labels.processPhase, processPhaseWords[person.processPhase]],
      [labels.carePhase, carePhase(person)],
      [labels.openedSteps, openedWords(conference)],
      [labels.time, timeWords(conference)],
    ]),
  );
}

function carePhase({ carePhase: phase, carePhaseReason: reason }: Minutes['person']): string | undefined {
  if (phase === undefined) return undefined;
  return reason === undefined ? carePhaseWords[phase] : phrases.withReason(carePhaseWords[phase], reason);
}

/** Always there, also when it's nobody: who directs is asked in every conference (evaluation report). */
function directorWords({ caseDirector, caseDirectorReason, caseDirectorUntil }: Conference): string {
  if (caseDirector === undefined)
    return caseDirectorReason === undefined ? sentences.noDirector : phrases.noDirector(caseDirectorReason);
  const who = personWords(caseDirector);
  return caseDirectorUntil === undefined ? who : phrases.untilDay(who, dateWords(caseDirectorUntil));
}

function openedWords({ openedSteps }: Conference): string | undefined {
  if (openedSteps.length === 0) return undefined;
  return openedSteps
    .map(({ step, reason }) => (reason === undefined ? stepWords[step] : phrases.withReason(stepWords[step], reason)))
    .join('\n');
}

/** `Opening 3 (bedoeld 2), Risico’s 9 (bedoeld 7)`; steps that took no minute are left out. */
function timeWords({ time }: Conference): string | undefined {
  const spent = time.filter(({ minutes }) => minutes > 0);
  if (spent.length === 0) return undefined;
  return spent
    .map(({ step, minutes, budget }) =>
      budget === undefined
        ? phrases.spent(stepWords[step], minutes)
        : phrases.spentOf(stepWords[step], minutes, budget),
    )
    .join(', ');
}

export function attendance(minutes: Minutes): Section | undefined {
  const absent = minutes.absentOrganisations.join(', ');
  const missing = absent === '' ? sentences.everyoneThere : phrases.absent(absent);
  if (minutes.attendees.length === 0)
    return section(headings.attendance, [
      paragraph(sentences.nobodyListed),
      ...(absent === '' ? [] : [paragraph(missing)]),
    ]);
  const byOrganisation = minutes.attendees.toSorted((a, b) => a.organisation.localeCompare(b.organisation, 'nl'));
  const rows = byOrganisation.map(attendee => [[{ text: attendee.organisation }], [{ text: attendeeWords(attendee) }]]);
  return section(headings.attendance, [table(attendanceColumns, rows), paragraph(missing, { spaceBefore: true })]);
}

/** Name and role; a role that says the same as the name (people by function) isn't said twice. */
function attendeeWords(attendee: Minutes['attendees'][number]): string {
  const { name, role, recordedBy } = attendee;
  const same = role === undefined || role === '' || role.toLowerCase() === name.toLowerCase();
  const who = same ? name : `${name}, ${role}`;
  return recordedBy === undefined ? who : phrases.recordedBy(who, recordedBy);
}
