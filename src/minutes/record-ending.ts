import type { Minutes } from '../domain/minutes-data.ts';
import { stepWords } from './choice-words.ts';
import { paragraph, values } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords, weekdayWords } from './dutch-dates.ts';
import { personWords } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised, shortened } from './typed-text.ts';
import { warningWords } from './warning-words.ts';
import { columns, headings, labels } from './words.ts';

const warningColumns: readonly Column[] = [
  { title: columns.warning, share: 3 },
  { title: columns.overrideReason, share: 2 },
];
/** What a warning is about stands in full elsewhere. */
const nameLength = 90;

/** What to do when it goes wrong, who follows until when, and what comes back because there was no time for it. */
export function urgentAgreements({ urgentAgreements: agreed, conference }: Minutes): Section | undefined {
  const skipped = conference.skippedSteps.map(step => stepWords[step]).join(', ');
  return section(
    headings.urgent,
    values([
      [labels.ifItGoesWrong, agreed?.ifItGoesWrong],
      [labels.follower, agreed?.follower && personWords(agreed.follower)],
      [labels.followUntil, agreed?.followUntil && dateWords(agreed.followUntil)],
      [labels.skippedSteps, skipped === '' ? undefined : phrases.skipped(skipped)],
    ]),
  );
}

/** Warnings never refuse; what the chair set aside stands here with the reason. */
export function warnings(minutes: Minutes): Section | undefined {
  if (minutes.warnings.length === 0) return undefined;
  const rows = minutes.warnings.map(warning => [
    [aboutWords(minutes, warning)],
    [{ text: warning.overrideReason ?? sentences.noReason }],
  ]);
  return section(headings.warnings, [table(warningColumns, rows)]);
}

function aboutWords(minutes: Minutes, warning: Minutes['warnings'][number]) {
  const text = warningWords(minutes, warning);
  if (warning.item === undefined) return { text };
  const items = [
    ...minutes.risks,
    ...minutes.actions,
    ...minutes.lookBack.map(({ action, what }) => ({ id: action, what })),
    ...minutes.subjects.map(({ id, name }) => ({ id, what: name })),
  ];
  const what = items.find(({ id }) => id === warning.item)?.what;
  return { lead: warning.item, text: what === undefined ? text : `${shortened(what, nameLength)} – ${text}` };
}

export function nextConference({ nextDate }: Minutes): Section | undefined {
  return section(
    headings.nextConference,
    nextDate === undefined ? [] : [paragraph(capitalised(weekdayWords(nextDate)))],
  );
}

export function reflection({ reflection: said }: Minutes): Section | undefined {
  return section(headings.reflection, said === undefined ? [] : [paragraph(said)]);
}
