import type { Minutes } from '../domain/minutes-data.ts';
import { actionTypeWords, reviewWords } from './choice-words.ts';
import { type Column, table } from './docx-table.ts';
import { shortDueWords } from './dutch-dates.ts';
import { personLines } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { columns, headings } from './words.ts';

const lookBackColumns: readonly Column[] = [
  { title: columns.action, share: 30 },
  { title: columns.who, share: 17 },
  { title: columns.when, share: 14 },
  { title: columns.status, share: 15 },
  { title: columns.note, share: 27 },
];

/** What became of each action that was open: "not possible" is something else than "not done". */
export function lookBack(minutes: Minutes): Section | undefined {
  if (minutes.lookBack.length === 0) return undefined;
  const rows = minutes.lookBack.map(({ action, type, what, owner, due, status, times, note, recordedBy }) => [
    [{ lead: action, text: what }, ...(type === 'information' ? [{ text: actionTypeWords.information }] : [])],
    personLines(owner),
    [{ text: shortDueWords(due) }],
    [
      { text: reviewWords[status] },
      ...(times === undefined ? [] : [{ text: phrases.happened(times.done, times.answered) }]),
    ],
    [
      { text: note ?? sentences.none },
      ...(recordedBy === undefined ? [] : [{ text: phrases.recordedBySomebody(recordedBy) }]),
    ],
  ]);
  return section(headings.lookBack, [table(lookBackColumns, rows)]);
}
